"""From a notice as text to a confirmed register: the draft, its review beside the source, and its
confirmation.
"""
