"""What is done with boards: each a keyword-only, atomic function with its audit entry."""
