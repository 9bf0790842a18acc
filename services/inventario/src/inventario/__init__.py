"""Stock and treatments: what the clinic keeps, by lot, and what each treatment uses, costs and leaves."""

from common.run.app import create_service
from inventario import catalogue, chairside, purchases, stock, treatments


def create_app(**overrides):
    return create_service(
        "inventario",
        catalogue,
        treatments,
        chairside,
        purchases,
        stock,
        title="Inventario y tratamientos",
        revision="0133",
        **overrides,
    )
