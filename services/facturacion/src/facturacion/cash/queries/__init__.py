"""Every SQL of cash, by noun."""
