"""Packages that were sold: whose they are, what is left of them, who shares them."""

from common.store.db import json
from common.store.search import has_words, words
from common.store.sql import names, values
from common.web.paging import Listing

SOLD = ("package_id", "invoice_id", "invoice_line_id", "place", "name", "patient_id", "patient_name", "sold_on", "expires_on", "amount", "sessions")  # fmt: skip
HELD = """id, package_id, invoice_id, name, patient_id, patient_name, sold_on, expires_on, sessions, used, amount, delivered,
               refunded, remaining, version,
               (SELECT number FROM facturacion.invoices i WHERE i.id = invoice_id) AS number,
               (SELECT buyer_id_type = '07' FROM facturacion.invoices i WHERE i.id = invoice_id) AS final_consumer,
               CASE WHEN voided_at IS NOT NULL THEN 'VOID'
                    WHEN used = sessions THEN 'USED'
                    WHEN expires_on < %(today)s THEN 'EXPIRED'
                    ELSE 'OPEN' END AS state"""
MATCHES = f"""(%(patient_id)s IS NULL OR patient_id = ANY (facturacion.patient_ids(%(patient_id)s))
                OR id IN (SELECT patient_package_id FROM facturacion.package_sharers s
                           WHERE s.patient_id = ANY (facturacion.patient_ids(%(patient_id)s)) AND s.active))
           AND (%(package_id)s IS NULL OR package_id = %(package_id)s)
           AND (%(state)s IS NULL
                OR %(state)s = 'VOID' AND voided_at IS NOT NULL
                OR %(state)s = 'USED' AND voided_at IS NULL AND used = sessions
                OR %(state)s = 'EXPIRED' AND voided_at IS NULL AND used < sessions AND expires_on < %(today)s
                OR %(state)s = 'OPEN' AND voided_at IS NULL AND used < sessions
                   AND (expires_on IS NULL OR expires_on >= %(today)s))
           AND {has_words("search_text")}"""
SORTS = {
    "sold_on": ("sold_on", "%(after)s::text::date"),
    "expires_on": ("coalesce(expires_on, 'infinity'::date)", "%(after)s::text::date"),
}
HELD_PACKAGES = Listing(HELD, "facturacion.patient_packages", MATCHES, SORTS)


def page(db, wanted, today):
    filters = wanted.model_dump(include={"patient_id", "package_id", "state"})
    return HELD_PACKAGES.page(db, wanted, today=today, **words(wanted.search), **filters)


def get(db, id, today):
    return db.one(f"SELECT {HELD} FROM facturacion.patient_packages WHERE id = %(id)s", id=id, today=today)


def invoice_of(db, id):
    return db.value("SELECT invoice_id FROM facturacion.patient_packages WHERE id = %(id)s", id=id)


def lock(tx, id):
    """The package that was sold, locked, with its line and whether it is void."""
    return tx.one(
        """
        SELECT id, invoice_id, invoice_line_id, name, patient_id, patient_name, expires_on, sessions, voided_at, version
          FROM facturacion.patient_packages
         WHERE id = %(id)s
           FOR UPDATE
        """,
        id=id,
    )


def insert(tx, items, **row):
    """A package that is sold. `row` holds SOLD; `items` hold treatment_id, treatment_name, sessions and amount."""
    held = tx.one(
        f"""
        INSERT INTO facturacion.patient_packages ({names(SOLD)}) VALUES ({values(SOLD)})
          RETURNING id, invoice_id, name, patient_id, patient_name
        """,
        **row,
    )
    tx.run(
        """
        INSERT INTO facturacion.patient_package_items
               (patient_package_id, treatment_id, treatment_name, sessions, amount)
        SELECT %(id)s, treatment_id, treatment_name, sessions, amount
          FROM jsonb_populate_recordset(NULL::facturacion.patient_package_items, %(items)s)
        """,
        id=held["id"],
        items=json(items),
    )
    return held


def items(db, id):
    """The items of a package that was sold, and which of their sessions are used."""
    return db.all(
        """
        SELECT id, treatment_id, treatment_name, sessions, amount,
               ARRAY(SELECT session FROM facturacion.package_redemptions r
                      WHERE r.item_id = items.id AND r.undone_at IS NULL) AS used
          FROM facturacion.patient_package_items items
         WHERE patient_package_id = %(id)s
         ORDER BY treatment_name, id
        """,
        id=id,
    )


def sharers(db, id):
    return db.all(
        """
        SELECT patient_id, patient_name, added_at,
               jsonb_build_object('id', added_by_id, 'name', added_by_name) AS added_by
          FROM facturacion.package_sharers
         WHERE patient_package_id = %(id)s AND active
         ORDER BY added_at, patient_id
        """,
        id=id,
    )


def share(tx, id, patient_id, patient_name, by):
    tx.run(
        """
        INSERT INTO facturacion.package_sharers
               (patient_package_id, patient_id, patient_name, added_by_id, added_by_name)
        VALUES (%(id)s, %(patient_id)s, %(patient_name)s, %(by_id)s, %(by_name)s)
        ON CONFLICT (patient_package_id, patient_id) DO UPDATE
                SET active = true, patient_name = EXCLUDED.patient_name, added_at = now(),
                    added_by_id = EXCLUDED.added_by_id, added_by_name = EXCLUDED.added_by_name
        """,
        id=id,
        patient_id=patient_id,
        patient_name=patient_name,
        by_id=by.id,
        by_name=by.name,
    )


def unshare(tx, id, patient_id):
    """The name of who no longer uses it; None where they did not."""
    return tx.value(
        """
        UPDATE facturacion.package_sharers SET active = false
         WHERE patient_package_id = %(id)s AND patient_id = ANY (facturacion.patient_ids(%(patient_id)s)) AND active
        RETURNING patient_name
        """,
        id=id,
        patient_id=patient_id,
    )


def extensions(db, id):
    return db.all(
        """
        SELECT was, expires_on, reason, extended_at,
               jsonb_build_object('id', extended_by_id, 'name', extended_by_name) AS extended_by
          FROM facturacion.package_extensions
         WHERE patient_package_id = %(id)s
         ORDER BY id
        """,
        id=id,
    )


def extend(tx, id, was, expires_on, reason, by):
    tx.run(
        """
        INSERT INTO facturacion.package_extensions
               (patient_package_id, was, expires_on, reason, extended_by_id, extended_by_name)
        VALUES (%(id)s, %(was)s, %(expires_on)s, %(reason)s, %(by_id)s, %(by_name)s)
        """,
        id=id,
        was=was,
        expires_on=expires_on,
        reason=reason,
        by_id=by.id,
        by_name=by.name,
    )


def follow_patient(tx, patient_id, name):
    """What the patient holds, and what is shared with them, carries their newest name."""
    for table in ("patient_packages", "package_sharers"):
        tx.run(
            f"""
            UPDATE facturacion.{table} SET patient_name = %(name)s
             WHERE patient_id = ANY (facturacion.patient_ids(%(patient_id)s)) AND patient_name <> %(name)s
            """,
            patient_id=patient_id,
            name=name,
        )


def owed(db, today):
    """What was sold and not given, by package of the catalogue."""
    return db.all(
        """
        SELECT p.package_id, c.name, count(*) AS count, sum(p.sessions - p.used) AS sessions,
               coalesce(sum(p.remaining) FILTER (WHERE p.expires_on IS NULL OR p.expires_on >= %(today)s), 0.00) AS open,
               coalesce(sum(p.remaining) FILTER (WHERE p.expires_on < %(today)s), 0.00) AS expired,
               sum(p.remaining) AS remaining
          FROM facturacion.patient_packages p JOIN facturacion.packages c ON c.id = p.package_id
         WHERE p.voided_at IS NULL AND p.used < p.sessions
         GROUP BY p.package_id, c.name
         ORDER BY remaining DESC, c.name
        """,
        today=today,
    )
