"""What patients said of being written to."""


def keep(tx, patient_id, wanted, said_at):
    """The last word holds, in whatever order they arrive."""
    tx.run(
        """
        INSERT INTO citas.message_choices AS c (patient_id, wanted, said_at)
             VALUES (%(patient_id)s, %(wanted)s, %(said_at)s)
        ON CONFLICT (patient_id) DO UPDATE SET wanted = excluded.wanted, said_at = excluded.said_at
              WHERE c.said_at <= excluded.said_at
        """,
        patient_id=patient_id,
        wanted=wanted,
        said_at=said_at,
    )
