"""Stock: lots, the ledger of movements, what appointments consume, and what was missing."""

from inventario.stock import gauges, handlers, routes

NAMESPACES = (routes.stock, routes.lots, routes.movements, routes.shortages)
CONSTRAINTS = {
    "lots_quantity_not_negative": ("quantity", "En ese lote no hay tanta existencia."),
    "stock_movements_lot_expired": (
        "lot_id",
        "El lote está vencido: solo se puede contar, dar de baja o devolver.",
    ),
    "stock_movements_lot_recalled": (
        "lot_id",
        "El lote está retirado por el fabricante: solo se puede dar de baja o devolver.",
    ),
    "stock_movements_final": "Los movimientos de existencias no se cambian: registre otro que corrija.",
    "stock_movements_balance": "La existencia que deja un movimiento sigue a la que dejó el anterior.",
    "stock_movements_reversal": "Solo vuelve al lote lo que salió de él, y solo sale por anulación lo que entró.",
    "stock_movements_reversed_once": "Lo que consumió esa cita ya volvió a ese lote, o ese movimiento ya se anuló.",
    "stock_movements_consumed_once": "Lo que usó esa cita ya se descontó de ese lote.",
}
HANDLERS = handlers.HANDLERS
GAUGES = gauges.GAUGES
