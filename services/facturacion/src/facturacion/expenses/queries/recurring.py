"""Recurring expenses and what was decided of their months."""

from common.store.sql import assignments, names, values
from common.web.paging import Listing

FIELDS = (
    "category", "description", "amount", "iva", "supplier_name", "supplier_ruc", "document_type", "payment_method",
    "day_of_month", "first_month",
)  # fmt: skip
EDITED = (*FIELDS, "active")
INSERTED = (*FIELDS, "created_by_id", "created_by_name")
RECURRING = f"""id, {names(EDITED)}, jsonb_build_object('id', created_by_id, 'name', created_by_name) AS created_by,
               version, created_at, updated_at"""
RECURRING_EXPENSES = Listing(
    RECURRING,
    "facturacion.recurring_expenses",
    "(%(active)s IS NULL OR active = %(active)s)",
    {
        "description": ("public.plain(description)", "%(after)s::text"),
        "amount": ("amount", "%(after)s::text::numeric"),
    },
)
DUE_ON = "least(month + (r.day_of_month - 1), (month + interval '1 month')::date - 1)"


def get(db, id):
    return db.one(f"SELECT {RECURRING} FROM facturacion.recurring_expenses WHERE id = %(id)s", id=id)


def lock(tx, id):
    return tx.one(
        f"SELECT {RECURRING} FROM facturacion.recurring_expenses WHERE id = %(id)s FOR UPDATE", id=id
    )


def insert(tx, **row):
    """`row` holds INSERTED."""
    return tx.one(
        f"""
        INSERT INTO facturacion.recurring_expenses ({names(INSERTED)})
             VALUES ({values(INSERTED)})
          RETURNING {RECURRING}
        """,
        **row,
    )


def update(tx, id, **row):
    """`row` holds EDITED."""
    return tx.one(
        f"UPDATE facturacion.recurring_expenses SET {assignments(EDITED)} WHERE id = %(id)s RETURNING {RECURRING}",
        id=id,
        **row,
    )


def proposals(db, first, last):
    """What the months from `first` to `last` (their first days) should have brought and nobody decided, the oldest first."""
    return db.all(
        f"""
        SELECT r.id AS recurring_id, month, {DUE_ON} AS due_on, r.category, r.description, r.amount, r.supplier_name,
               r.payment_method
          FROM facturacion.recurring_expenses r
         CROSS JOIN LATERAL (SELECT month::date
                               FROM generate_series(greatest(r.first_month, %(first)s::date), %(last)s::date, interval '1 month')
                                    AS month) AS months
         WHERE r.active
           AND NOT EXISTS (SELECT FROM facturacion.recurring_months m
                            WHERE m.recurring_id = r.id AND m.month = months.month AND m.undone_at IS NULL)
         ORDER BY due_on, r.id
        """,
        first=first,
        last=last,
    )


def skipped(db, first, last):
    """The months from `first` to `last` that were skipped, the last decided first."""
    return db.all(
        """
        SELECT m.recurring_id, m.month, r.description, m.decided_at AS skipped_at,
               jsonb_build_object('id', m.decided_by_id, 'name', m.decided_by_name) AS skipped_by
          FROM facturacion.recurring_months m
          JOIN facturacion.recurring_expenses r ON r.id = m.recurring_id
         WHERE m.undone_at IS NULL AND m.expense_id IS NULL AND r.active AND m.month BETWEEN %(first)s AND %(last)s
         ORDER BY m.id DESC
        """,
        first=first,
        last=last,
    )


def due_on(db, id, month):
    """The day of the month on which it is due."""
    return db.value(
        f"SELECT {DUE_ON} FROM facturacion.recurring_expenses r, (SELECT %(month)s::date AS month) AS m WHERE r.id = %(id)s",
        id=id,
        month=month,
    )


def decided(db, id, month):
    """What was decided of the month; else None."""
    return db.one(
        """
        SELECT id, expense_id FROM facturacion.recurring_months
         WHERE recurring_id = %(id)s AND month = %(month)s AND undone_at IS NULL
        """,
        id=id,
        month=month,
    )


def decide(tx, id, month, expense_id, me):
    tx.run(
        """
        INSERT INTO facturacion.recurring_months (recurring_id, month, expense_id, decided_by_id, decided_by_name)
             VALUES (%(id)s, %(month)s, %(expense_id)s, %(by_id)s, %(by_name)s)
        """,
        id=id,
        month=month,
        expense_id=expense_id,
        by_id=me.id,
        by_name=me.name,
    )


def unskip(tx, id, month):
    """Whether the month was skipped until now."""
    return bool(
        tx.run(
            """
            UPDATE facturacion.recurring_months SET undone_at = now()
             WHERE recurring_id = %(id)s AND month = %(month)s AND undone_at IS NULL AND expense_id IS NULL
            """,
            id=id,
            month=month,
        )
    )
