"""HTTP in, HTTP out, by noun. GET asks queries; anything that writes asks service."""
