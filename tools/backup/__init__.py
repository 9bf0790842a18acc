"""Backups: taken, checked, and put back."""
