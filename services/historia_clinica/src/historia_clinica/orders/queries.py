"""What an order is as a paper, and every statement on its results; none commits."""

from common.store.withdrawals import WITHDRAW, said, withdrawn
from historia_clinica.papers import queries as papers
from historia_clinica.papers.paper import Paper

RESULTS = f"""(SELECT coalesce(jsonb_agg(jsonb_build_object(
                           'id', r.id, 'position', r.position, 'value', r.value, 'remark', r.remark,
                           'flag', CASE WHEN r.value !~ '^-?[0-9.]+$' OR i.limits IS NULL THEN NULL
                                        WHEN r.value::numeric < (i.limits ->> 'low')::numeric THEN 'LOW'
                                        WHEN r.value::numeric > (i.limits ->> 'high')::numeric THEN 'HIGH' END,
                           'document', CASE WHEN a.id IS NOT NULL THEN jsonb_build_object(
                               'id', a.id, 'file_id', a.file_id, 'title', a.title, 'media_type', f.media_type,
                               'withdrawn', a.withdrawn_at IS NOT NULL) END,
                           'recorded_by', jsonb_build_object('id', r.recorded_by_id, 'name', r.recorded_by_name),
                           'recorded_at', r.recorded_at,
                           'withdrawn', {withdrawn("r")}) ORDER BY r.id), '[]')
                  FROM historia_clinica.order_results r
                  LEFT JOIN historia_clinica.attachments a ON a.id = r.attachment_id
                  LEFT JOIN historia_clinica.files f ON f.id = a.file_id
                  CROSS JOIN LATERAL (SELECT CASE WHEN p.items -> (r.position - 1) ->> 'unit' IS NOT NULL
                                                  THEN p.items -> (r.position - 1) END AS limits) AS i
                 WHERE r.order_id = p.id)"""
STATE = """CASE WHEN EXISTS (SELECT FROM historia_clinica.order_annulments a WHERE a.order_id = p.id) THEN 'ANNULLED'
                    WHEN EXISTS (SELECT FROM historia_clinica.unseen_results u WHERE u.order_id = p.id) THEN 'RESULTED'
                    WHEN EXISTS (SELECT FROM historia_clinica.order_results r
                                  WHERE r.order_id = p.id AND r.withdrawn_at IS NULL) THEN 'SEEN'
                    ELSE 'ORDERED' END"""
SEEN = """(SELECT jsonb_build_object('by', jsonb_build_object('id', v.seen_by_id, 'name', v.seen_by_name), 'at', v.seen_at)
                  FROM historia_clinica.order_views v
                 WHERE v.order_id = p.id AND v.undone_at IS NULL
                 ORDER BY v.id DESC LIMIT 1)"""
ORDER = Paper(
    name="order",
    fields=("kind", "note_id", "urgent", "indication", "items"),
    columns=f"p.patient ->> 'full_name' AS patient_name, {STATE} AS state, {RESULTS} AS results, {SEEN} AS seen",
    act="ordenar exámenes",
    the="la orden de exámenes",
    one="una orden de exámenes",
    all="las órdenes de exámenes",
    file="orden",
    missing="Esa orden no existe.",
    annulled="La orden está anulada.",
    foreign="La orden es de {}: solo quien la hizo la anula.",
)


def unseen(db, professional_id):
    """Orders of this professional with results that nobody has seen, those that wait longest first."""
    return db.all(
        f"""
        SELECT {papers.listing(ORDER).columns}
          FROM historia_clinica.unseen_results w
          JOIN historia_clinica.orders p ON p.id = w.order_id
         WHERE w.professional_id = %(professional_id)s
         ORDER BY w.since, w.order_id
         LIMIT 100
        """,
        professional_id=professional_id,
    )


def insert_result(tx, order_id, by, **result):
    tx.run(
        """
        INSERT INTO historia_clinica.order_results
                    (order_id, position, value, attachment_id, remark, recorded_by_id, recorded_by_name)
             VALUES (%(order_id)s, %(position)s, %(value)s, %(attachment_id)s, %(remark)s, %(by_id)s, %(by_name)s)
        """,
        order_id=order_id,
        by_id=by.id,
        by_name=by.name,
        **result,
    )


def withdraw_result(tx, id, reason, by):
    """The order that it was of; None where there is no such result that stands."""
    return tx.value(
        f"""
        UPDATE historia_clinica.order_results
           SET {WITHDRAW}
         WHERE id = %(id)s AND withdrawn_at IS NULL
        RETURNING order_id
        """,
        id=id,
        **said(reason, by),
    )


def see(tx, id, result_id, by):
    tx.run(
        """
        INSERT INTO historia_clinica.order_views (order_id, result_id, seen_by_id, seen_by_name)
             VALUES (%(id)s, %(result_id)s, %(by_id)s, %(by_name)s)
        """,
        id=id,
        result_id=result_id,
        by_id=by.id,
        by_name=by.name,
    )


def unsee(tx, id, by):
    """How many of the caller's own views of the order were undone."""
    return tx.run(
        """
        UPDATE historia_clinica.order_views SET undone_at = now()
         WHERE order_id = %(id)s AND seen_by_id = %(by_id)s AND undone_at IS NULL
        """,
        id=id,
        by_id=by.id,
    )
