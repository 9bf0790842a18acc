"""What is kept: PostgreSQL, Redis, and what a search and a retry ask of them."""
