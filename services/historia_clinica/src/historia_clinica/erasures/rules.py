"""What of a person may go and what must stay, and who decides it. Pure: values in, a value or a Problem out."""

import hashlib
import unicodedata
from datetime import UTC, date
from decimal import Decimal

from common.money import money as dollars
from common.problems import Conflict, Forbidden, Invalid
from historia_clinica.patients.rules import ADMISSION, FIELDS

LABEL = "Persona suprimida {}"
# Who the person is stays as long as their record. Whatever else is asked goes at once, as `historia_clinica.forget` has it.
STAYS = (
    "document_type", "document_number", "document_country", "no_document_reason", "first_name", "last_name", "birth_date",
    "gender", "nationality", "birth_place", "ethnicity", "marital_status", "education", "guardian_name", "guardian_relation",
    "guardian_document",
)  # fmt: skip
CONTACTS = tuple(name for name in (*FIELDS, *ADMISSION) if name not in STAYS)


def label(id):
    return LABEL.format(id)


def kept_until(day, years):
    """The first day on which what was last done on `day` need not be kept any more; None where nothing was done."""
    if day is None:
        return None
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def is_kept(until, today):
    return until is not None and until > today


def known(files):
    """The words that name a person, of all their files: as they stand in a sentence of the log."""
    return sorted(
        {
            file[name]
            for file in files
            for name in ("full_name", "first_name", "last_name", "document_number", "phone", "email")
            if file[name]
        }
    )


def must_name_nobody(reason, files):
    """The reason of an erasure outlives it: raise Invalid where it says who the person is."""
    said = plain(reason)
    if any(plain(word) in said for word in known(files) if len(word) > 2):
        raise Invalid.field("reason", "No escriba aquí el nombre ni el documento: este texto se conserva.")


def plain(text):
    return "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))


def must_leave_something(patient, last, preview, today):
    """Raise Conflict where there is nothing more to erase yet."""
    if patient["erased_at"] is None:
        return
    if not patient["erased_whole"]:
        if is_kept(preview["record_until"], today):
            raise Conflict(
                f"Lo que podía suprimirse ya se suprimió. La historia clínica se conserva hasta el {spelled(preview['record_until'])}."
            )
        return
    if not last or not last["invoices_until"]:
        raise Conflict("Los datos de esta persona ya se suprimieron.")
    if is_kept(last["invoices_until"], today):
        raise Conflict(
            f"Solo quedan sus facturas, que se conservan hasta el {spelled(last['invoices_until'])}."
        )


def must_be_decided_by_another(erasure, user):
    if erasure["asked_by"]["id"] == user.id:
        raise Forbidden("Una supresión la confirma otra persona que la que la pidió: no se puede deshacer.")


def must_be_open(erasure):
    if erasure["state"] != "ASKED":
        raise Conflict("Ese pedido ya se decidió.")


def must_be_settled(obstacles):
    if obstacles:
        raise Conflict(f"Antes de suprimir: {'; '.join(obstacles)}.")


def obstacles(visits, money):
    """What has to be settled before, as whoever settles it reads it."""
    found = []
    if visits["upcoming"]:
        found.append(f"cancele {counted(visits['upcoming'], 'cita por atender', 'citas por atender')}")
    if visits["waiting"]:
        found.append("retire a la persona de la lista de espera")
    if money["drafts"]:
        found.append(
            f"emita o descarte {counted(money['drafts'], 'factura en borrador', 'facturas en borrador')}"
        )
    if credit := Decimal(money["credit"]):
        found.append(f"devuelva o use los {dollars(credit)} que tiene a favor")
    if balance := Decimal(money["balance"]):
        found.append(f"cobre o anule los {dollars(balance)} que debe: sin sus datos no se cobran")
    return found


def counted(n, one, many):
    return f"1 {one}" if n == 1 else f"{n} {many}"


def spelled(day):
    return f"{day:%d/%m/%Y}"


def preview(counts, visits, money, retention, today):
    """What goes and what stays, if it were done today. `counts` is of the record, `visits` of citas, `money` of facturacion."""
    record_until = kept_until(counts["last_act"], retention["record_years"])
    last_invoice = money["last_invoice_on"] and date.fromisoformat(money["last_invoice_on"])
    invoices_until = kept_until(last_invoice, retention["invoice_years"])
    whole = not is_kept(record_until, today)
    goes = [
        ("CONTACTS", counts["contacts"]),
        ("FAMILY", counts["family"]),
        ("TAGS", counts["tags"]),
        ("COPIES", counts["copies"]),
        ("VISITS", visits["appointments"]),
        ("WAITLIST", visits["waitlist"]),
        ("MESSAGES", visits["messages"]),
        ("SELF_BOOKINGS", visits["self_bookings"]),
        ("QUOTES", money["quotes"]),
        ("PAYMENT_REMINDERS", money["reminders"]),
        ("LOG", 1),
    ]
    record = [
        ("IDENTITY", 1),
        ("NOTES", counts["notes"]),
        ("PAPERS", counts["papers"]),
        ("CONSENTS", counts["consents"]),
        ("DOCUMENTS", counts["documents"]),
    ]
    stays = []
    if whole:
        goes += [part for part in record if part[0] != "NOTES"]
        # What was signed is nobody's from then on, and not altered.
        stays += [("NOTES", counts["notes"], None)]
    else:
        stays += [(what, count, record_until) for what, count in record]
    bills = ("INVOICES", money["invoices"])
    if is_kept(invoices_until, today):
        stays.append((*bills, invoices_until))
    else:
        goes.append(bills)
    return {
        "whole": whole,
        "goes": [{"what": what, "count": count, "until": None} for what, count in goes if count],
        "stays": [{"what": what, "count": count, "until": until} for what, count, until in stays if count],
        "obstacles": obstacles(visits, money),
        "record_until": record_until if not whole else None,
        "invoices_until": invoices_until if is_kept(invoices_until, today) else None,
    }


def fingerprint(file):
    """Whether a number is still the same file's: who was erased is named by this, outside of the database."""
    said = f"{file['id']}|{file['created_at'].astimezone(UTC).isoformat(timespec='microseconds')}"
    return hashlib.sha256(said.encode()).hexdigest()
