"""Commission rules, what was earned by line, and settlements."""

from common.store.sql import names, values
from common.web.paging import Listing

FIELDS = ("doctor_id", "doctor_name", "treatment_id", "treatment_name", "category", "percent", "amount", "basis", "net_of_materials", "valid_from", "valid_to")  # fmt: skip
RULE = f"id, {names(FIELDS)}, version"
ENTRY = """e.id, e.day, e.doctor_id, l.doctor_name, l.treatment_id, l.treatment_name, l.invoice_id, i.number,
               l.appointment_id, r.basis, e.amount, e.settlement_id"""
ENTRY_MATCHES = """(%(doctor_id)s IS NULL OR e.doctor_id = %(doctor_id)s)
           AND (%(treatment_id)s IS NULL OR e.line_id IN (
                SELECT t.id FROM facturacion.commission_lines t WHERE t.treatment_id = %(treatment_id)s))
           AND (%(settlement_id)s IS NULL OR e.id IN (
                SELECT k.entry_id FROM facturacion.commission_settlement_entries k
                 WHERE k.settlement_id = %(settlement_id)s))
           AND (%(settled)s IS NULL OR (e.settlement_id IS NOT NULL) = %(settled)s)
           AND (%(first)s IS NULL OR e.day >= %(first)s)
           AND (%(last)s IS NULL OR e.day <= %(last)s)"""
# What a professional was called in their last entry, for a row that `sums` holds.
DOCTOR_NAME = """(SELECT l.doctor_name
                 FROM facturacion.commission_entries last JOIN facturacion.commission_lines l ON l.id = last.line_id
                WHERE last.doctor_id = sums.doctor_id
                ORDER BY last.day DESC, last.id DESC
                LIMIT 1) AS doctor_name"""
# By whom or what: the columns of a row of `sums`, what they are made of, and where from. Entries know their professional;
# only what a treatment earned needs their lines.
EARNED_BY = {
    "doctor": (f"doctor_id, {DOCTOR_NAME}", "e.doctor_id", ""),
    "treatment": (
        "treatment_id, treatment_name",
        "l.treatment_id, max(l.treatment_name) AS treatment_name",
        "JOIN facturacion.commission_lines l ON l.id = e.line_id",
    ),
}
ENTRIES = Listing(
    ENTRY,
    "facturacion.commission_entries e",
    ENTRY_MATCHES,
    {"day": ("e.day", "%(after)s::text::date")},
    id="e.id",
    joins="""JOIN facturacion.commission_lines l ON l.id = e.line_id
             JOIN facturacion.commission_rules r ON r.id = l.rule_id
             JOIN facturacion.invoices i ON i.id = l.invoice_id""",
)
SETTLEMENT = """id, number, doctor_id, doctor_name, first, last, entries, amount, made_at,
               jsonb_build_object('id', made_by_id, 'name', made_by_name) AS made_by,
               coalesce((SELECT active FROM facturacion.operational_expenses x WHERE x.id = expense_id), false) AS paid,
               expense_id, undone_at, undone_reason"""
SETTLEMENTS = Listing(
    SETTLEMENT,
    "facturacion.commission_settlements",
    "(%(doctor_id)s IS NULL OR doctor_id = %(doctor_id)s)",
    {"id": ("id", "%(after)s::text::bigint")},
)


def rules(db):
    return db.all(f"""
        SELECT {RULE} FROM facturacion.commission_rules
         ORDER BY public.plain(doctor_name), valid_to IS NOT NULL, treatment_name NULLS LAST, category NULLS LAST,
                  valid_from DESC, id
        """)


def insert_rule(tx, **row):
    """`row` holds FIELDS."""
    return tx.one(
        f"INSERT INTO facturacion.commission_rules ({names(FIELDS)}) VALUES ({values(FIELDS)}) RETURNING {RULE}",
        **row,
    )


def lock_rule(tx, id):
    return tx.one(f"SELECT {RULE} FROM facturacion.commission_rules WHERE id = %(id)s FOR UPDATE", id=id)


def end_rule(tx, id, valid_to):
    return tx.one(
        f"""
        UPDATE facturacion.commission_rules SET valid_to = %(valid_to)s WHERE id = %(id)s RETURNING {RULE}
        """,
        id=id,
        valid_to=valid_to,
    )


def remove_rule(tx, id):
    """Take back a rule that nothing was earned under; `commission_lines_rule` refuses it otherwise."""
    tx.run("DELETE FROM facturacion.commission_rules WHERE id = %(id)s", id=id)


def open_lines(tx, invoice_id, day):
    """What of an invoice that was just issued earns a commission."""
    tx.run(
        """
        INSERT INTO facturacion.commission_lines
               (rule_id, doctor_id, doctor_name, invoice_id, treatment_id, treatment_name, appointment_id)
        SELECT rule.id, i.doctor_id, coalesce(i.doctor_name, ''), i.id, l.reference_id, l.description, i.appointment_id
          FROM facturacion.invoices i
          JOIN (SELECT reference_id, max(description) AS description
                  FROM facturacion.invoice_lines
                 WHERE invoice_id = %(invoice_id)s AND kind = 'TREATMENT' AND reference_id IS NOT NULL AND subtotal > 0
                 GROUP BY reference_id) AS l ON true
         CROSS JOIN LATERAL facturacion.commission_rule(i.doctor_id, l.reference_id, %(day)s) AS rule (id)
         WHERE i.id = %(invoice_id)s AND i.doctor_id IS NOT NULL AND rule.id IS NOT NULL
        """,
        invoice_id=invoice_id,
        day=day,
    )


def open_session(tx, redemption_id):
    """What a session of a package earns whoever gave it."""
    tx.run(
        """
        INSERT INTO facturacion.commission_lines
               (rule_id, doctor_id, doctor_name, invoice_id, redemption_id, treatment_id, treatment_name, appointment_id)
        SELECT rule.id, u.doctor_id, coalesce(u.doctor_name, ''), p.invoice_id, u.id, t.treatment_id, t.treatment_name,
               u.appointment_id
          FROM facturacion.package_redemptions u
          JOIN facturacion.patient_packages p ON p.id = u.patient_package_id
          JOIN facturacion.patient_package_items t ON t.id = u.item_id
         CROSS JOIN LATERAL facturacion.commission_rule(u.doctor_id, t.treatment_id, u.day) AS rule (id)
         WHERE u.id = %(id)s AND u.doctor_id IS NOT NULL AND rule.id IS NOT NULL
        """,
        id=redemption_id,
    )


def accrue(tx, day, invoice_id=None, appointment_id=None, redemption_id=None):
    tx.later(
        """
        SELECT facturacion.accrue_commissions(%(invoice_id)s::bigint, %(appointment_id)s::bigint,
                                              %(redemption_id)s::bigint, %(day)s::date)
        """,
        invoice_id=invoice_id,
        appointment_id=appointment_id,
        redemption_id=redemption_id,
        day=day,
    )


def page(db, wanted, doctor_id=None):
    """`doctor_id` holds whatever the filter asks for."""
    asked = dict.fromkeys(("doctor_id", "settlement_id")) | wanted.model_dump(
        include={"doctor_id", "treatment_id", "settlement_id", "settled", "first", "last"}
    )
    if doctor_id is not None:
        asked["doctor_id"] = doctor_id
    return ENTRIES.page(db, wanted, **asked)


def earned(db, by, first, last, doctor_id=None):
    """What came of each professional or treatment from `first` to `last`; `by` is one of EARNED_BY."""
    columns, grouped, lines = EARNED_BY[by]
    return db.all(
        f"""
        SELECT {columns}, count, amount, settled, pending
          FROM (SELECT {grouped}, count(*) AS count, sum(e.amount) AS amount,
                       coalesce(sum(e.amount) FILTER (WHERE e.settlement_id IS NOT NULL), 0) AS settled,
                       coalesce(sum(e.amount) FILTER (WHERE e.settlement_id IS NULL), 0) AS pending
                  FROM facturacion.commission_entries e {lines}
                 WHERE (%(doctor_id)s IS NULL OR e.doctor_id = %(doctor_id)s) AND e.day BETWEEN %(first)s AND %(last)s
                 GROUP BY 1) AS sums
         ORDER BY amount DESC, 1
        """,
        first=first,
        last=last,
        doctor_id=doctor_id,
    )


def of_settlement(db, id):
    """Its entries in the order of their days, as it is printed and exported; of an undone one, those that it had."""
    return db.all(
        f"""
        SELECT {ENTRY}, r.percent, r.amount AS each
          FROM facturacion.commission_settlement_entries k
          JOIN facturacion.commission_entries e ON e.id = k.entry_id
          JOIN facturacion.commission_lines l ON l.id = e.line_id
          JOIN facturacion.commission_rules r ON r.id = l.rule_id
          JOIN facturacion.invoices i ON i.id = l.invoice_id
         WHERE k.settlement_id = %(id)s
         ORDER BY e.day, e.id
        """,
        id=id,
    )


def document(db, id):
    return db.value(
        "SELECT pdf FROM facturacion.commission_settlement_documents WHERE settlement_id = %(id)s", id=id
    )


def keep_document(tx, id, pdf):
    tx.run(
        "INSERT INTO facturacion.commission_settlement_documents (settlement_id, pdf) VALUES (%(id)s, %(pdf)s)",
        id=id,
        pdf=pdf,
    )


def pending(db):
    """What of each professional is not settled yet."""
    return db.all(f"""
        SELECT doctor_id, {DOCTOR_NAME}, count, first, last, amount
          FROM (SELECT doctor_id, count(*) AS count, min(day) AS first, max(day) AS last, sum(amount) AS amount
                  FROM facturacion.commission_entries
                 WHERE settlement_id IS NULL
                 GROUP BY doctor_id) AS sums
         ORDER BY amount DESC, doctor_id
        """)


def settlement_page(db, wanted, doctor_id):
    return SETTLEMENTS.page(db, wanted, doctor_id=doctor_id)


def get_settlement(db, id):
    return db.one(f"SELECT {SETTLEMENT} FROM facturacion.commission_settlements WHERE id = %(id)s", id=id)


def lock_settlement(tx, id):
    return tx.one(
        f"SELECT {SETTLEMENT} FROM facturacion.commission_settlements WHERE id = %(id)s FOR UPDATE", id=id
    )


def lock_pending(tx, doctor_id, last):
    """The entries of a professional that are not settled, up to that day; locked."""
    return tx.all(
        """
        SELECT id, day, amount,
               (SELECT doctor_name FROM facturacion.commission_lines l WHERE l.id = line_id) AS doctor_name
          FROM facturacion.commission_entries
         WHERE doctor_id = %(doctor_id)s AND day <= %(last)s AND settlement_id IS NULL
         ORDER BY id
           FOR UPDATE
        """,
        doctor_id=doctor_id,
        last=last,
    )


def insert_settlement(tx, ids, **row):
    """The id of a settlement of those entries, with the next number."""
    tx.run("SELECT pg_advisory_xact_lock(hashtext('facturacion.commission_settlements'))")
    id = tx.value(
        """
        INSERT INTO facturacion.commission_settlements
               (number, doctor_id, doctor_name, first, last, entries, amount, made_by_id, made_by_name)
        SELECT coalesce(max(number), 0) + 1, %(doctor_id)s, %(doctor_name)s, %(first)s, %(last)s, %(entries)s,
               %(amount)s, %(made_by_id)s, %(made_by_name)s
          FROM facturacion.commission_settlements
        RETURNING id
        """,
        **row,
    )
    tx.run(
        "UPDATE facturacion.commission_entries SET settlement_id = %(id)s WHERE id = ANY (%(ids)s::bigint[])",
        id=id,
        ids=ids,
    )
    tx.run(
        """
        INSERT INTO facturacion.commission_settlement_entries (settlement_id, entry_id)
             SELECT %(id)s, unnest(%(ids)s::bigint[])
        """,
        id=id,
        ids=ids,
    )
    return id


def undo_settlement(tx, id, reason, by_name):
    """Its entries are to be settled again."""
    tx.run(
        """
        UPDATE facturacion.commission_settlements
           SET undone_at = now(), undone_reason = %(reason)s, undone_by_name = %(by_name)s
         WHERE id = %(id)s
        """,
        id=id,
        reason=reason,
        by_name=by_name,
    )
    tx.run(
        "UPDATE facturacion.commission_entries SET settlement_id = NULL WHERE settlement_id = %(id)s", id=id
    )


def pay_settlement(tx, id, expense_id):
    tx.run(
        "UPDATE facturacion.commission_settlements SET expense_id = %(expense_id)s WHERE id = %(id)s",
        id=id,
        expense_id=expense_id,
    )
