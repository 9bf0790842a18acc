"""Sessions: entering and leaving, who one is, one's own password; tokens for programs."""

from auth.sessions import queries
from auth.sessions.routes import ns

NAMESPACES = (ns,)
CONSTRAINTS = {}
HANDLERS = {}
GAUGES = {
    "clinic_users_locked": ("People locked out for a while after wrong passwords", queries.count_locked),
}
