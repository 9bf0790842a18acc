"""Electronic invoices: what of an invoice or credit note the tax authority receives, and what it answers."""
