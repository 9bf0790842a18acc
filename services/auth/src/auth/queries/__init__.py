"""Every SQL statement of this service, by noun. Each function is one statement; none commits."""


def pattern(search):
    """What LIKE compares with: `search` anywhere, its own % and _ taken literally."""
    if search is None:
        return None
    escaped = search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
