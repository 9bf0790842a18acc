"""The dental room over HTTP."""
