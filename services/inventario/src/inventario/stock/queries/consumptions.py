"""SQL of consumptions: which completions of which appointments have been consumed, and which were undone."""


def claim(tx, appointment_id, completion):
    """1 the first time; 0 where what this completion used has been taken already, or is not to be taken any more."""
    return tx.run(
        """
        INSERT INTO inventario.consumptions (appointment_id, completion)
             VALUES (%(appointment_id)s, %(completion)s)
        ON CONFLICT DO NOTHING
        """,
        appointment_id=appointment_id,
        completion=completion,
    )


def set_cost(tx, appointment_id, completion, cost):
    return tx.run(
        """
        UPDATE inventario.consumptions SET cost = %(cost)s
         WHERE appointment_id = %(appointment_id)s AND completion = %(completion)s
        """,
        appointment_id=appointment_id,
        completion=completion,
        cost=cost,
    )


def undo(tx, appointment_id, completion):
    """The cost of the consumption that is undone by this; None where it was undone before.

    A completion that is not known yet is remembered as undone, so that it is never consumed.
    """
    return tx.value(
        """
        INSERT INTO inventario.consumptions AS c (appointment_id, completion, returned_at)
             VALUES (%(appointment_id)s, %(completion)s, now())
        ON CONFLICT ON CONSTRAINT consumptions_pkey
          DO UPDATE SET returned_at = now() WHERE c.returned_at IS NULL
          RETURNING cost
        """,
        appointment_id=appointment_id,
        completion=completion,
    )
