"""Running a service: application factory, gunicorn, relay process, logs, metrics."""
