"""Instalment plans: the one in force of an invoice, and those that it took the place of."""

from common.store.db import json

# What is overdue of the invoice `i` on the day `today`: what it owes but what is due later. Null without a plan.
OVERDUE = """(SELECT greatest(i.balance - coalesce(sum(n.amount) FILTER (WHERE n.due_on >= %(today)s), 0), 0.00)
                 FROM facturacion.instalment_plans p JOIN facturacion.instalments n ON n.plan_id = p.id
                WHERE p.invoice_id = i.id AND p.ended_at IS NULL
                GROUP BY p.id)"""


def of_invoice(db, invoice_id):
    """Every plan of an invoice with its instalments, the newest first."""
    return db.all(
        """
        SELECT p.id, p.total, p.agreed_at, jsonb_build_object('id', p.agreed_by_id, 'name', p.agreed_by_name) AS agreed_by,
               p.ended_at, p.end_reason,
               CASE WHEN p.ended_at IS NOT NULL
                    THEN jsonb_build_object('id', p.ended_by_id, 'name', p.ended_by_name) END AS ended_by
          FROM facturacion.instalment_plans p
         WHERE p.invoice_id = %(invoice_id)s
         ORDER BY p.id DESC
        """,
        invoice_id=invoice_id,
    )


def parts_of(db, plan_id):
    return db.all(
        "SELECT position, due_on, amount FROM facturacion.instalments WHERE plan_id = %(plan_id)s ORDER BY position",
        plan_id=plan_id,
    )


def end(tx, invoice_id, reason, by):
    """End the plan in force; None where there is none."""
    return tx.value(
        """
        UPDATE facturacion.instalment_plans
           SET ended_at = now(), ended_by_id = %(by_id)s, ended_by_name = %(by_name)s, end_reason = %(reason)s
         WHERE invoice_id = %(invoice_id)s AND ended_at IS NULL
        RETURNING id
        """,
        invoice_id=invoice_id,
        reason=reason,
        by_id=by.id,
        by_name=by.name,
    )


def insert(tx, invoice_id, total, parts, by):
    """`parts` in the order in which they are due, each with its day and amount."""
    plan_id = tx.value(
        """
        INSERT INTO facturacion.instalment_plans (invoice_id, total, agreed_by_id, agreed_by_name)
             VALUES (%(invoice_id)s, %(total)s, %(by_id)s, %(by_name)s)
          RETURNING id
        """,
        invoice_id=invoice_id,
        total=total,
        by_id=by.id,
        by_name=by.name,
    )
    tx.run(
        """
        INSERT INTO facturacion.instalments (plan_id, position, due_on, amount)
             SELECT %(plan_id)s, position, due_on, amount
               FROM jsonb_populate_recordset(NULL::facturacion.instalments, %(parts)s)
        """,
        plan_id=plan_id,
        parts=json(parts),
    )
