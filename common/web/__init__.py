"""HTTP: authentication, validation, answers, errors, pages, rate limits."""
