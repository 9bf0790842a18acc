"""What margins are made of: the sums kept by month, the ledger behind them, and how expenses are shared."""

from facturacion.reports.queries.dashboard import DAYS, LOST

SUMS = "income, materials, commission, minutes, sessions"
# A month's sums, and the changes that they do not hold yet (facturacion.fold_results).
MONTHS = f"""(SELECT month, kind, reference_id, doctor_id, name, doctor_name, {SUMS} FROM facturacion.result_months
              UNION ALL
             SELECT date_trunc('month', day)::date, kind, reference_id, doctor_id, name, doctor_name, {SUMS}
               FROM facturacion.result_changes)"""
ADDED = """sum(income) AS income, sum(materials) AS materials, sum(commission) AS commission,
               sum(minutes) AS minutes, sum(sessions) AS sessions"""
SOMETHING = """(sum(income) <> 0 OR sum(materials) <> 0 OR sum(commission) <> 0 OR sum(minutes) <> 0
                 OR sum(sessions) <> 0)"""
# What a drill-down is about: one treatment or product, one professional, or what belongs to none.
ABOUT = """(%(kind)s IS NULL OR kind = %(kind)s AND reference_id = %(reference_id)s)
           AND (%(doctor_id)s IS NULL OR doctor_id = %(doctor_id)s)
           AND (%(without)s IS DISTINCT FROM 'treatment' OR kind IS NULL)
           AND (%(without)s IS DISTINCT FROM 'professional' OR doctor_id IS NULL)"""


CELLS = f"""
    SELECT kind, reference_id, doctor_id, max(name) AS name, max(doctor_name) AS doctor_name, {ADDED}
      FROM {MONTHS} AS known
     WHERE month = %(month)s
     GROUP BY kind, reference_id, doctor_id
    HAVING {SOMETHING}
     ORDER BY kind, reference_id, doctor_id
"""


def cells(db, month):
    """What each treatment of each professional came to in the month that begins on that day."""
    return db.all(CELLS, month=month)


def visits(db, first, last, about):
    """What each visit, or invoice without one, came to in each cell. `about` holds the parameters of ABOUT."""
    return db.all(
        f"""
        SELECT appointment_id, CASE WHEN appointment_id IS NULL THEN source_id END AS invoice_id,
               kind, reference_id, doctor_id, max(name) AS name, max(doctor_name) AS doctor_name, min(day) AS day,
               {ADDED}
          FROM facturacion.result_entries
         WHERE day BETWEEN %(first)s AND %(last)s AND {ABOUT}
         GROUP BY appointment_id, CASE WHEN appointment_id IS NULL THEN source_id END, kind, reference_id, doctor_id
        HAVING {SOMETHING}
         ORDER BY min(day), appointment_id, invoice_id, kind, reference_id, doctor_id
        """,
        first=first,
        last=last,
        **about,
    )


def materials(db, first, last, about):
    """The lots used in the span, what came back left out. `about` holds the parameters of ABOUT."""
    return db.all(
        f"""
        SELECT product_id, product_name, unit, lot_id, lot_number, expiry_date, unit_cost,
               sum(quantity) AS quantity, sum(cost) AS cost
          FROM facturacion.appointment_materials
         WHERE day BETWEEN %(first)s AND %(last)s AND {ABOUT}
         GROUP BY product_id, product_name, unit, lot_id, lot_number, expiry_date, unit_cost
        HAVING sum(cost) <> 0 OR sum(quantity) <> 0
         ORDER BY product_name, product_id, min(day), lot_id
        """,
        first=first,
        last=last,
        **about,
    )


def numbers(db, appointment_ids, invoice_ids):
    """The invoices of those appointments, and those named: id, number, appointment_id."""
    return db.all(
        """
        SELECT id, number, appointment_id
          FROM facturacion.invoices
         WHERE (appointment_id = ANY (%(appointment_ids)s::bigint[]) OR id = ANY (%(invoice_ids)s::bigint[]))
           AND status = 'ISSUED'
         ORDER BY id
        """,
        appointment_ids=appointment_ids,
        invoice_ids=invoice_ids,
    )


def results(db, spans):
    """The result of each span, in order: income, materials, commission, expenses, losses."""
    return db.all(
        f"""
        WITH span AS MATERIALIZED (
               SELECT *
                 FROM unnest(%(firsts)s::date[], %(lasts)s::date[]) WITH ORDINALITY AS span (first, last, place)),
             done AS (
               SELECT place, sum(income) AS income, sum(materials) AS materials, sum(commission) AS commission,
                      sum(charged) AS charged, sum(collected) AS collected
                 FROM span JOIN {DAYS} AS known ON known.day BETWEEN span.first AND span.last
                GROUP BY place),
             spent AS (
               SELECT place, sum(amount - stocked) AS expenses
                 FROM span JOIN facturacion.operational_expenses e
                      ON e.active AND NOT e.of_commissions AND e.date BETWEEN span.first AND span.last
                GROUP BY place),
             lost AS (
               SELECT place, sum(cost) AS losses
                 FROM span JOIN facturacion.stock_changes ON {LOST} AND day BETWEEN span.first AND span.last
                GROUP BY place)
        SELECT first, last, coalesce(income, 0.00) AS income, coalesce(materials, 0.00) AS materials,
               coalesce(commission, 0.00) AS commission, coalesce(expenses, 0.00) AS expenses,
               coalesce(losses, 0.00) AS losses, coalesce(charged, 0.00) AS charged, coalesce(collected, 0.00) AS collected
          FROM span LEFT JOIN done USING (place) LEFT JOIN spent USING (place) LEFT JOIN lost USING (place)
         ORDER BY place
        """,
        firsts=[first for first, _ in spans],
        lasts=[last for _, last in spans],
    )


def sharing(db):
    return db.one("SELECT rule, version, updated_at FROM facturacion.expense_sharing")


def share(tx, rule):
    return tx.one(
        "UPDATE facturacion.expense_sharing SET rule = %(rule)s RETURNING rule, version, updated_at",
        rule=rule,
    )


def lock_sharing(tx):
    return tx.one("SELECT rule, version FROM facturacion.expense_sharing FOR UPDATE")
