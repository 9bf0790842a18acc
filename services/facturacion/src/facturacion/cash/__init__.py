"""Cash: tills, the sessions of those who take money, what moves in them, how they are counted and closed."""

from facturacion.cash.routes import sessions, tills

NAMESPACES = (tills.ns, sessions.ns)
CONSTRAINTS = {
    "tills_name": ("name", "Ya existe una caja con ese nombre."),
    "cash_sessions_one_of_till": (
        "till_id",
        "Esa caja ya está abierta. Elija otra, o espere a que se cierre.",
    ),
    "cash_sessions_one_of_cashier": (
        "till_id",
        "Ya hay una caja abierta de la misma persona. Ciérrela antes de abrir otra.",
    ),
    "cash_sessions_closed": "La caja está cerrada: ya no recibe movimientos. Abra una nueva.",
    "cash_sessions_frozen": "Una caja cerrada no se modifica; se reabre con permiso.",
    "cash_movements_within_drawer": ("amount", "En la caja no hay tanto efectivo."),
    "cash_movements_once": "Ese movimiento ya está en la caja.",
    "cash_movements_frozen": "Un movimiento de caja no se modifica: se corrige con otro.",
    "cash_counts_current": "Hubo movimientos después de contar. Cuente de nuevo.",
    "cash_closings_one": "Esa caja ya está cerrada.",
    "cash_closings_number": "Esa caja ya está cerrada.",
    "cash_closings_add_up": ("left_in_till", "Lo que se queda no puede superar lo contado."),
    "cash_closings_amounts": ("left_in_till", "Lo que se queda no puede superar lo contado."),
    "cash_closings_explained": ("reason", "Lo contado no es lo esperado: explique la diferencia."),
    "cash_closings_frozen": "Ese cierre ya se reabrió.",
    "payments_cash_lands": "El efectivo entra en una caja abierta. Abra la suya para cobrarlo.",
    "payments_day_closed": (
        "received_on",
        "Su caja de ese día ya se contó y se cerró: no recibe más efectivo.",
    ),
    "payments_session_closed": "Ese pago está en una caja cerrada. Devuélvalo con otro movimiento, o reabra la caja.",
}
HANDLERS = {}
GAUGES = {}
