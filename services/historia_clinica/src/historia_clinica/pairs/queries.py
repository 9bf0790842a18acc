"""Every statement on pairs of files; none commits. A pair is stored once, the lower number first."""

from common.web.paging import Listing

FILE = """jsonb_build_object('id', {of}.id, 'full_name', {of}.full_name, 'document_number', {of}.document_number,
                                  'birth_date', {of}.birth_date, 'phone', {of}.phone, 'active', {of}.active)"""
PAIR = f"""{FILE.format(of="a")} AS one, {FILE.format(of="b")} AS other, p.why, p.score, p.found_at, p.distinct_at,
               CASE WHEN p.distinct_at IS NOT NULL
                    THEN jsonb_build_object('id', p.distinct_by_id, 'name', p.distinct_by_name)
               END AS distinct_by"""
SOURCE = """historia_clinica.patient_pairs p
          JOIN historia_clinica.patients a ON a.id = p.one_id
          JOIN historia_clinica.patients b ON b.id = p.other_id"""
# Numbers of two files as one: no clinic has so many that they would overlap.
PLACE = "p.one_id * 4294967296 + p.other_id"
PAIRS = Listing(
    PAIR,
    SOURCE,
    """(p.distinct_at IS NOT NULL) = %(said)s AND a.merged_into_id IS NULL AND b.merged_into_id IS NULL""",
    {"score": ("p.score", "%(after)s::text::integer")},
    id=PLACE,
)


def get(db, one_id, other_id):
    return db.one(
        f"SELECT {PAIR} FROM {SOURCE} WHERE (p.one_id, p.other_id) = (%(one_id)s, %(other_id)s)",
        one_id=min(one_id, other_id),
        other_id=max(one_id, other_id),
    )


def say(tx, one_id, other_id, why, score, by):
    """Somebody, `by`, says that these are two people."""
    tx.run(
        """
        INSERT INTO historia_clinica.patient_pairs AS p
                    (one_id, other_id, why, score, distinct_at, distinct_by_id, distinct_by_name)
             VALUES (%(one_id)s, %(other_id)s, %(why)s, %(score)s, now(), %(by_id)s, %(by_name)s)
        ON CONFLICT (one_id, other_id) DO UPDATE
                SET distinct_at = now(), distinct_by_id = %(by_id)s, distinct_by_name = %(by_name)s
              WHERE p.distinct_at IS NULL
        """,
        one_id=min(one_id, other_id),
        other_id=max(one_id, other_id),
        why=why,
        score=score,
        by_id=by.id,
        by_name=by.name,
    )


def unsay(tx, one_id, other_id):
    """They may be one person after all."""
    tx.run(
        """
        UPDATE historia_clinica.patient_pairs
           SET distinct_at = NULL, distinct_by_id = NULL, distinct_by_name = NULL
         WHERE (one_id, other_id) = (%(one_id)s, %(other_id)s)
        """,
        one_id=min(one_id, other_id),
        other_id=max(one_id, other_id),
    )


def keep(tx, id, likely):
    """The pairs of a file are those `likely` (other's id, why, score) and no others, but for what somebody said."""
    others = [other for other, _, _ in likely]
    tx.run(
        """
        DELETE FROM historia_clinica.patient_pairs
         WHERE (one_id = %(id)s AND other_id <> ALL (%(others)s::bigint[])
                OR other_id = %(id)s AND one_id <> ALL (%(others)s::bigint[]))
           AND distinct_at IS NULL
        """,
        id=id,
        others=others,
    )
    for other, why, score in likely:
        tx.run(
            """
            INSERT INTO historia_clinica.patient_pairs AS p (one_id, other_id, why, score)
                 VALUES (%(one_id)s, %(other_id)s, %(why)s, %(score)s)
            ON CONFLICT (one_id, other_id) DO UPDATE SET why = %(why)s, score = %(score)s
            """,
            one_id=min(id, other),
            other_id=max(id, other),
            why=why,
            score=score,
        )


def next_swept(tx, most):
    """The next files that were never compared, in the order of their numbers; none while another process compares them."""
    last = tx.value("SELECT last_id FROM historia_clinica.patient_pair_sweep FOR UPDATE SKIP LOCKED")
    if last is None:
        return []
    rows = tx.all(
        """
        SELECT id FROM historia_clinica.patients WHERE id > %(last)s AND merged_into_id IS NULL ORDER BY id LIMIT %(most)s
        """,
        last=last,
        most=most,
    )
    return [row["id"] for row in rows]


def swept(tx, last):
    tx.run("UPDATE historia_clinica.patient_pair_sweep SET last_id = %(last)s", last=last)
