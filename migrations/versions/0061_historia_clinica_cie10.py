"""The table of the CIE-10 as the clinic loaded it, the condition of each diagnosis, first or subsequent visit, problems by code.

`visit` and `condition` are what the Ministry's daily record of ambulatory care (RDACAA) asks of each visit. What a signature
vouches for holds them where they are written: the hash of an older note stays what it was.
"""

from migrations.sql import run

revision = "0061"
down_revision = "0060"

TABLE = """
CREATE TABLE historia_clinica.cie10 (
    code        text NOT NULL CONSTRAINT cie10_pkey PRIMARY KEY,
    description text NOT NULL,
    -- With and without its point, as people type it; stored, so that a search takes no accents off.
    search_text text NOT NULL GENERATED ALWAYS AS (
        public.plain(code || ' ' || replace(code, '.', '') || ' ' || description)) STORED,
    CONSTRAINT cie10_code CHECK (code ~ '^[A-Z][0-9]{2}([.][0-9A-Z]{1,2})?$'),
    CONSTRAINT cie10_description CHECK (length(description) BETWEEN 1 AND 300)
);
CREATE INDEX cie10_search ON historia_clinica.cie10 USING gin (search_text gin_trgm_ops);
REVOKE ALL ON historia_clinica.cie10 FROM omni_historia_clinica;
GRANT SELECT, INSERT (code, description), UPDATE (description) ON historia_clinica.cie10 TO omni_historia_clinica;
"""
COLUMNS = """
ALTER TABLE historia_clinica.clinical_notes
    ADD COLUMN visit text,
    ADD CONSTRAINT clinical_notes_visit CHECK (visit IN ('FIRST', 'SUBSEQUENT'));
ALTER TABLE historia_clinica.diagnoses
    ADD COLUMN condition text,
    ADD CONSTRAINT diagnoses_condition CHECK (
        condition IS NULL OR kind = 'DEFINITIVE' AND condition IN ('INITIAL', 'LABORATORY', 'CONTROL'));
ALTER TABLE historia_clinica.medical_history
    ADD COLUMN cie10_code text,
    ADD CONSTRAINT medical_history_cie10_code CHECK (
        cie10_code IS NULL
        OR category = 'CONDITION' AND cie10_code ~ '^[A-Z][0-9]{2}([.][0-9A-Z]{1,2})?$');
"""
HASH = """
CREATE OR REPLACE FUNCTION historia_clinica.content_sha256(note historia_clinica.clinical_notes) RETURNS text
    LANGUAGE sql STABLE SET search_path = historia_clinica, pg_temp AS $$
    SELECT encode(sha256(convert_to(
           '{"appointment_id":' || coalesce(note.appointment_id::text, 'null')
        || ',"assessment":' || coalesce(to_json(note.assessment)::text, 'null')
        || ',"author":{"id":' || to_json(note.author_id) || ',"name":' || to_json(note.author_name) || '}'
        || ',"diagnoses":[' || coalesce(string_agg(
               '{"code":' || to_json(d.code)CONDITION || ',"description":' || to_json(d.description)
               || ',"kind":' || to_json(d.kind) || '}', ',' ORDER BY d.position), '') || ']'
        || ',"objective":' || coalesce(to_json(note.objective)::text, 'null')
        || ',"patient_id":' || note.patient_id
        || ',"plan":' || coalesce(to_json(note.plan)::text, 'null')
        || ',"reason":' || to_json(note.reason)
        || ',"subjective":' || coalesce(to_json(note.subjective)::text, 'null')VISIT || '}', 'UTF8')), 'hex')
      FROM historia_clinica.diagnoses d
     WHERE d.note_id = note.id
$$;
"""
CONDITION = """ || coalesce(',"condition":' || to_json(d.condition), '')"""
VISIT = """
        || coalesce(',"visit":' || to_json(note.visit), '')"""


def upgrade():
    run(TABLE)
    run(COLUMNS)
    run(HASH.replace("CONDITION", CONDITION).replace("VISIT", VISIT))


def downgrade():
    run(HASH.replace("CONDITION", "").replace("VISIT", ""))
    run("""
        ALTER TABLE historia_clinica.medical_history DROP COLUMN cie10_code;
        ALTER TABLE historia_clinica.diagnoses DROP COLUMN condition;
        ALTER TABLE historia_clinica.clinical_notes DROP COLUMN visit;
        DROP TABLE historia_clinica.cie10;
        """)
