"""Events of products: their payloads and the sentences of the log."""

from common.messages.events import publish


def created(tx, product):
    _publish(tx, "product.created", "Creó", product)


def updated(tx, product):
    _publish(tx, "product.updated", "Cambió", product)


def _publish(tx, type, verb, product):
    publish(
        tx,
        type,
        f"product:{product['id']}",
        f"{verb} el producto {product['name']} ({product['sku']})",
        product_id=product["id"],
        category=product["category"],
    )
