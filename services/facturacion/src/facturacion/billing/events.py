"""Events published about invoices, their payments and series: payloads and the sentences of the log."""

from common.messages.events import publish
from common.messages.mail import post
from common.money import money


def drafted(tx, invoice):
    about(tx, "drafted", invoice, "Preparó un borrador de factura para {name} por {total}")


def corrected(tx, invoice):
    about(tx, "updated", invoice, "Corrigió el borrador de factura de {name}, por {total}")


def followed(tx, invoice):
    about(tx, "updated", invoice, "Actualizó los datos de {name} en su borrador de factura")


def diagnosis_linked(tx, invoice):
    about(tx, "updated", invoice, "Vinculó un diagnóstico al borrador de factura de {name}")


def diagnosis_unlinked(tx, invoice):
    about(tx, "updated", invoice, "Quitó el diagnóstico vinculado al borrador de factura de {name}")


def issued(tx, invoice):
    about(tx, "issued", invoice, "Emitió la factura {number} a {name} por {total}")


def annulled(tx, invoice):
    reason = invoice["annul_reason"]
    about(tx, "annulled", invoice, "Anuló la factura {number} de {name} por {total}", reason, level="WARNING")


def annulment_asked(tx, invoice, reason):
    said = "Pidió anular la factura {number} de {name} por {total}: espera al portal del SRI"
    about(tx, "annulment_asked", invoice, said, reason, level="WARNING")


def annulment_withdrawn(tx, invoice):
    about(tx, "annulment_withdrawn", invoice, "Retiró el pedido de anular la factura {number} de {name}")


def discarded(tx, invoice):
    reason = invoice["annul_reason"]
    about(tx, "discarded", invoice, "Descartó el borrador de factura de {name}, por {total}", reason)


def outdated(tx, invoice):
    said = (
        "La cita de la factura {number} de {name} se reabrió después de emitirla: anúlela o déjela como está"
    )
    about(tx, "outdated", invoice, said, level="WARNING")


def discount_approved(tx, invoice, percent, by):
    """`by` is who approved; who asked is the event's actor."""
    about(
        tx,
        "discount_approved",
        invoice,
        f"{by} aprobó la rebaja de {percent} a {{name}}, que paga {{total}}",
        level="WARNING",
    )


def plan_agreed(tx, invoice, parts):
    last = f"{parts[-1]['due_on']:%d/%m/%Y}"
    how_many = "una cuota" if len(parts) == 1 else f"{len(parts)} cuotas"
    about(
        tx,
        "plan_agreed",
        invoice,
        f"Acordó {how_many} hasta el {last} para {money(invoice['balance'])} de la factura {{number}} de {{name}}",
    )


def plan_ended(tx, invoice, reason):
    about(tx, "plan_ended", invoice, "Dejó sin cuotas la factura {number} de {name}", reason, level="WARNING")


def discount_limited(tx, limit, percent):
    sentence = f"El rol {limit['role']} rebaja hasta {percent} sin aprobación"
    publish(
        tx,
        "discount_limit.updated",
        f"discount_limit:{limit['role']}",
        sentence,
        role=limit["role"],
        percent=limit["percent"],
    )


def about(tx, what, invoice, sentence, reason=None, **how):
    """Publish `invoice.<what>`; `sentence` may name the invoice's {name} (its buyer's), {number} and {total}."""
    said = sentence.format(
        name=invoice["buyer"]["name"], number=invoice["number"], total=money(invoice["total"])
    )
    publish(
        tx,
        f"invoice.{what}",
        f"invoice:{invoice['id']}",
        f"{said}: {reason}" if reason else said,
        patient_id=invoice["patient_id"],
        invoice_id=invoice["id"],
        number=invoice["number"],
        total=invoice["total"],
        **how,
    )


def payment_received(tx, invoice, payment):
    of_payment(tx, "received", invoice, payment, f"Cobró {money(payment['amount'])} de {named(invoice)}")


def payment_voided(tx, invoice, payment):
    said = f"Anuló un pago de {money(payment['amount'])} de {named(invoice)}: {payment['void_reason']}"
    of_payment(tx, "voided", invoice, payment, said, level="WARNING")


def cheque_deposited(tx, cheque):
    said = f"Depositó el {cheque['deposited_on']:%d/%m/%Y} el cheque de {worth(cheque)}"
    of_cheque(tx, "deposited", cheque, said)


def cheque_deposit_undone(tx, cheque):
    said = f"Dejó otra vez por depositar el cheque de {worth(cheque)}"
    of_cheque(tx, "deposit_undone", cheque, said, level="WARNING")


def cheque_bounced(tx, cheque):
    said = f"El banco devolvió el cheque de {worth(cheque)}: {cheque['bounce_reason']}"
    of_cheque(tx, "bounced", cheque, said, level="WARNING")


def cheque_bounce_undone(tx, cheque):
    said = f"El cheque de {worth(cheque)} no había sido devuelto: vuelve a pagar"
    of_cheque(tx, "bounce_undone", cheque, said, level="WARNING")


def cheque_returned(tx, cheque):
    said = f"Entregó al paciente el cheque de {worth(cheque)}: {cheque['bounce_reason']}"
    of_cheque(tx, "returned", cheque, said, level="WARNING")


def cheque_return_undone(tx, cheque):
    said = f"No había entregado el cheque de {worth(cheque)}: está otra vez por depositar"
    of_cheque(tx, "return_undone", cheque, said, level="WARNING")


def receipt_mailed(tx, invoice, to, clinic):
    """Asks for the letter, in the name of the clinic."""
    post(
        tx,
        "receipt",
        f"invoice:{invoice['id']}",
        f"Pidió enviar por correo el recibo de {named(invoice)}",
        invoice["patient_id"],
        invoice_id=invoice["id"],
        version=invoice["version"],
        to=to,
        clinic=clinic,
    )


def worth(cheque):
    """How much, and what it pays."""
    number = cheque["invoice_number"]
    of = f"la factura {number} de" if number else "un abono de"
    return f"{money(cheque['amount'])} de {of} {cheque['buyer_name']}"


def of_cheque(tx, what, cheque, sentence, **how):
    """Publish `cheque.<what>` about the invoice that it pays, whose row is locked, or the account of who deposited it."""
    of_invoice = cheque["invoice_id"] is not None
    publish(
        tx,
        f"cheque.{what}",
        f"invoice:{cheque['invoice_id']}" if of_invoice else f"account:{cheque['patient_id']}",
        sentence,
        patient_id=cheque["patient_id"],
        cheque_id=cheque["id"],
        payment_id=cheque["payment_id"],
        invoice_id=cheque["invoice_id"],
        number=cheque["invoice_number"],
        amount=cheque["amount"],
        **how,
    )


def named(invoice):
    return f"la factura {invoice['number']} de {invoice['buyer']['name']}"


def of_payment(tx, what, invoice, payment, sentence, **how):
    """Publish `payment.<what>` about the invoice, whose row is locked: so its events stay in order."""
    publish(
        tx,
        f"payment.{what}",
        f"invoice:{invoice['id']}",
        sentence,
        patient_id=invoice["patient_id"],
        payment_id=payment["id"],
        invoice_id=invoice["id"],
        number=invoice["number"],
        method=payment["method"],
        received_on=payment["received_on"],
        amount=payment["amount"],
        **how,
    )


def credited(tx, invoice, note):
    """A credit note is told about its invoice, whose row is locked: so its events stay in order."""
    sentence = f"Emitió la nota de crédito {note['number']} por {money(note['total'])} a {named(invoice)}: {note['reason']}"
    publish(
        tx,
        "invoice.credited",
        f"invoice:{invoice['id']}",
        sentence,
        level="WARNING",
        patient_id=invoice["patient_id"],
        invoice_id=invoice["id"],
        credit_note_id=note["id"],
        number=note["number"],
        total=note["total"],
        returned=note["returned"],
    )


def deposited(tx, movement, name):
    of_account(tx, "deposited", movement, f"Recibió {money(movement['amount'])} a favor de {name}")


def refunded(tx, movement, name):
    said = f"Devolvió {money(movement['amount'])} a {name}: {movement['reason']}"
    of_account(tx, "refunded", movement, said, level="WARNING")


def returned(tx, invoice, movement):
    said = f"Devolvió {money(movement['amount'])} de {named(invoice)}: {movement['reason']}"
    of_account(tx, "returned", movement, said, level="WARNING")


def applied(tx, invoice, movement):
    of_account(tx, "applied", movement, f"Aplicó {money(movement['amount'])} a favor a {named(invoice)}")


def transferred(tx, source, target, movement):
    where = f"a {named(target)}" if target else "a favor del paciente"
    of_account(
        tx,
        "transferred",
        movement,
        f"Pasó {money(movement['amount'])} de {named(source)} {where}: {movement['reason']}",
    )


def of_account(tx, what, movement, sentence, **how):
    """Publish `account.<what>`: about the patient's money, or that of an invoice of nobody we know."""
    whose = (
        f"account:{movement['patient_id']}" if movement["patient_id"] else f"invoice:{movement['invoice_id']}"
    )
    publish(
        tx,
        f"account.{what}",
        whose,
        sentence,
        patient_id=movement["patient_id"],
        invoice_id=movement["invoice_id"],
        amount=movement["amount"],
        method=movement["method"],
        **how,
    )


def series_created(tx, serie):
    of_series(tx, "created", serie, "Creó la serie")


def series_updated(tx, serie):
    of_series(tx, "updated", serie, "Modificó la serie")


def of_series(tx, what, serie, deed):
    sentence = f"{deed} {serie['establishment']}-{serie['emission_point']} ({serie['name']})"
    publish(tx, f"series.{what}", f"series:{serie['id']}", sentence, series_id=serie["id"])
