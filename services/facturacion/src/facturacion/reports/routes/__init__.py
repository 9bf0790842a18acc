"""The addresses of the reports."""
