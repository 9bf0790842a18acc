"""What the operators' dashboards count. Each is answered by an index made for the reports."""


def invoices_issued(db, day):
    return db.all(
        "SELECT count(*) AS value FROM facturacion.invoices WHERE status = 'ISSUED' AND issue_date = %(day)s",
        day=day,
    )


def invoiced(db, day):
    return db.all(
        """
        SELECT coalesce(sum(total), 0) AS value
          FROM facturacion.invoices
         WHERE status = 'ISSUED' AND issue_date = %(day)s
        """,
        day=day,
    )


def payments_by_method(db, day, zone):
    return db.all(
        """
        SELECT method, count(*) AS value
          FROM facturacion.payments
         WHERE voided_at IS NULL
           AND received_at >= %(day)s::timestamp AT TIME ZONE %(zone)s
           AND received_at < (%(day)s::date + 1)::timestamp AT TIME ZONE %(zone)s
         GROUP BY method
        """,
        day=day,
        zone=str(zone),
    )


def collected_by_method(db, day, zone):
    return db.all(
        """
        SELECT method, sum(amount) AS value
          FROM facturacion.payments
         WHERE voided_at IS NULL
           AND received_at >= %(day)s::timestamp AT TIME ZONE %(zone)s
           AND received_at < (%(day)s::date + 1)::timestamp AT TIME ZONE %(zone)s
         GROUP BY method
        """,
        day=day,
        zone=str(zone),
    )


def drafts(db):
    return db.all("SELECT count(*) AS value FROM facturacion.invoices WHERE status = 'DRAFT'")


def receivable(db):
    return db.all("""
        SELECT coalesce(sum(balance), 0) AS value
          FROM facturacion.invoices
         WHERE status = 'ISSUED' AND balance > 0
        """)
