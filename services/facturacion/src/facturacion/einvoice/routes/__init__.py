"""The issuer and its certificate; electronic documents, and what of them leaves by a link."""
