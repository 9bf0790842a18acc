"""Events published about a receipt: `receipt.recorded`, `.documented` (its document written or put right), `.annulled`.

facturacion keeps the document in its books of purchases.
"""

from decimal import Decimal

from common.messages.events import publish
from common.money import money as dollars
from inventario.purchases import rules


def recorded(tx, receipt):
    about(tx, "recorded", receipt, "Registró")


def documented(tx, receipt):
    about(tx, "documented", receipt, "Corrigió el documento de")


def annulled(tx, receipt):
    about(tx, "annulled", receipt, "Anuló", level="WARNING", reason=receipt["annulled_reason"])


def about(tx, what, receipt, deed, **how):
    document = receipt["document"]
    worth = Decimal(document["amount"]) if document else receipt["material"]
    publish(
        tx,
        f"receipt.{what}",
        f"receipt:{receipt['id']}",
        f"{deed} {rules.called(receipt)}, por {dollars(worth)}",
        receipt_id=receipt["id"],
        document=document,
        **how,
    )
