"""Exceptions of the domain, one per HTTP status of RFC 9457 problems. Pure: rules may import this."""


class Problem(Exception):
    """Base of all problems: `errors` names fields, `extra` adds members to the body."""

    status, title = 400, "Petición inválida"

    def __init__(self, detail=None, errors=None, retry_after=None, **extra):
        super().__init__(detail or self.title)
        self.errors, self.retry_after, self.extra = errors, retry_after, extra


class Unauthorized(Problem):
    status, title = 401, "Sesión no válida"


class Forbidden(Problem):
    status, title = 403, "Sin permiso"


class NotFound(Problem):
    status, title = 404, "No encontrado"


class Conflict(Problem):
    status, title = 409, "Conflicto"


class Gone(Problem):
    status, title = 410, "Ya no sirve"


class Stale(Problem):
    status, title = 412, "Hay una versión más reciente"


class NotJson(Problem):
    status, title = 415, "Tipo de contenido no admitido"


class Invalid(Problem):
    status, title = 422, "Datos inválidos"

    @classmethod
    def field(cls, name, message):
        """The problem of a single field."""
        return cls(message, errors=[{"field": name, "message": message}])


class VersionNeeded(Problem):
    status, title = 428, "Falta la versión"


class TooMany(Problem):
    status, title = 429, "Demasiadas peticiones"


class Unavailable(Problem):
    status, title = 503, "Servicio no disponible"
