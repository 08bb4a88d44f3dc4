"""How dates are written, as in GOV.UK's style guide."""
