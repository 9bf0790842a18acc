"""What was accepted of quotes, and what of it was billed."""


def plan_items(db, ids):
    """What was agreed for these items of plans, and what of it is on drafts, invoiced and paid."""
    return db.all(
        """
        SELECT l.plan_item_id, sum(l.total) FILTER (WHERE l.acceptance_id IS NOT NULL) AS agreed,
               sum(b.drafted) AS drafted, sum(b.invoiced) AS invoiced, sum(b.paid) AS paid,
               max(q.id) AS quote_id, max(q.number) AS quote_number
          FROM facturacion.quote_lines l
          JOIN facturacion.quotes q ON q.id = l.quote_id AND q.status IN ('DRAFT', 'SENT', 'ACCEPTED')
         CROSS JOIN LATERAL (
               SELECT coalesce(sum(part) FILTER (WHERE i.status = 'DRAFT'), 0.00) AS drafted,
                      coalesce(sum(part) FILTER (WHERE i.status = 'ISSUED'), 0.00) AS invoiced,
                      coalesce(sum(round(part * i.paid / nullif(i.total, 0), 2)) FILTER (WHERE i.status = 'ISSUED'), 0.00) AS paid
                 FROM facturacion.quote_billings s
                 JOIN facturacion.invoices i ON i.id = s.invoice_id
                CROSS JOIN LATERAL (SELECT round(l.total * s.quantity / l.quantity, 2) AS part) AS its
                WHERE s.quote_line_id = l.id AND s.released_at IS NULL) AS b
         WHERE l.plan_item_id = ANY (%(ids)s)
         GROUP BY l.plan_item_id
         ORDER BY l.plan_item_id
        """,
        ids=ids,
    )


def of_quote(db, id):
    return db.all(
        """
        SELECT a.id, a.accepted_by, a.accepted_on, a.recorded_at, a.undone_at,
               jsonb_build_object('id', a.recorded_by_id, 'name', a.recorded_by_name) AS recorded_by,
               (SELECT coalesce(sum(l.total), 0.00) FROM facturacion.quote_lines l
                 WHERE l.quote_id = a.quote_id AND l.acceptance_id = a.id) AS total
          FROM facturacion.quote_acceptances a
         WHERE a.quote_id = %(id)s
         ORDER BY a.id
        """,
        id=id,
    )


def billings(db, id):
    return db.all(
        """
        SELECT b.invoice_id, i.number, i.status, l.id AS line_id, b.quantity, b.released_at
          FROM facturacion.quote_lines l
          JOIN facturacion.quote_billings b ON b.quote_line_id = l.id
          JOIN facturacion.invoices i ON i.id = b.invoice_id
         WHERE l.quote_id = %(id)s
         ORDER BY b.id
        """,
        id=id,
    )


def insert(tx, id, line_ids, accepted_by, accepted_on, by):
    acceptance_id = tx.value(
        """
        INSERT INTO facturacion.quote_acceptances (quote_id, accepted_by, accepted_on, recorded_by_id, recorded_by_name)
             VALUES (%(id)s, %(accepted_by)s, %(accepted_on)s, %(by_id)s, %(by_name)s)
          RETURNING id
        """,
        id=id,
        accepted_by=accepted_by,
        accepted_on=accepted_on,
        by_id=by.id,
        by_name=by.name,
    )
    tx.run(
        """
        UPDATE facturacion.quote_lines SET acceptance_id = %(acceptance_id)s
         WHERE quote_id = %(id)s AND id = ANY(%(line_ids)s)
        """,
        acceptance_id=acceptance_id,
        id=id,
        line_ids=line_ids,
    )


def take_back(tx, id):
    """Undo the last acceptance that stands; returns how many lines stay accepted by others."""
    last = tx.value(
        """
        UPDATE facturacion.quote_acceptances SET undone_at = now()
         WHERE id = (SELECT max(id) FROM facturacion.quote_acceptances WHERE quote_id = %(id)s AND undone_at IS NULL)
        RETURNING id
        """,
        id=id,
    )
    tx.run(
        "UPDATE facturacion.quote_lines SET acceptance_id = NULL WHERE acceptance_id = %(last)s", last=last
    )
    return tx.value(
        "SELECT count(*) FROM facturacion.quote_lines WHERE quote_id = %(id)s AND acceptance_id IS NOT NULL",
        id=id,
    )
