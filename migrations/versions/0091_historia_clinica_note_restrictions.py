"""Restricted notes: read by their author, by the roles that were named, and by whoever broke the glass with a reason, for an hour.

Row-level security holds it: `omni.reader` says with each statement who asks (`common.store.db`). Without it nobody is meant, and
nothing restricted is seen. What hangs from a note goes with it, but charts, plans and the background, which are the patient's.
"""

from migrations.permissions import grant, withdraw
from migrations.sql import run

revision = "0091"
down_revision = "0090"

TABLES = """
CREATE TABLE historia_clinica.note_restrictions (
    id          bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT note_restrictions_pkey PRIMARY KEY,
    note_id     bigint      NOT NULL CONSTRAINT note_restrictions_note REFERENCES historia_clinica.clinical_notes,
    -- Of the note, as the trigger reads it there: policies look here and no further.
    author_id   text        NOT NULL,
    roles       text[]      NOT NULL CONSTRAINT note_restrictions_roles CHECK (
                                cardinality(roles) <= 20 AND array_position(roles, NULL) IS NULL),
    restricted_by_id   text NOT NULL,
    restricted_by_name text NOT NULL,
    restricted_at  timestamptz NOT NULL DEFAULT now(),
    lifted_by_id   text,
    lifted_by_name text,
    lifted_at      timestamptz,
    CONSTRAINT note_restrictions_lifted CHECK (num_nulls(lifted_by_id, lifted_by_name, lifted_at) IN (0, 3))
);
CREATE UNIQUE INDEX note_restrictions_one ON historia_clinica.note_restrictions (note_id) WHERE lifted_at IS NULL;
REVOKE INSERT, UPDATE ON historia_clinica.note_restrictions FROM omni_historia_clinica;
GRANT INSERT (note_id, author_id, roles, restricted_by_id, restricted_by_name),
      UPDATE (lifted_by_id, lifted_by_name, lifted_at) ON historia_clinica.note_restrictions TO omni_historia_clinica;

CREATE TABLE historia_clinica.note_openings (
    id             bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT note_openings_pkey PRIMARY KEY,
    note_id        bigint      NOT NULL CONSTRAINT note_openings_note REFERENCES historia_clinica.clinical_notes,
    reason         text        NOT NULL CONSTRAINT note_openings_reason CHECK (length(reason) BETWEEN 15 AND 500),
    opened_by_id   text        NOT NULL,
    opened_by_name text        NOT NULL,
    opened_by_role text        NOT NULL,
    opened_at      timestamptz NOT NULL DEFAULT now(),
    expires_at     timestamptz NOT NULL DEFAULT now() + interval '1 hour'
                               CONSTRAINT note_openings_bounded CHECK (expires_at BETWEEN opened_at AND opened_at + interval '1 hour'),
    reviewed_by_id   text,
    reviewed_by_name text,
    reviewed_at      timestamptz,
    CONSTRAINT note_openings_reviewed CHECK (num_nulls(reviewed_by_id, reviewed_by_name, reviewed_at) IN (0, 3))
);
CREATE INDEX note_openings_by_note ON historia_clinica.note_openings (note_id, opened_by_id);
CREATE INDEX note_openings_unseen ON historia_clinica.note_openings (id) WHERE reviewed_at IS NULL;
REVOKE INSERT, UPDATE ON historia_clinica.note_openings FROM omni_historia_clinica;
GRANT INSERT (note_id, reason, opened_by_id, opened_by_name, opened_by_role),
      UPDATE (reviewed_by_id, reviewed_by_name, reviewed_at) ON historia_clinica.note_openings TO omni_historia_clinica;
"""
# The owner of a table is not held by its policies, and a view reads with its owner's rights.
OUTLINES = """
CREATE VIEW historia_clinica.note_outlines AS
    SELECT id, patient_id, appointment_id, status, author_id, author_name, created_at, signed_at
      FROM historia_clinica.clinical_notes;
-- Of a view that is locked (FOR SHARE) one column must be changeable: this one never is.
REVOKE ALL ON historia_clinica.note_outlines FROM omni_historia_clinica;
GRANT SELECT, UPDATE (id) ON historia_clinica.note_outlines TO omni_historia_clinica;
CREATE VIEW historia_clinica.prescription_numbers AS SELECT number FROM historia_clinica.prescriptions;
REVOKE ALL ON historia_clinica.prescription_numbers FROM omni_historia_clinica;
GRANT SELECT ON historia_clinica.prescription_numbers TO omni_historia_clinica;
"""
KEPT = """
CREATE FUNCTION historia_clinica.restriction_of_author() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT o.author_id INTO NEW.author_id FROM historia_clinica.note_outlines o WHERE o.id = NEW.note_id;
    RETURN NEW;
END $$;
CREATE TRIGGER note_restrictions_author BEFORE INSERT ON historia_clinica.note_restrictions
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.restriction_of_author();
CREATE TRIGGER note_restrictions_keep BEFORE UPDATE ON historia_clinica.note_restrictions
    FOR EACH ROW WHEN (OLD.lifted_at IS NOT NULL OR (OLD.note_id, OLD.author_id, OLD.roles, OLD.restricted_by_id, OLD.restricted_at)
                       IS DISTINCT FROM (NEW.note_id, NEW.author_id, NEW.roles, NEW.restricted_by_id, NEW.restricted_at))
    EXECUTE FUNCTION public.refuse_change('note_restrictions_kept');
CREATE TRIGGER note_restrictions_keep_rows BEFORE DELETE ON historia_clinica.note_restrictions
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('note_restrictions_kept');
CREATE TRIGGER note_restrictions_not_emptied BEFORE TRUNCATE ON historia_clinica.note_restrictions
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('note_restrictions_kept');
CREATE TRIGGER note_openings_keep BEFORE UPDATE ON historia_clinica.note_openings
    FOR EACH ROW WHEN (OLD.reviewed_at IS NOT NULL OR (OLD.note_id, OLD.reason, OLD.opened_by_id, OLD.opened_at, OLD.expires_at)
                       IS DISTINCT FROM (NEW.note_id, NEW.reason, NEW.opened_by_id, NEW.opened_at, NEW.expires_at))
    EXECUTE FUNCTION public.refuse_change('note_openings_kept');
CREATE TRIGGER note_openings_keep_rows BEFORE DELETE ON historia_clinica.note_openings
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('note_openings_kept');
CREATE TRIGGER note_openings_not_emptied BEFORE TRUNCATE ON historia_clinica.note_openings
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('note_openings_kept');
"""
READER = """
-- "7/Médico": a user's number and role. Empty for services, integrations and links.
CREATE FUNCTION historia_clinica.reader() RETURNS text LANGUAGE sql STABLE AS
$$ SELECT split_part(coalesce(current_setting('omni.reader', true), ''), '/', 1) $$;
CREATE FUNCTION historia_clinica.reader_role() RETURNS text LANGUAGE sql STABLE AS
$$ SELECT substring(coalesce(current_setting('omni.reader', true), '') FROM '/(.*)') $$;
"""
POLICY = """
ALTER TABLE historia_clinica.{table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY {table}_restricted ON historia_clinica.{table} TO omni_historia_clinica USING ({seen});
"""
SEEN = """
    NOT EXISTS (SELECT FROM historia_clinica.note_restrictions r
                 WHERE r.note_id = {note} AND r.lifted_at IS NULL
                   AND r.author_id <> historia_clinica.reader()
                   AND coalesce(historia_clinica.reader_role(), '') <> ALL (r.roles)
                   AND NOT EXISTS (SELECT FROM historia_clinica.note_openings o
                                    WHERE o.note_id = r.note_id AND o.opened_by_id = historia_clinica.reader()
                                      AND o.expires_at > now()))"""
WITH_PRESCRIPTION = (
    "EXISTS (SELECT FROM historia_clinica.prescriptions p WHERE p.id = {table}.prescription_id)"
)
HANGING = ("diagnoses", "note_addenda", "vital_signs", "oral_health", "prescriptions", "attachments")
OF_PRESCRIPTIONS = ("prescription_items", "prescription_documents", "prescription_annulments")
# Triggers that ask of a note which it is and whether it is signed, for whoever writes; and the series of prescriptions.
ASK = """
DO $$
DECLARE
    asking regprocedure;
BEGIN
    FOREACH asking IN ARRAY ARRAY[
        'historia_clinica.note_status(bigint)', 'historia_clinica.number_prescription()', 'historia_clinica.vital_signs_keep()',
        'historia_clinica.odontograms_keep()', 'historia_clinica.must_be_draft_of(bigint,bigint,text)']::regprocedure[]
    LOOP
        EXECUTE replace(replace(pg_get_functiondef(asking), 'FROM historia_clinica.{notes}', 'FROM historia_clinica.{other}'),
                        'FROM historia_clinica.{series}', 'FROM historia_clinica.{numbers}');
    END LOOP;
END $$;
"""
TABLE = {"notes": "clinical_notes", "series": "prescriptions)"}
VIEW = {"other": "note_outlines", "numbers": "prescription_numbers)"}


def upgrade():
    run(TABLES)
    run(OUTLINES)
    run(KEPT)
    run(READER)
    run(POLICY.format(table="clinical_notes", seen=SEEN.format(note="clinical_notes.id")))
    for table in HANGING:
        run(POLICY.format(table=table, seen=SEEN.format(note=f"{table}.note_id")))
    for table in OF_PRESCRIPTIONS:
        run(POLICY.format(table=table, seen=WITH_PRESCRIPTION.format(table=table)))
    run(ASK.format(**TABLE, **VIEW))
    grant(
        "logs:read",
        administrator=("restrictions:read", "restrictions:write"),
        auditor=("restrictions:read",),
    )


def downgrade():
    withdraw("restrictions:read", "restrictions:write")
    run(
        ASK.format(
            notes="note_outlines",
            other="clinical_notes",
            series="prescription_numbers)",
            numbers="prescriptions)",
        )
    )
    for table in ("clinical_notes", *HANGING, *OF_PRESCRIPTIONS):
        run(f"""
            DROP POLICY {table}_restricted ON historia_clinica.{table};
            ALTER TABLE historia_clinica.{table} DISABLE ROW LEVEL SECURITY;
            """)
    run("""
        DROP VIEW historia_clinica.prescription_numbers, historia_clinica.note_outlines CASCADE;
        DROP TABLE historia_clinica.note_openings, historia_clinica.note_restrictions;
        DROP FUNCTION historia_clinica.restriction_of_author, historia_clinica.reader_role, historia_clinica.reader;
        """)
