"""Forms on reports, a module for each stage: prepared, written, spoken about, signed."""
