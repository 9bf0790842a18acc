"""Events published about cash: `till.*`, `cash_session.opened`, `.moved`, `.counted`, `.closed`, `.reopened`."""

from common.messages.events import publish
from common.money import money


def till_created(tx, till):
    of_till(tx, "created", till, f"Creó la caja «{till['name']}»")


def till_updated(tx, till):
    of_till(tx, "updated", till, f"Modificó la caja «{till['name']}»")


def rules_updated(tx, rules):
    how = "a ciegas" if rules["blind_count"] else "con lo esperado a la vista"
    publish(
        tx,
        "cash_rules.updated",
        "cash_rules:1",
        f"El efectivo se cuenta {how}",
        blind_count=rules["blind_count"],
    )


def of_till(tx, what, till, sentence):
    publish(tx, f"till.{what}", f"till:{till['id']}", sentence, till_id=till["id"])


def opened(tx, session):
    about(tx, "opened", session, f"Abrió {named(session)} con {money(session['opening_float'])}")


def moved(tx, session, movement):
    deed = "Sacó" if movement["amount"] < 0 else "Ingresó"
    sentence = f"{deed} {money(abs(movement['amount']))} de {named(session)}: {movement['concept']}"
    if movement["amount"] > 0:
        sentence = f"{deed} {money(movement['amount'])} a {named(session)}: {movement['concept']}"
    about(tx, "moved", session, sentence, amount=movement["amount"])


def counted(tx, session, count):
    about(tx, "counted", session, f"Contó {money(count['counted_cash'])} en efectivo en {named(session)}")


def closed(tx, session, count, closing):
    said = f"Cerró {named(session)} con {money(count['counted'])}"
    different = (
        f", diferencia de {money(count['difference'])}: {closing['reason']}" if not count["exact"] else ""
    )
    level = "INFO" if count["exact"] else "WARNING"
    about(
        tx,
        "closed",
        session,
        said + different,
        level=level,
        number=closing["number"],
        difference=count["difference"],
    )


def reopened(tx, session, closing):
    sentence = f"Reabrió {named(session)}, cierre {closing['number']}: {closing['reopen_reason']}"
    about(tx, "reopened", session, sentence, level="WARNING", number=closing["number"])


def named(session):
    return f"{session['till']['name']} de {session['cashier']['name']}"


def about(tx, what, session, sentence, **more):
    """Publish `cash_session.<what>` about the session, whose row is locked or new."""
    publish(
        tx,
        f"cash_session.{what}",
        f"cash_session:{session['id']}",
        sentence,
        cash_session_id=session["id"],
        till_id=session["till"]["id"],
        **more,
    )
