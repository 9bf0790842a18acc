"""Holds and reopenings of appointments. Whoever writes one has locked the appointment's cost first (`costs.lock`)."""


def hold(tx, appointment_id):
    """Hold the appointment's draft for two minutes from now; until when."""
    return tx.value(
        """
        INSERT INTO facturacion.reopenings AS known (appointment_id, held_until)
             VALUES (%(appointment_id)s, clock_timestamp() + interval '2 minutes')
        ON CONFLICT (appointment_id) DO UPDATE SET held_until = EXCLUDED.held_until
          RETURNING held_until
        """,
        appointment_id=appointment_id,
    )


def reopen(tx, appointment_id, completion):
    """Note that this completion was undone, and end the hold."""
    tx.run(
        """
        INSERT INTO facturacion.reopenings AS known (appointment_id, completion)
             VALUES (%(appointment_id)s, %(completion)s)
        ON CONFLICT (appointment_id) DO UPDATE
                SET completion = greatest(known.completion, EXCLUDED.completion), held_until = NULL
        """,
        appointment_id=appointment_id,
        completion=completion,
    )


def last_undone(tx, appointment_id):
    """The last completion of the appointment that was undone; 0 where none was."""
    undone = tx.value(
        "SELECT completion FROM facturacion.reopenings WHERE appointment_id = %(appointment_id)s",
        appointment_id=appointment_id,
    )
    return undone or 0


def expired_hold(db, invoice_id):
    """The appointment of this draft, if it was held and no reopening has arrived in time; else None."""
    return db.value(
        """
        SELECT r.appointment_id
          FROM facturacion.reopenings r JOIN facturacion.invoices i ON i.appointment_id = r.appointment_id
         WHERE i.id = %(invoice_id)s AND i.status = 'DRAFT' AND r.held_until <= clock_timestamp()
        """,
        invoice_id=invoice_id,
    )
