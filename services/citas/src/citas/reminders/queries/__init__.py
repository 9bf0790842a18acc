"""Every statement on reminders, by noun; none commits."""
