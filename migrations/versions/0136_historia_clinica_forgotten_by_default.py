"""An erasure takes whatever a patient is asked, a column that a later migration adds too, but what is named to stay with the record."""

from migrations.sql import run

revision = "0136"
down_revision = "0135"

# Who the person is stays as long as their record: `erase` itself empties it with that.
FORGET = """
CREATE FUNCTION historia_clinica.forget(ids bigint[]) RETURNS void
    LANGUAGE plpgsql SET search_path = historia_clinica, pg_temp AS $$
DECLARE
    emptied text := (
        SELECT string_agg(format('%I = NULL', attname), ', ')
          FROM pg_attribute
         WHERE attrelid = 'patients'::regclass AND attnum > 0 AND NOT attisdropped AND NOT attnotnull AND attgenerated = ''
           AND attname <> ALL ('{document_type, document_number, document_country, no_document_reason, last_name, birth_date,
                                 nationality, birth_place, ethnicity, marital_status, education, guardian_name,
                                 guardian_relation, guardian_document, merged_into_id, erased_at}'));
BEGIN
    EXECUTE format('UPDATE patients SET %s, tags = ''{}'', active = false, erased_at = coalesce(erased_at, now())
                     WHERE id = ANY ($1)', emptied) USING ids;
END $$;
REVOKE ALL ON FUNCTION historia_clinica.forget(bigint[]) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION historia_clinica.forget(bigint[]) TO omni_housekeeper;
GRANT UPDATE ON historia_clinica.patients TO omni_housekeeper;
"""
NAMED = """    UPDATE patients
       SET phone = NULL, email = NULL, address = NULL, occupation = NULL, workplace = NULL, insurer = NULL,
           insurance_number = NULL, came_by = NULL, preferred_channel = NULL, emergency_contact_name = NULL,
           emergency_contact_phone = NULL, emergency_contact_relation = NULL, guardian_phone = NULL, tags = '{}', known_as = NULL,
           active = false, erased_at = coalesce(erased_at, now())
     WHERE id = ANY (ids);
    DELETE FROM family_links"""
BY_DEFAULT = """    PERFORM forget(ids);
    DELETE FROM family_links"""
GRANTED = """document_type, document_number, document_country, no_document_reason, first_name, last_name, birth_date, phone,
    email, address, emergency_contact_name, emergency_contact_phone, emergency_contact_relation, active, occupation,
    nationality, birth_place, ethnicity, marital_status, education, workplace, insurer, insurance_number, came_by,
    preferred_channel, guardian_name, guardian_relation, guardian_document, guardian_phone, tags, known_as, erased_at,
    erased_whole"""
CHANGED = """
DO $do$
DECLARE
    was text := pg_get_functiondef('historia_clinica.erase'::regproc);
    now text := replace(was, $t${before}$t$, $t${after}$t$);
BEGIN
    IF was = now THEN
        RAISE EXCEPTION 'historia_clinica.erase is not as it was';
    END IF;
    EXECUTE now;
END $do$;
"""


def upgrade():
    run(FORGET)
    run(CHANGED.replace("{before}", NAMED).replace("{after}", BY_DEFAULT))


def downgrade():
    run(CHANGED.replace("{before}", BY_DEFAULT).replace("{after}", NAMED))
    # Of a table's grant those of its columns go too.
    run(f"""
        REVOKE UPDATE ON historia_clinica.patients FROM omni_housekeeper;
        GRANT UPDATE ({GRANTED}) ON historia_clinica.patients TO omni_housekeeper;
        DROP FUNCTION historia_clinica.forget(bigint[]);
    """)
