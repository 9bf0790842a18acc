"""Every statement of the reports, by report."""
