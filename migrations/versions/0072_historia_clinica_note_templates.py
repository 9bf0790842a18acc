"""Templates of notes with typed fields, by edition; the clinic's phrases; texts brought from an earlier note.

What a signature vouches for holds the filled form and the brought texts where there are any: the hash of an older note stays what
it was.
"""

from migrations.permissions import grant, withdraw
from migrations.sql import run

revision = "0072"
down_revision = "0071"

TABLES = """
CREATE TABLE historia_clinica.note_templates (
    id         bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT note_templates_pkey PRIMARY KEY,
    name       text        NOT NULL CONSTRAINT note_templates_name CHECK (length(name) BETWEEN 1 AND 80),
    specialty  text        CONSTRAINT note_templates_specialty CHECK (length(specialty) BETWEEN 1 AND 80),
    edition    integer     NOT NULL DEFAULT 1,
    active     boolean     NOT NULL DEFAULT true,
    version    integer     NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX note_templates_one ON historia_clinica.note_templates (public.plain(name));
CREATE TRIGGER note_templates_version BEFORE UPDATE ON historia_clinica.note_templates
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();

-- The fields of a template, never changed: a note keeps the edition that it was written on.
CREATE TABLE historia_clinica.note_template_editions (
    template_id bigint      NOT NULL CONSTRAINT note_template_editions_template REFERENCES historia_clinica.note_templates,
    edition     integer     NOT NULL,
    fields      jsonb       NOT NULL CONSTRAINT note_template_editions_fields CHECK (
                                jsonb_typeof(fields) = 'array' AND jsonb_array_length(fields) BETWEEN 1 AND 40),
    written_by_id   text    NOT NULL,
    written_by_name text    NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT note_template_editions_pkey PRIMARY KEY (template_id, edition)
);
REVOKE UPDATE ON historia_clinica.note_template_editions FROM omni_historia_clinica;
CREATE TRIGGER note_template_editions_keep BEFORE UPDATE OR DELETE ON historia_clinica.note_template_editions
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('note_template_editions_kept');
CREATE TRIGGER note_template_editions_not_emptied BEFORE TRUNCATE ON historia_clinica.note_template_editions
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('note_template_editions_kept');

CREATE TABLE historia_clinica.note_phrases (
    id         bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT note_phrases_pkey PRIMARY KEY,
    -- What is typed behind a point.
    shortcut   text        NOT NULL CONSTRAINT note_phrases_shortcut CHECK (shortcut ~ '^[a-z0-9ñ][a-z0-9ñ_-]{0,39}$'),
    body       text        NOT NULL CONSTRAINT note_phrases_body CHECK (length(body) BETWEEN 1 AND 4000),
    active     boolean     NOT NULL DEFAULT true,
    version    integer     NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX note_phrases_once ON historia_clinica.note_phrases (shortcut) WHERE active;
CREATE TRIGGER note_phrases_version BEFORE UPDATE ON historia_clinica.note_phrases
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();
"""
# Both are JSON as it is hashed: sorted keys, no spaces.
COLUMNS = """
ALTER TABLE historia_clinica.clinical_notes
    ADD COLUMN template_id bigint,
    ADD COLUMN template_edition integer,
    ADD COLUMN form_values text,
    ADD COLUMN brought text,
    ADD CONSTRAINT clinical_notes_template FOREIGN KEY (template_id, template_edition)
        REFERENCES historia_clinica.note_template_editions,
    ADD CONSTRAINT clinical_notes_form CHECK (
        num_nulls(template_id, template_edition, form_values) IN (0, 3) AND (form_values IS NULL OR form_values IS JSON OBJECT)),
    ADD CONSTRAINT clinical_notes_brought CHECK (brought IS NULL OR brought IS JSON ARRAY),
    ADD CONSTRAINT clinical_notes_brought_read CHECK (
        status = 'DRAFT' OR brought IS NULL OR NOT brought::jsonb @> '[{"reviewed": false}]');
"""
HASH = """
CREATE OR REPLACE FUNCTION historia_clinica.content_sha256(note historia_clinica.clinical_notes) RETURNS text
    LANGUAGE sql STABLE SET search_path = historia_clinica, pg_temp AS $$
    SELECT encode(sha256(convert_to(
           '{"appointment_id":' || coalesce(note.appointment_id::text, 'null')
        || ',"assessment":' || coalesce(to_json(note.assessment)::text, 'null')
        || ',"author":{"id":' || to_json(note.author_id) || ',"name":' || to_json(note.author_name) || '}'BROUGHT
        || ',"diagnoses":[' || coalesce(string_agg(
               '{"code":' || to_json(d.code) || coalesce(',"condition":' || to_json(d.condition), '') || ',"description":' || to_json(d.description)
               || ',"kind":' || to_json(d.kind) || '}', ',' ORDER BY d.position), '') || ']'FORM
        || ',"objective":' || coalesce(to_json(note.objective)::text, 'null')
        || ',"patient_id":' || note.patient_id
        || ',"plan":' || coalesce(to_json(note.plan)::text, 'null')
        || ',"reason":' || to_json(note.reason)
        || ',"subjective":' || coalesce(to_json(note.subjective)::text, 'null')
        || coalesce(',"visit":' || to_json(note.visit), '') || '}', 'UTF8')), 'hex')
      FROM historia_clinica.diagnoses d
     WHERE d.note_id = note.id
$$;
"""
BROUGHT = """
        || coalesce(',"brought":' || note.brought, '')"""
FORM = """
        || coalesce(',"form":{"edition":' || note.template_edition || ',"template_id":' || note.template_id
                    || ',"values":' || note.form_values || '}', '')"""


def upgrade():
    run(TABLES)
    run(COLUMNS)
    run(HASH.replace("BROUGHT", BROUGHT).replace("FORM", FORM))
    grant("records:sign", administrator=("records:template",), practitioner=("records:template",))


def downgrade():
    withdraw("records:template")
    run(HASH.replace("BROUGHT", "").replace("FORM", ""))
    run("""
        ALTER TABLE historia_clinica.clinical_notes
            DROP COLUMN brought, DROP COLUMN form_values, DROP COLUMN template_edition, DROP COLUMN template_id;
        DROP TABLE historia_clinica.note_phrases, historia_clinica.note_template_editions, historia_clinica.note_templates;
        """)
