"""Issuing, showing and annulling numbered papers, and what the code of a paper vouches for; the caller owns the transaction."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from common import pdf
from common.clock import clinic_zone
from common.messages.links import page_url
from common.pdf import codes
from common.store.sql import only
from common.web.auth import Identity, me
from common.web.http import found
from historia_clinica import practitioners
from historia_clinica.papers import queries, rules
from historia_clinica.patients import queries as patients
from historia_clinica.rules import NO_SUCH_PATIENT
from historia_clinica.trace import about_record, viewed

PAGE = "/comprobar/"
TOLD = (
    "kind",
    "number",
    "issued_at",
    "professional",
    "patient",
    "content_sha256",
    "annulled_at",
    "signature",
)


@dataclass(frozen=True)
class Issuer:
    """Who issues a paper, as what they are registered, under which letterhead and when."""

    author: Identity
    registered: dict
    clinic: dict
    now: datetime
    today: date


def issuer(paper):
    """The caller, about whom `auth` is asked: before the transaction. Raises Forbidden for who may not issue this paper."""
    practitioner, now = practitioners.ask(me().id), datetime.now(UTC)
    today = now.astimezone(clinic_zone()).date()
    rules.must_be_registered(practitioner, today, paper.act)
    return Issuer(me(), rules.as_registered(practitioner), pdf.letterhead(), now, today)


def patient(db, id):
    """Whom a paper is about."""
    return found(queries.patient(db, id), NO_SUCH_PATIENT)


def write(tx, paper, by, patient_id, **said):
    """Number a paper; its id. Once it says all that it says it is `printed` and kept, in the same transaction."""
    who = paper.issuer
    issued_by = {who: by.registered, f"{who}_id": by.author.id, f"{who}_name": by.author.name}
    return queries.insert(tx, paper, patient_id=patient_id, **issued_by, **said)


def printed(tx, paper, row, template, content, clinic):
    """The PDF of what was written, with the code that tells it from a forged one."""
    code = vouch(tx, paper.kind, row["id"])
    vouched = content | {"sha256": code["content_sha256"]}
    return pdf.render(template, clinic, row["issued_at"], vouched, qr=codes.square(code["url"]))


def keep(tx, paper, id, document, done="Emitió", **beside):
    """Keep the PDF as it was issued, and what else is known of it."""
    queries.insert_document(tx, paper, id, pdf=document, **beside)
    return told(tx, paper, id, "issued", done)


def get(db, paper, id):
    return found(queries.get(db, paper, id), paper.missing)


def standing(db, paper, id):
    """The paper, which is not annulled."""
    row = get(db, paper, id)
    rules.must_stand(paper, row)
    return row


def of_patient(db, paper, patient_id, wanted):
    """A page of the patient's papers, which the caller saw."""
    viewed(db, found(patients.name(db, patient_id), NO_SUCH_PATIENT), paper.all)
    return queries.listing(paper).page(db, wanted, patient_id=patient_id)


def as_issued(db, paper, id):
    """The PDF, which the caller saw, and the name of its file."""
    row = get(db, paper, id)
    viewed(db, patients.name(db, row["patient_id"]), paper.one)
    return queries.document(db, paper, id), paper.name_of(row)


def annul(tx, paper, id, reason, author):
    rules.must_be_own(paper, standing(tx, paper, id), author)
    queries.annul(tx, paper, id, reason, author)
    return told(tx, paper, id, "annulled", "Anuló")


def told(tx, paper, id, what, done):
    """Publish what was `done` to a paper («Anuló»); the paper as it is now."""
    row = queries.get(tx, paper, id)
    about_record(
        tx,
        f"{paper.name}.{what}",
        f"{paper.name}:{id}",
        patients.name(tx, row["patient_id"]),
        f"{done} {paper.the} {row['number']}",
    )
    return row


def vouch(tx, kind, id):
    """The code of a paper (its hash, and the address that its QR says): the one that it has, or a new one."""
    made = queries.code_of(tx, kind, id) or queries.insert_code(tx, rules.new_code(), kind, id)
    return {"content_sha256": made["content_sha256"], "url": page_url(f"{PAGE}#{made['code']}")}


def shown(db, code, now):
    """What whoever shows the code is told, and nothing clinical."""
    row = queries.by_code(db, code) if rules.looks_like(code) else None
    rules.must_be_ours(row, now)
    row |= queries.vouched(db, row["kind"], row["paper_id"])
    return only(row, *TOLD) | {"state": rules.state_of(row)}
