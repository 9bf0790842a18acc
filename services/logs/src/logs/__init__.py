"""To be written."""

from common import app as base


def create_app(**overrides):
    return base.create_app("logs", title="logs", hear=lambda tx, events: None, revision="0007", **overrides)
