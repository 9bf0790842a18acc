"""The clinic's clock: its time zone and its date, wherever the server stands."""

from datetime import datetime

from flask import current_app


def clinic_zone():
    return current_app.config["SETTINGS"].clinic_timezone


def clinic_today():
    """Today's date in the clinic's zone: a lot expires and an invoice is dated by its calendar, not by Greenwich's."""
    return datetime.now(clinic_zone()).date()
