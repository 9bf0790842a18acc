"""SQL of the stock, by noun."""
