"""The letter that offers a freed hour."""

from datetime import UTC, datetime

from citas.waitlist.queries import offers
from citas.waitlist.rules import ACCEPT
from common.messages import choices
from common.messages.links import Links
from common.messages.mail import Letter

WEEKDAYS = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")


def offer(settings, database, about):
    """The letter of an offer; None where it no longer stands, or the patient wants no messages any more."""
    with database.session() as db:
        one = offers.get(db, about["offer_id"])
        wanted = choices.wants(db, one["patient"]["id"])
    seconds = int((one["expires_at"] - datetime.now(UTC)).total_seconds())
    if one["state"] != "OPEN" or seconds < 1 or not wanted:
        return None
    link = Links(settings, "citas").make(ACCEPT, one["id"], seconds, base=about["base"])
    zone = settings.clinic_timezone
    start, ends = one["start_time"].astimezone(zone), one["expires_at"].astimezone(zone)
    when = f"{WEEKDAYS[start.weekday()]} {start:%d/%m/%Y} a las {start:%H:%M}"
    # It names no treatment: mail is read on many screens.
    text = (
        f"{one['patient']['name']}:\n\n"
        f"Se liberó una hora antes: {when}, con {one['doctor']['name']}.\n\n"
        f"Para aceptarla o decir que no puede, abra este enlace hasta las {ends:%H:%M} del {ends:%d/%m/%Y}:\n{link.url}\n\n"
        "La primera persona que acepta se la queda. Si no puede, sigue en la lista de espera.\n"
    )
    return Letter(about["to"], f"Se liberó una hora: {when}", text)
