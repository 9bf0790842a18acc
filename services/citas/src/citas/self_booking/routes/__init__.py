"""Endpoints of self-booking, by noun."""
