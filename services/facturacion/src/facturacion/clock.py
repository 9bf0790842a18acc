"""The clinic's day, which is not the server's."""

from datetime import datetime

from flask import current_app


def zone():
    return current_app.config["SETTINGS"].clinic_timezone


def today():
    return datetime.now(zone()).date()
