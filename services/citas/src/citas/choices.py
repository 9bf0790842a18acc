"""What patients said of being written to: asked when a message is due, and again when its letter leaves."""


def wanted(patient):
    """SQL of whether a patient wants messages, by the last word under whichever of their numbers; who said nothing does."""
    return f"""coalesce((SELECT c.wanted FROM citas.message_choices c
                       WHERE c.patient_id = ANY (citas.patient_ids({patient})) ORDER BY c.said_at DESC LIMIT 1), true)"""


def wants(db, patient_id):
    return db.value(f"SELECT {wanted('%(patient_id)s')}", patient_id=patient_id)


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
