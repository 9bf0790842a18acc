"""SQL of lots as the chair sees them: which may be used, and in whom one was; none commits."""

from common.store.search import has_words
from common.web.paging import Listing

USABLE_LOTS = Listing(
    "l.id, l.product_id, p.name AS product_name, p.unit, l.lot_number, l.expiry_date, l.quantity",
    "inventario.lots l JOIN inventario.products p ON p.id = l.product_id",
    f"""l.quantity > 0 AND inventario.usable(l.recalled, l.expiry_date, %(today)s)
           AND {has_words("(p.search_text || ' ' || public.plain(l.lot_number))")}""",
    {"expiry": ("coalesce(l.expiry_date, 'infinity'::date)", "%(after)s::text::date")},
    id="l.id",
)

# What left the stock for a visit and did not come back, and what was noted of it.
LOT_VISITS = Listing(
    """v.appointment_id, jsonb_build_object('id', inventario.person(v.patient_id), 'name', v.patient_name) AS patient,
       v.used_on, v.quantity, v.teeth""",
    """(SELECT x.appointment_id, max(x.patient_id) AS patient_id, max(x.patient_name) AS patient_name,
               max(x.used_on) AS used_on, sum(x.quantity) AS quantity,
               coalesce(array_agg(DISTINCT x.tooth ORDER BY x.tooth) FILTER (WHERE x.tooth IS NOT NULL), '{}') AS teeth
          FROM (SELECT m.appointment_id, c.patient_id, c.patient_name, m.occurred_on AS used_on, -m.quantity AS quantity,
                       NULL::integer AS tooth, false AS noted
                  FROM inventario.stock_movements m
                  LEFT JOIN inventario.consumptions c
                         ON c.appointment_id = m.appointment_id AND c.completion = m.completion
                 WHERE m.lot_id = %(lot_id)s AND m.appointment_id IS NOT NULL
                 UNION ALL
                SELECT u.appointment_id, u.patient_id, u.patient_name, u.used_on, 0, u.tooth, true
                  FROM inventario.material_uses u
                 WHERE u.lot_id = %(lot_id)s AND u.withdrawn_at IS NULL) AS x
         GROUP BY x.appointment_id
        HAVING sum(x.quantity) > 0 OR bool_or(x.noted)) AS v""",
    "true",
    {"appointment_id": ("v.appointment_id", "%(after)s::text::bigint")},
    id="v.appointment_id",
)


def completed(db, appointment_id):
    """Whether what the visit used has left the stock."""
    return db.value(
        """
        SELECT EXISTS (SELECT FROM inventario.consumptions
                        WHERE appointment_id = %(appointment_id)s AND returned_at IS NULL)
        """,
        appointment_id=appointment_id,
    )


def consumed(db, appointment_id):
    """What of each lot left the stock for a visit, and how much of it was noted."""
    return db.all(
        """
        SELECT m.lot_id, l.lot_number, p.name AS product_name, p.unit, -sum(m.quantity) AS quantity,
               coalesce((SELECT sum(u.quantity) FROM inventario.material_uses u
                          WHERE u.appointment_id = %(appointment_id)s AND u.lot_id = m.lot_id
                            AND u.withdrawn_at IS NULL), 0) AS noted
          FROM inventario.stock_movements m
          JOIN inventario.lots l ON l.id = m.lot_id
          JOIN inventario.products p ON p.id = l.product_id
         WHERE m.appointment_id = %(appointment_id)s
         GROUP BY m.lot_id, l.lot_number, p.name, p.unit
        HAVING sum(m.quantity) < 0
         ORDER BY p.name, m.lot_id
        """,
        appointment_id=appointment_id,
    )


def lot(db, id):
    """A lot's number and its product's name."""
    return db.one(
        """
        SELECT l.id, l.lot_number, l.product_id, p.name AS product_name
          FROM inventario.lots l JOIN inventario.products p ON p.id = l.product_id
         WHERE l.id = %(id)s
        """,
        id=id,
    )


def patients_of(db, lot_id):
    """In how many visits a lot was used, as far as `LOT_VISITS` counts."""
    return LOT_VISITS.count(db, lot_id=lot_id)
