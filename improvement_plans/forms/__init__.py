"""The forms of the plan, a module for each subject."""
