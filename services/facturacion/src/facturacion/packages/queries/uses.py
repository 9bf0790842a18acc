"""The sessions of sold packages: used, given back, taken back."""

from common.store.sql import names, values

USE = ("patient_package_id", "item_id", "kind", "session", "day", "patient_id", "patient_name", "doctor_id", "doctor_name", "appointment_id", "completion", "credit_note_id", "recorded_by_id", "recorded_by_name")  # fmt: skip
# Of a package whose invoice waits to be annulled nothing is used.
STANDS = """p.voided_at IS NULL
           AND NOT EXISTS (SELECT FROM facturacion.annulment_requests w
                            WHERE w.invoice_id = p.invoice_id AND w.ended_at IS NULL)"""


def lock_usable(tx, patient_id, treatment_ids, day):
    """The items of these treatments that the patient may use on that day, their packages locked in order.

    Which of their sessions are used is asked after the lock: another may have used one while it was waited for.
    """
    ids = tx.all(
        f"""
        SELECT id FROM facturacion.patient_packages p
         WHERE (patient_id = ANY (facturacion.patient_ids(%(patient_id)s))
                OR id IN (SELECT patient_package_id FROM facturacion.package_sharers s
                           WHERE s.patient_id = ANY (facturacion.patient_ids(%(patient_id)s)) AND s.active))
           AND {STANDS} AND used < sessions AND (expires_on IS NULL OR expires_on >= %(day)s)
           AND EXISTS (SELECT FROM facturacion.patient_package_items i
                        WHERE i.patient_package_id = p.id AND i.treatment_id = ANY (%(treatment_ids)s))
         ORDER BY id
           FOR UPDATE
        """,
        patient_id=patient_id,
        treatment_ids=treatment_ids,
        day=day,
    )
    if not ids:
        return []
    return tx.all(
        f"""
        SELECT p.id, p.invoice_id, p.name, p.patient_id, p.patient_name, p.expires_on, i.id AS item_id, i.treatment_id,
               i.sessions, i.amount,
               ARRAY(SELECT session FROM facturacion.package_redemptions r
                      WHERE r.item_id = i.id AND r.undone_at IS NULL) AS used
          FROM facturacion.patient_packages p JOIN facturacion.patient_package_items i ON i.patient_package_id = p.id
         WHERE p.id = ANY (%(ids)s::bigint[]) AND i.treatment_id = ANY (%(treatment_ids)s)
           AND {STANDS} AND (p.expires_on IS NULL OR p.expires_on >= %(day)s)
         ORDER BY p.id, i.id
        """,
        ids=[row["id"] for row in ids],
        treatment_ids=treatment_ids,
        day=day,
    )


def insert(tx, **row):
    """A session given or refunded. `row` holds USE."""
    return tx.one(
        f"""
        INSERT INTO facturacion.package_redemptions ({names(USE)}) VALUES ({values(USE)}) RETURNING id, value
        """,
        **row,
    )


def given_in(tx, appointment_id, completion):
    """The sessions in force that a completion of an appointment used, in the order in which packages are locked."""
    return tx.all(
        """
        SELECT id, patient_package_id
          FROM facturacion.package_redemptions
         WHERE appointment_id = %(appointment_id)s AND completion = %(completion)s AND undone_at IS NULL
         ORDER BY patient_package_id, id
        """,
        appointment_id=appointment_id,
        completion=completion,
    )


def package_of_use(db, id, kinds):
    """The package of a session that became one of `kinds`; None of another."""
    return db.value(
        "SELECT patient_package_id FROM facturacion.package_redemptions WHERE id = %(id)s AND kind = ANY(%(kinds)s)",
        id=id,
        kinds=kinds,
    )


def undo(tx, id, reason, by_id, by_name):
    """None where it was undone already."""
    return tx.value(
        """
        UPDATE facturacion.package_redemptions
           SET undone_at = now(), undone_reason = %(reason)s, undone_by_id = %(by_id)s, undone_by_name = %(by_name)s
         WHERE id = %(id)s AND undone_at IS NULL
        RETURNING id
        """,
        id=id,
        reason=reason,
        by_id=by_id,
        by_name=by_name,
    )


def uses(db, id):
    return db.all(
        """
        SELECT r.id, r.item_id, r.kind, r.session, i.treatment_name, r.value, r.day, r.patient_id, r.patient_name,
               r.doctor_name, r.appointment_id, r.recorded_at, r.undone_at, r.undone_reason
          FROM facturacion.package_redemptions r JOIN facturacion.patient_package_items i ON i.id = r.item_id
         WHERE r.patient_package_id = %(id)s
         ORDER BY r.id
        """,
        id=id,
    )
