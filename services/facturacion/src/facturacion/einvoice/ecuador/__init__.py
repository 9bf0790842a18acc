"""What the SRI of Ecuador asks of an electronic document (technical sheet of the offline scheme, 2.34)."""
