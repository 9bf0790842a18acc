"""What `auth` says of a person as a practitioner; asked before the transaction, never within."""

from common.messages.client import get_services


def ask(id):
    """None for who is none. A caller's id is text, that of a client no number."""
    return get_services().ask("auth", f"practitioners/{id}", noun="users") if id and id.isdigit() else None
