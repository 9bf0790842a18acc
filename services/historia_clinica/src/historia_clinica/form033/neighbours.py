"""What is asked of other services for the form; before the statements, never within."""

from common.messages.client import get_services


def professional(id):
    """What `auth` says of who signed, as a practitioner; None for who is none. A client's id is no number."""
    return get_services().ask("auth", f"practitioners/{id}", noun="users") if id and id.isdigit() else None
