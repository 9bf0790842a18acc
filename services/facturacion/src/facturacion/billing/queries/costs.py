"""What the materials of an appointment cost."""

from facturacion.money import LARGEST


def lock(tx, appointment_id):
    """The appointment's cost so far, or None; whoever asks next waits for the end of this transaction."""
    return tx.value(
        """
        INSERT INTO facturacion.appointment_costs AS known (appointment_id) VALUES (%(appointment_id)s)
        ON CONFLICT (appointment_id) DO UPDATE SET cost = known.cost
          RETURNING cost
        """,
        appointment_id=appointment_id,
    )


def add(tx, appointment_id, cost, consumed_at):
    """The new cost of the appointment. What numeric(12,2) cannot hold is kept as the largest that it can."""
    return tx.value(
        """
        INSERT INTO facturacion.appointment_costs AS known (appointment_id, cost, consumed_at)
             VALUES (%(appointment_id)s, %(cost)s, %(consumed_at)s)
        ON CONFLICT (appointment_id) DO UPDATE
                SET cost = least(coalesce(known.cost, 0) + EXCLUDED.cost, %(largest)s),
                    consumed_at = coalesce(known.consumed_at, EXCLUDED.consumed_at)
          RETURNING cost
        """,
        appointment_id=appointment_id,
        cost=cost,
        consumed_at=consumed_at,
        largest=LARGEST,
    )


def subtract(tx, appointment_id, cost):
    """The new cost of the appointment; None where nothing is left, as if nothing had been used."""
    return tx.value(
        """
        UPDATE facturacion.appointment_costs
           SET cost = CASE WHEN cost > %(cost)s THEN cost - %(cost)s END,
               consumed_at = CASE WHEN cost > %(cost)s THEN consumed_at END
         WHERE appointment_id = %(appointment_id)s
        RETURNING cost
        """,
        appointment_id=appointment_id,
        cost=cost,
    )
