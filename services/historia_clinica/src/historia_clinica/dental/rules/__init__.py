"""Decisions about teeth. Pure: values in, values or Problems out."""
