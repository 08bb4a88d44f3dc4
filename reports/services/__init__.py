"""What is done to a report, a module for each stage: prepared, written, signed, issued.

Nothing is gathered here: the worker's tasks need the last stage, and the first ones need the tasks.
"""
