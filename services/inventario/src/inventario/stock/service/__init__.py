"""Use cases that change the stock. Whoever moves it locks the product first, then its lots."""
