"""Every statement on what is kept of a person here, wherever it stands; none commits."""


def erase(tx, patient_ids, label, documents):
    """In every visit, wait, reminder and booking online of the person stands `label`; they are called again for nothing."""
    tx.run(
        "SELECT citas.erase(%(ids)s::bigint[], %(label)s, %(documents)s::text[])",
        ids=patient_ids,
        label=label,
        documents=documents,
    )


def holdings(db, patient_id, now):
    """How much is kept of a person here, and what of it is still to come."""
    return db.one(
        """
        SELECT (SELECT count(*) FROM citas.appointments WHERE patient_id = ANY (ids)) AS appointments,
               (SELECT count(*) FROM citas.appointments
                 WHERE patient_id = ANY (ids)
                   AND (status IN ('ARRIVED', 'IN_PROGRESS')
                        OR status IN ('PENDING', 'CONFIRMED') AND upper(during) > %(now)s)) AS upcoming,
               (SELECT count(*) FROM citas.waitlist_entries WHERE patient_id = ANY (ids)) AS waitlist,
               (SELECT count(*) FROM citas.waitlist_entries
                 WHERE patient_id = ANY (ids) AND state IN ('WAITING', 'OFFERED')) AS waiting,
               (SELECT count(*) FROM citas.reminders r JOIN citas.appointments a ON a.id = r.appointment_id
                 WHERE a.patient_id = ANY (ids)) AS messages,
               (SELECT count(*) FROM citas.self_bookings b JOIN citas.appointments a ON a.id = b.appointment_id
                 WHERE a.patient_id = ANY (ids)) AS self_bookings
          FROM citas.patient_ids(%(patient_id)s) AS ids
        """,
        patient_id=patient_id,
        now=now,
    )
