"""SQL of consumptions: which appointments have been consumed."""


def claim(tx, appointment_id):
    """1 the first time; 0 where what the appointment used has been taken already."""
    return tx.run(
        """
        INSERT INTO inventario.consumptions (appointment_id) VALUES (%(appointment_id)s) ON CONFLICT DO NOTHING
        """,
        appointment_id=appointment_id,
    )
