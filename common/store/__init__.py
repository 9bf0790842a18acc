"""Storage: PostgreSQL pool and statements, Redis cache, idempotency keys, text search."""
