"""What is done with reviews: each a keyword-only, atomic function with its audit entry."""
