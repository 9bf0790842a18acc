"""Who sees which kinds of the timeline."""

# In the order of a tie; each with the permission that its own list asks for.
KINDS = {
    "NOTE": "records:read",
    "VITAL_SIGNS": "records:read",
    "PRESCRIPTION": "records:read",
    "DOCUMENT": "documents:read",
    "CONSENT": "consents:read",
    "CERTIFICATE": "records:read",
    "CHART": "records:read",
    "ORDER": "records:read",
}
PLACES = list(KINDS)


def seen(wanted, permissions):
    """Of the wanted kinds, or of all where None, those that somebody with these permissions may see."""
    return [
        kind for kind, permission in KINDS.items() if permission in permissions and kind in (wanted or KINDS)
    ]
