"""What is asked of other services before a prescription is written."""

from common.messages.client import get_services


def prescriber(id):
    """What `auth` says of the caller as a practitioner; None for who is not one. The caller's id is text, a client's no number."""
    return get_services().ask("auth", f"practitioners/{id}", noun="users") if id.isdigit() else None
