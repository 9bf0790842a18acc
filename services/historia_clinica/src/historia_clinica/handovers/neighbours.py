"""What `auth` says of a person as one who writes notes; asked before the transaction, never within."""

from common.messages.client import get_services


def author(id):
    """None for who writes none."""
    return get_services().ask("auth", f"authors/{id}", noun="users")
