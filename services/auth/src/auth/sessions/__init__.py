"""Sessions: entering and leaving, who one is, one's own password; tokens for programs."""

from auth.sessions import queries
from auth.sessions.routes import ns

NAMESPACES = (ns,)
CONSTRAINTS = {}
HANDLERS = {}
GAUGES = {
    "clinic_logins_slowed": (
        "Accounts for which somebody must wait before another login, after wrong passwords",
        queries.count_slowed,
    ),
}
