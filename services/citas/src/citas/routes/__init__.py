"""HTTP in, HTTP out, by noun. GET asks queries (or agenda, where something is reckoned); what writes asks service."""
