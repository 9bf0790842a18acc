"""What the materials of an appointment cost."""


def lock(tx, appointment_id):
    """The appointment's cost so far, or None; whoever asks next waits for the end of this transaction."""
    return tx.value(
        """
        INSERT INTO facturacion.appointment_costs (appointment_id) VALUES (%(appointment_id)s)
        ON CONFLICT (appointment_id) DO UPDATE SET appointment_id = EXCLUDED.appointment_id
          RETURNING cost
        """,
        appointment_id=appointment_id,
    )


def add(tx, appointment_id, cost, consumed_at):
    """The new cost of the appointment."""
    return tx.value(
        """
        INSERT INTO facturacion.appointment_costs AS known (appointment_id, cost, consumed_at)
             VALUES (%(appointment_id)s, %(cost)s, %(consumed_at)s)
        ON CONFLICT (appointment_id) DO UPDATE
                SET cost = coalesce(known.cost, 0) + EXCLUDED.cost,
                    consumed_at = coalesce(known.consumed_at, EXCLUDED.consumed_at)
          RETURNING cost
        """,
        appointment_id=appointment_id,
        cost=cost,
        consumed_at=consumed_at,
    )
