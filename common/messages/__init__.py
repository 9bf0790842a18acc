"""Messages between services: events by outbox and inbox, questions by HTTP."""
