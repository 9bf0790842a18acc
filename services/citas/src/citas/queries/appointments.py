"""Appointments: the row is the JSON."""

from common.store.db import Prepared, json
from common.store.search import has_words
from common.store.sql import only
from common.web.paging import COUNTED_UP_TO, keyset

APPOINTMENT = """
       a.id,
       json_build_object(
           'id', a.patient_id, 'name', a.patient_name, 'document_type', a.patient_document_type,
           'document_number', a.patient_document_number, 'phone', a.patient_phone,
           'email', a.patient_email, 'address', a.patient_address) AS patient,
       json_build_object('id', a.doctor_id, 'name', a.doctor_name) AS doctor,
       (SELECT json_build_object('id', r.id, 'name', r.name) FROM citas.rooms r WHERE r.id = a.room_id) AS room,
       lower(a.during) AS start_time, upper(a.during) AS end_time,
       a.status, a.reason, a.overbooked, a.overbook_reason, a.cancel_reason,
       treatments.items AS treatments, extras.items AS extras,
       (treatments.total + extras.total)::numeric(14, 2) AS total,
       a.version, a.created_at, a.updated_at"""
# Every line of a page comes with the page: one statement, however many appointments.
LINES = """
       CROSS JOIN LATERAL (
           SELECT coalesce(sum(round(t.quantity * t.unit_price, 2)), 0) AS total,
                  coalesce(json_agg(json_build_object(
                      'treatment_id', t.treatment_id, 'code', t.code, 'name', t.name,
                      'quantity', t.quantity::text, 'unit_price', t.unit_price::text,
                      'duration_minutes', t.duration_minutes, 'iva_code', t.iva_code)
                      ORDER BY t.position), '[]') AS items
             FROM citas.appointment_treatments t WHERE t.appointment_id = a.id) AS treatments
       CROSS JOIN LATERAL (
           SELECT coalesce(sum(round(e.quantity * e.unit_price, 2)), 0) AS total,
                  coalesce(json_agg(json_build_object(
                      'product_id', e.product_id, 'code', e.code, 'name', e.name,
                      'quantity', e.quantity::text, 'unit_price', e.unit_price::text, 'iva_code', e.iva_code)
                      ORDER BY e.position), '[]') AS items
             FROM citas.appointment_extras e WHERE e.appointment_id = a.id) AS extras"""
ONE = Prepared(f"SELECT {APPOINTMENT} FROM citas.appointments a {LINES} WHERE a.id = %(id)s", id="bigint")
# No appointment is longer than 12 hours, so the index on the start answers "what overlaps".
MATCHES = f"""
       (%(from_time)s IS NULL
            OR lower(a.during) > %(from_time)s::timestamptz - interval '12 hours' AND upper(a.during) > %(from_time)s)
   AND (%(to_time)s IS NULL OR lower(a.during) < %(to_time)s)
   AND (%(doctor_id)s IS NULL OR a.doctor_id = %(doctor_id)s)
   AND (%(patient_id)s IS NULL OR a.patient_id = %(patient_id)s)
   AND (%(room_id)s IS NULL OR a.room_id = %(room_id)s)
   AND (%(statuses)s IS NULL OR a.status = ANY(%(statuses)s::text[]))
   AND {has_words("a.patient_search")}"""
SORTS = {"start_time": ("lower(a.during)", "%(after)s::text::timestamptz")}
# More than any clinic's day or any doctor's month; a bound all the same.
WHOLE = 2000


def page(db, criteria, sort, after, after_id, limit):
    beyond, order = keyset(SORTS, sort, id="a.id")
    return db.all(
        f"""
        SELECT {APPOINTMENT}
          FROM citas.appointments a {LINES}
         WHERE {MATCHES}
           AND {beyond}
         ORDER BY {order}
         LIMIT %(limit)s + 1
        """,
        **criteria,
        after=after,
        after_id=after_id,
        limit=limit,
    )


def count(db, criteria):
    return db.value(
        f"""
        SELECT count(*)
          FROM (SELECT FROM citas.appointments a WHERE {MATCHES} LIMIT {COUNTED_UP_TO} + 1) AS counted
        """,
        **criteria,
    )


def between(db, start_time, end_time, doctor_id):
    return db.all(
        f"""
        SELECT {APPOINTMENT}
          FROM citas.appointments a {LINES}
         WHERE lower(a.during) > %(start_time)s::timestamptz - interval '12 hours'
           AND lower(a.during) < %(end_time)s AND upper(a.during) > %(start_time)s
           AND (%(doctor_id)s IS NULL OR a.doctor_id = %(doctor_id)s)
         ORDER BY lower(a.during), a.id
         LIMIT {WHOLE}
        """,
        start_time=start_time,
        end_time=end_time,
        doctor_id=doctor_id,
    )


def one(db, id):
    return db.one(ONE, id=id)


def daily_counts(db, first, last, doctor_id, zone):
    return db.all(
        """
        WITH counted AS (
            SELECT (lower(during) AT TIME ZONE %(zone)s)::date AS date, status, count(*) AS n
              FROM citas.appointments
             WHERE lower(during) >= %(first)s::timestamp AT TIME ZONE %(zone)s
               AND lower(during) < (%(last)s::date + 1)::timestamp AT TIME ZONE %(zone)s
               AND (%(doctor_id)s IS NULL OR doctor_id = %(doctor_id)s)
             GROUP BY 1, 2)
        SELECT day::date AS date, coalesce(sum(n), 0)::bigint AS count,
               coalesce(json_object_agg(status, n) FILTER (WHERE status IS NOT NULL), '{}') AS by_status
          FROM generate_series(%(first)s::timestamp, %(last)s::timestamp, interval '1 day') AS day
          LEFT JOIN counted ON counted.date = day::date
         GROUP BY day
         ORDER BY day
        """,
        first=first,
        last=last,
        doctor_id=doctor_id,
        zone=zone,
    )


def lock(tx, id):
    return tx.one(
        """
        SELECT id, patient_id, doctor_id, doctor_name, room_id, lower(during) AS start_time, upper(during) AS end_time,
               status, reason, overbooked, overbook_reason, cancel_reason, version
          FROM citas.appointments
         WHERE id = %(id)s
           FOR UPDATE
        """,
        id=id,
    )


def lock_unfinished_of_patient(tx, patient_id):
    return tx.all(
        """
        SELECT id, doctor_id, room_id
          FROM citas.appointments
         WHERE patient_id = %(patient_id)s AND status IN ('PENDING', 'CONFIRMED', 'ARRIVED', 'IN_PROGRESS')
         ORDER BY id
           FOR UPDATE
        """,
        patient_id=patient_id,
    )


def insert(tx, patient, doctor, slot, reason, overbooked, overbook_reason):
    return tx.value(
        """
        INSERT INTO citas.appointments (
                    patient_id, patient_name, patient_document_type, patient_document_number, patient_phone,
                    patient_email, patient_address, doctor_id, doctor_name, room_id, during, reason, overbooked,
                    overbook_reason)
             VALUES (%(patient_id)s, %(name)s, %(document_type)s, %(document_number)s, %(phone)s,
                    %(email)s, %(address)s, %(doctor_id)s, %(doctor_name)s, %(room_id)s,
                    tstzrange(%(start_time)s, %(end_time)s), %(reason)s, %(overbooked)s, %(overbook_reason)s)
          RETURNING id
        """,
        patient_id=patient["id"],
        **only(patient, "name", "document_type", "document_number", "phone", "email", "address"),
        doctor_id=doctor["id"],
        doctor_name=doctor["name"],
        room_id=slot.room_id,
        start_time=slot.start_time,
        end_time=slot.end_time,
        reason=reason,
        overbooked=overbooked,
        overbook_reason=overbook_reason,
    )


def update(
    tx, id, doctor_id, doctor_name, room_id, start_time, end_time, reason, overbooked, overbook_reason
):
    tx.run(
        """
        UPDATE citas.appointments
           SET doctor_id = %(doctor_id)s, doctor_name = %(doctor_name)s, room_id = %(room_id)s,
               during = tstzrange(%(start_time)s, %(end_time)s), reason = %(reason)s,
               overbooked = %(overbooked)s, overbook_reason = %(overbook_reason)s
         WHERE id = %(id)s
        """,
        id=id,
        doctor_id=doctor_id,
        doctor_name=doctor_name,
        room_id=room_id,
        start_time=start_time,
        end_time=end_time,
        reason=reason,
        overbooked=overbooked,
        overbook_reason=overbook_reason,
    )


def set_status(tx, id, status, cancel_reason):
    tx.run(
        "UPDATE citas.appointments SET status = %(status)s, cancel_reason = %(cancel_reason)s WHERE id = %(id)s",
        id=id,
        status=status,
        cancel_reason=cancel_reason,
    )


def set_patient(tx, ids, name, document_type, document_number, phone, email, address):
    tx.run(
        """
        UPDATE citas.appointments
           SET patient_name = %(name)s, patient_document_type = %(document_type)s,
               patient_document_number = %(document_number)s, patient_phone = %(phone)s,
               patient_email = %(email)s, patient_address = %(address)s
         WHERE id = ANY(%(ids)s)
        """,
        ids=ids,
        name=name,
        document_type=document_type,
        document_number=document_number,
        phone=phone,
        email=email,
        address=address,
    )


def touch(tx, id):
    """What hangs from an appointment changed, so its version does."""
    tx.run("UPDATE citas.appointments SET updated_at = now() WHERE id = %(id)s", id=id)


def insert_treatments(tx, id, lines):
    tx.run(
        """
        INSERT INTO citas.appointment_treatments (
                    appointment_id, position, treatment_id, code, name, quantity, unit_price, duration_minutes, iva_code)
             SELECT %(id)s, position, treatment_id, code, name, quantity, unit_price, duration_minutes, iva_code
               FROM jsonb_to_recordset(%(lines)s) AS line (
                    position integer, treatment_id bigint, code text, name text, quantity numeric,
                    unit_price numeric, duration_minutes integer, iva_code text)
        """,
        id=id,
        lines=json(numbered(lines)),
    )


def insert_extras(tx, id, lines):
    tx.run(
        """
        INSERT INTO citas.appointment_extras (
                    appointment_id, position, product_id, code, name, quantity, unit_price, iva_code)
             SELECT %(id)s, position, product_id, code, name, quantity, unit_price, iva_code
               FROM jsonb_to_recordset(%(lines)s) AS line (
                    position integer, product_id bigint, code text, name text, quantity numeric,
                    unit_price numeric, iva_code text)
        """,
        id=id,
        lines=json(numbered(lines)),
    )


def delete_treatments(tx, id):
    tx.run("DELETE FROM citas.appointment_treatments WHERE appointment_id = %(id)s", id=id)


def delete_extras(tx, id):
    tx.run("DELETE FROM citas.appointment_extras WHERE appointment_id = %(id)s", id=id)


def numbered(lines):
    return [{"position": position, **line} for position, line in enumerate(lines)]
