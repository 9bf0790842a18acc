"""By which channel patients prefer to be written to."""


def of_patient(db, patient_id):
    """The last word, under whichever of their numbers; null: as each rule says."""
    return db.value(
        """
        SELECT channel FROM citas.channel_choices
         WHERE patient_id = ANY (citas.patient_ids(%(patient_id)s)) ORDER BY chosen_at DESC LIMIT 1
        """,
        patient_id=patient_id,
    )


def choose(tx, patient_id, channel, by_name):
    tx.run(
        """
        INSERT INTO citas.channel_choices (patient_id, channel, chosen_by_name)
             VALUES (%(patient_id)s, %(channel)s, %(by_name)s)
        ON CONFLICT (patient_id) DO UPDATE
                SET channel = excluded.channel, chosen_at = now(), chosen_by_name = excluded.chosen_by_name
        """,
        patient_id=patient_id,
        channel=channel,
        by_name=by_name,
    )
