"""What day it is."""

from datetime import datetime

from flask import current_app


def clinic_today():
    """The day it is at the clinic, wherever the server stands."""
    return datetime.now(current_app.config["SETTINGS"].clinic_timezone).date()
