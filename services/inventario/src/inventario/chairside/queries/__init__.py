"""SQL of what is used at the chair, by noun."""
