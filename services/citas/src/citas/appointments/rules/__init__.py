"""Decisions, by subject. Neither HTTP nor SQL: values in, a value or a Problem out."""
