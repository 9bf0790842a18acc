"""Stock and treatments: what the clinic keeps, by lot, and what each treatment uses, costs and leaves."""

from common.messages.events import handle_each
from common.run import app as base
from inventario.events import HANDLERS
from inventario.gauges import GAUGES
from inventario.routes import products, stock, treatments

CONSTRAINTS = {
    "products_sku": ("sku", "Ya existe un producto con ese código."),
    "treatments_code": ("code", "Ya existe un tratamiento con ese código."),
    "lots_quantity_not_negative": ("quantity", "En ese lote no hay tanta existencia."),
    "stock_movements_lot_expired": ("lot_id", "El lote está vencido: solo se puede dar de baja o devolver."),
    "stock_movements_lot_recalled": (
        "lot_id",
        "El lote está retirado por el fabricante: solo se puede dar de baja o devolver.",
    ),
    "stock_movements_final": "Los movimientos de existencias no se cambian: registre otro que corrija.",
    "stock_movements_consumed_once": "Lo que usó esa cita ya se descontó de ese lote.",
}


def create_app(**overrides):
    return base.create_app(
        "inventario",
        products.ns,
        stock.lots,
        stock.movements,
        stock.shortages,
        treatments.ns,
        title="Inventario y tratamientos",
        handle=handle_each(HANDLERS),
        revision="0011",
        constraints=CONSTRAINTS,
        gauges=GAUGES,
        **overrides,
    )
