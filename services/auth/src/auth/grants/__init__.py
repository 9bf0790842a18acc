"""Grants: what the caller may hand on. Nobody grants more than they hold."""
