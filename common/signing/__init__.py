"""Signing with somebody's certificate: the file of an authority opened once, its key kept sealed, PDFs signed with it (PAdES)."""
