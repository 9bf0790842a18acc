"""Every statement on family links; none commits."""

# The relation as the other one of the two says it.
INVERSE = """CASE relation WHEN 'PARENT' THEN 'CHILD' WHEN 'CHILD' THEN 'PARENT'
                             WHEN 'GRANDPARENT' THEN 'GRANDCHILD' WHEN 'GRANDCHILD' THEN 'GRANDPARENT'
                             ELSE relation END"""
LINK = """l.id, l.relation,
               jsonb_build_object('id', p.id, 'full_name', p.full_name, 'birth_date', p.birth_date,
                                  'active', p.active) AS relative"""


def links(db, patient_id):
    """The patient's relatives, and what each is to them."""
    return db.all(
        f"""
        SELECT {LINK}
          FROM (SELECT id, relative_id AS other, relation
                  FROM historia_clinica.family_links
                 WHERE patient_id = ANY (historia_clinica.patient_ids(%(patient_id)s))
                 UNION ALL
                SELECT id, patient_id, {INVERSE}
                  FROM historia_clinica.family_links
                 WHERE relative_id = ANY (historia_clinica.patient_ids(%(patient_id)s))) AS l
          JOIN historia_clinica.patients p ON p.id = historia_clinica.person(l.other)
         ORDER BY p.birth_date NULLS LAST, p.id
        """,
        patient_id=patient_id,
    )


def insert(tx, **link):
    return tx.value(
        """
        INSERT INTO historia_clinica.family_links
                    (patient_id, relative_id, relation, recorded_by_id, recorded_by_name)
             VALUES (%(patient_id)s, %(relative_id)s, %(relation)s, %(by_id)s, %(by_name)s)
          RETURNING id
        """,
        **link,
    )


def delete(tx, id):
    """Whose link it was, or None."""
    return tx.one(
        "DELETE FROM historia_clinica.family_links WHERE id = %(id)s RETURNING patient_id, relative_id",
        id=id,
    )
