"""Tokens: signing them, and making them void before they expire. `common.web.auth` verifies what is signed here."""
