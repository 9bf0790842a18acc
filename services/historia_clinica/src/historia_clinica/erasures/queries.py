"""Every statement on erasures; none commits."""

from common.store.sql import names
from common.web.paging import Listing
from historia_clinica.erasures.rules import CONTACTS

ERASURE = """e.id, e.requested_by, e.reason, e.state, e.asked_at, e.withdrawn_reason, e.withdrawn_at,
               e.withdrawn_by_name AS withdrawn_by, e.whole, e.record_until, e.invoices_until, e.confirmed_at,
               jsonb_build_object('id', e.asked_by_id, 'name', e.asked_by_name) AS asked_by,
               CASE WHEN e.confirmed_by_id IS NOT NULL
                    THEN jsonb_build_object('id', e.confirmed_by_id, 'name', e.confirmed_by_name) END AS confirmed_by,
               (SELECT jsonb_build_object('id', p.id, 'full_name', p.full_name)
                  FROM historia_clinica.patients p WHERE p.id = historia_clinica.person(e.patient_id)) AS patient,
               {due} AS due"""
# The last word on a person, of which something is left that need not be kept any more.
DUE = """(e.state = 'DONE' AND coalesce(least(e.record_until, e.invoices_until) <= %(today)s::date, false)
                AND NOT EXISTS (SELECT FROM historia_clinica.erasures later
                                 WHERE later.patient_id = ANY (historia_clinica.patient_ids(e.patient_id)) AND later.id > e.id
                                   AND later.state <> 'WITHDRAWN'))"""
SHOWN = ERASURE.format(due=DUE)
SOURCE = "historia_clinica.erasures e"
ERASURES = Listing(
    SHOWN,
    SOURCE,
    f"(%(state)s IS NULL OR e.state = %(state)s) AND (%(due)s IS NOT TRUE OR {DUE})",
    {"asked_at": ("e.asked_at", "%(after)s::text::timestamptz")},
    id="e.id",
)
NAMED = (
    "id", "full_name", "first_name", "last_name", "document_number", "phone", "email", "created_at", "erased_at", "erased_whole",
)  # fmt: skip


def retention(db):
    return db.one("SELECT record_years, invoice_years, version, updated_at FROM historia_clinica.retention")


def lock_retention(tx):
    return tx.one(
        "SELECT record_years, invoice_years, version, updated_at FROM historia_clinica.retention FOR UPDATE"
    )


def update_retention(tx, record_years, invoice_years):
    return tx.one(
        """
        UPDATE historia_clinica.retention SET record_years = %(record_years)s, invoice_years = %(invoice_years)s
        RETURNING record_years, invoice_years, version, updated_at
        """,
        record_years=record_years,
        invoice_years=invoice_years,
    )


def files(db, patient_id, lock=False):
    """Every file of a person, the one that stands first; `lock` keeps them as they are."""
    return db.all(
        f"""
        SELECT {names(NAMED)}
          FROM historia_clinica.patients
         WHERE id = ANY (historia_clinica.patient_ids(%(patient_id)s))
         ORDER BY merged_into_id NULLS FIRST, id
         {"FOR UPDATE" if lock else ""}
        """,
        patient_id=patient_id,
    )


def counts(db, patient_id, zone):
    """What there is of a person in this service, by kind, and the day of the last act of their record."""
    held = " + ".join(f"(p.{name} IS NOT NULL)::int" for name in CONTACTS)
    return db.one(
        f"""
        SELECT (SELECT sum({held})::int FROM historia_clinica.patients p WHERE p.id = ANY (ids)) AS contacts,
               (SELECT sum(cardinality(p.tags))::int FROM historia_clinica.patients p WHERE p.id = ANY (ids)) AS tags,
               (SELECT count(*) FROM historia_clinica.family_links
                 WHERE patient_id = ANY (ids) OR relative_id = ANY (ids)) AS family,
               (SELECT count(*) FROM historia_clinica.record_exports
                 WHERE patient_id = ANY (ids) AND state <> 'EXPIRED') AS copies,
               (SELECT count(*) FROM historia_clinica.note_outlines
                 WHERE patient_id = ANY (ids) AND status = 'SIGNED') AS notes,
               (SELECT count(*) FROM historia_clinica.prescriptions WHERE patient_id = ANY (ids))
               + (SELECT count(*) FROM historia_clinica.certificates WHERE patient_id = ANY (ids))
               + (SELECT count(*) FROM historia_clinica.orders WHERE patient_id = ANY (ids)) AS papers,
               (SELECT count(*) FROM historia_clinica.procedure_consents WHERE patient_id = ANY (ids))
               + (SELECT count(*) FROM historia_clinica.patient_consents WHERE patient_id = ANY (ids)) AS consents,
               (SELECT count(*) FROM historia_clinica.attachments WHERE patient_id = ANY (ids)) AS documents,
               (historia_clinica.last_act(ids) AT TIME ZONE %(zone)s)::date AS last_act
          FROM historia_clinica.patient_ids(%(patient_id)s) AS ids
        """,
        patient_id=patient_id,
        zone=str(zone),
    )


def of_patient(db, patient_id, today):
    """What was asked about a person, the newest first."""
    return db.all(
        f"""
        SELECT {SHOWN}
          FROM {SOURCE}
         WHERE e.patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s))
         ORDER BY e.id DESC
         LIMIT 20
        """,
        patient_id=patient_id,
        today=today,
    )


def last_done(db, patient_id):
    return db.one(
        """
        SELECT id, whole, record_until, invoices_until
          FROM historia_clinica.erasures
         WHERE patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s)) AND state = 'DONE'
         ORDER BY id DESC
         LIMIT 1
        """,
        patient_id=patient_id,
    )


def get(db, id, today):
    return db.one(f"SELECT {SHOWN} FROM {SOURCE} WHERE e.id = %(id)s", id=id, today=today)


def lock(tx, id, today):
    """Whoever decides it waits here for whoever decides it too."""
    tx.run("SELECT FROM historia_clinica.erasures WHERE id = %(id)s FOR UPDATE", id=id)
    return get(tx, id, today)


def insert(tx, patient_id, requested_by, reason, by_id, by_name):
    return tx.value(
        """
        INSERT INTO historia_clinica.erasures (patient_id, requested_by, reason, asked_by_id, asked_by_name)
             VALUES (%(patient_id)s, %(requested_by)s, %(reason)s, %(by_id)s, %(by_name)s)
          RETURNING id
        """,
        patient_id=patient_id,
        requested_by=requested_by,
        reason=reason,
        by_id=by_id,
        by_name=by_name,
    )


def withdraw(tx, id, reason, by_name):
    tx.run(
        """
        UPDATE historia_clinica.erasures
           SET state = 'WITHDRAWN', withdrawn_reason = %(reason)s, withdrawn_by_name = %(by_name)s, withdrawn_at = now()
         WHERE id = %(id)s
        """,
        id=id,
        reason=reason,
        by_name=by_name,
    )


def confirm(tx, id, whole, record_until, invoices_until, by_id, by_name):
    tx.run(
        """
        UPDATE historia_clinica.erasures
           SET state = 'DONE', whole = %(whole)s, record_until = %(record_until)s, invoices_until = %(invoices_until)s,
               confirmed_by_id = %(by_id)s, confirmed_by_name = %(by_name)s, confirmed_at = now()
         WHERE id = %(id)s
        """,
        id=id,
        whole=whole,
        record_until=record_until,
        invoices_until=invoices_until,
        by_id=by_id,
        by_name=by_name,
    )


def hashes(db, patient_ids):
    """The SHA-256 of every file that hangs from the person, restricted or not."""
    rows = db.all(
        "SELECT sha256 FROM historia_clinica.files_of(%(ids)s::bigint[]) AS sha256 ORDER BY 1",
        ids=patient_ids,
    )
    return [row["sha256"] for row in rows]


def hashes_in_use(db, hashes):
    rows = db.all(
        "SELECT sha256 FROM historia_clinica.files_in_use(%(hashes)s::text[]) AS sha256", hashes=hashes
    )
    return {row["sha256"] for row in rows}


def copies(db, patient_ids):
    """The names of the ZIPs that were made of the record."""
    rows = db.all(
        """
        SELECT file_name::text AS name FROM historia_clinica.record_exports
         WHERE patient_id = ANY (%(ids)s::bigint[])
        """,
        ids=patient_ids,
    )
    return [row["name"] for row in rows]


def unheard(db):
    """To how many services an erasure is still to be told; what one of them refused waits for a person."""
    return db.value("""
        SELECT count(*)
          FROM historia_clinica.deliveries d
          JOIN historia_clinica.outbox o ON o.id = d.event_id
         WHERE o.type = 'patient.erased' AND d.subscriber <> 'suppressions' AND d.dead_lettered_at IS NULL
        """)


def erase(tx, id, label, blank, sha256):
    """What a decided erasure says, in this service; the database holds who may and what must stay."""
    tx.run(
        "SELECT historia_clinica.erase(%(id)s, %(label)s, %(blank)s, %(sha256)s)",
        id=id,
        label=label,
        blank=blank,
        sha256=sha256,
    )
