"""The servers that a suite stands on, without Docker: PostgreSQL, Redis, Nginx, Traefik."""
