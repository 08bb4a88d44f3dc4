"""The pages on which a notice is added, reviewed beside its source, corrected and confirmed."""
