"""Two files of one patient read as one: nothing is rewritten, every service reads by all the numbers of a person.

A file that was merged stays as it is and says into which; `patient_ids` answers every number of a person, whichever of them is
asked for, and `person` the one that stands. Separating them again is forgetting that they are one.
"""

from migrations.permissions import grant, withdraw
from migrations.sql import run

revision = "0075"
down_revision = "0074"

# Who holds a patient's number without owning patients: they are told, and keep which number leads to which.
TOLD = ("citas", "facturacion", "logs")
MERGED = """
CREATE TABLE {service}.merged_patients (
    id             bigint      NOT NULL CONSTRAINT merged_patients_pkey PRIMARY KEY,
    merged_into_id bigint      NOT NULL,
    merged_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT merged_patients_another CHECK (id <> merged_into_id)
);
CREATE INDEX merged_patients_into ON {service}.merged_patients (merged_into_id);
REVOKE ALL ON {service}.merged_patients FROM omni_{service};
GRANT SELECT, DELETE, INSERT (id, merged_into_id) ON {service}.merged_patients TO omni_{service};
"""
# `table` holds the pairs. A chain of files is short; `UNION` ends one that would bite its tail.
PERSON = """
CREATE FUNCTION {service}.person(asked bigint) RETURNS bigint LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
DECLARE
    stands bigint := asked;
    next   bigint;
BEGIN
    FOR step IN 1 .. 100 LOOP
        SELECT merged_into_id INTO next FROM {table} WHERE id = stands AND merged_into_id IS NOT NULL;
        EXIT WHEN NOT FOUND;
        stands := next;
    END LOOP;
    RETURN stands;
END $$;
CREATE FUNCTION {service}.patient_ids(asked bigint) RETURNS bigint[] LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
DECLARE
    stands bigint := {service}.person(asked);
BEGIN
    IF NOT EXISTS (SELECT FROM {table} WHERE merged_into_id = stands) THEN
        RETURN ARRAY[stands];
    END IF;
    RETURN ARRAY(WITH RECURSIVE numbers (id) AS (
                     SELECT stands
                      UNION
                     SELECT merged.id FROM {table} merged JOIN numbers ON merged.merged_into_id = numbers.id)
                 SELECT id FROM numbers);
END $$;
"""

# The old names, documents and phones of those who were merged find the person; a merged file has no search of its own.
PATIENTS = """
ALTER TABLE historia_clinica.patients
    ADD COLUMN merged_into_id bigint CONSTRAINT patients_merged_into REFERENCES historia_clinica.patients,
    ADD COLUMN known_as text,
    ADD CONSTRAINT patients_merged_into_another CHECK (merged_into_id <> id),
    ADD CONSTRAINT patients_merged_inactive CHECK (merged_into_id IS NULL OR NOT active);
CREATE INDEX patients_merged ON historia_clinica.patients (merged_into_id) WHERE merged_into_id IS NOT NULL;

DROP INDEX historia_clinica.patients_search;
ALTER TABLE historia_clinica.patients DROP COLUMN search_text;
ALTER TABLE historia_clinica.patients
    ADD COLUMN search_text text NOT NULL GENERATED ALWAYS AS (
        public.plain(first_name || coalesce(' ' || last_name, '') || coalesce(' ' || document_number, '')
                     || coalesce(' ' || phone, '') || coalesce(' ' || known_as, ''))) STORED;
CREATE INDEX patients_search ON historia_clinica.patients USING gin (search_text gin_trgm_ops);

-- A document is of one person: a file that was merged keeps its own, and it may be of the one that stands.
DROP INDEX historia_clinica.patients_document_key;
CREATE UNIQUE INDEX patients_document_key
    ON historia_clinica.patients (document_type, document_number, coalesce(document_country, ''))
 WHERE merged_into_id IS NULL;

CREATE TABLE historia_clinica.patient_merges (
    id             bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT patient_merges_pkey PRIMARY KEY,
    from_id        bigint      NOT NULL CONSTRAINT patient_merges_from REFERENCES historia_clinica.patients,
    into_id        bigint      NOT NULL CONSTRAINT patient_merges_into REFERENCES historia_clinica.patients,
    reason         text        NOT NULL CONSTRAINT patient_merges_reason CHECK (length(reason) BETWEEN 3 AND 300),
    was_active     boolean     NOT NULL,
    before         jsonb       NOT NULL,
    after          jsonb       NOT NULL,
    merged_by_id   text        NOT NULL,
    merged_by_name text        NOT NULL,
    merged_at      timestamptz NOT NULL DEFAULT now(),
    separated_by_id   text,
    separated_by_name text,
    separated_reason  text CONSTRAINT patient_merges_separated_reason CHECK (length(separated_reason) BETWEEN 3 AND 300),
    separated_at      timestamptz,
    CONSTRAINT patient_merges_another CHECK (from_id <> into_id),
    CONSTRAINT patient_merges_separation CHECK (
        num_nonnulls(separated_by_id, separated_by_name, separated_reason, separated_at) IN (0, 4))
);
CREATE UNIQUE INDEX patient_merges_standing ON historia_clinica.patient_merges (from_id) WHERE separated_at IS NULL;
CREATE INDEX patient_merges_of_into ON historia_clinica.patient_merges (into_id, id);
REVOKE ALL ON historia_clinica.patient_merges FROM omni_historia_clinica;
GRANT SELECT, INSERT (from_id, into_id, reason, was_active, before, after, merged_by_id, merged_by_name),
      UPDATE (separated_by_id, separated_by_name, separated_reason, separated_at)
   ON historia_clinica.patient_merges TO omni_historia_clinica;
CREATE FUNCTION historia_clinica.merges_are_separated_once() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.separated_at IS NOT NULL
       OR to_jsonb(NEW) - '{separated_by_id,separated_by_name,separated_reason,separated_at}'::text[]
          <> to_jsonb(OLD) - '{separated_by_id,separated_by_name,separated_reason,separated_at}'::text[] THEN
        RAISE EXCEPTION 'what was merged is only separated, once'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'patient_merges_append_only';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER patient_merges_append_only BEFORE UPDATE OR DELETE ON historia_clinica.patient_merges
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.merges_are_separated_once();
CREATE TRIGGER patient_merges_not_emptied BEFORE TRUNCATE ON historia_clinica.patient_merges
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('patient_merges_not_emptied');
"""

BACK = """
DROP TABLE historia_clinica.patient_merges;
DROP FUNCTION historia_clinica.merges_are_separated_once;
UPDATE historia_clinica.patients SET document_type = NULL, document_number = NULL, document_country = NULL,
       no_document_reason = 'OTHER' WHERE merged_into_id IS NOT NULL;
DROP INDEX historia_clinica.patients_document_key;
CREATE UNIQUE INDEX patients_document_key
    ON historia_clinica.patients (document_type, document_number, coalesce(document_country, ''));
DROP INDEX historia_clinica.patients_search;
ALTER TABLE historia_clinica.patients DROP COLUMN search_text, DROP COLUMN known_as, DROP COLUMN merged_into_id;
ALTER TABLE historia_clinica.patients
    ADD COLUMN search_text text NOT NULL GENERATED ALWAYS AS (
        public.plain(first_name || coalesce(' ' || last_name, '') || coalesce(' ' || document_number, '')
                     || coalesce(' ' || phone, ''))) STORED;
CREATE INDEX patients_search ON historia_clinica.patients USING gin (search_text gin_trgm_ops);
"""

# What compared one patient's number with another's compares persons.
COMPARED = (
    (
        "citas.take_place",
        "'citas:patient:' || NEW.patient_id",
        "'citas:patient:' || citas.person(NEW.patient_id)",
    ),
    (
        "citas.take_place",
        "o.patient_id = NEW.patient_id",
        "o.patient_id = ANY (citas.patient_ids(NEW.patient_id))",
    ),
    (
        "facturacion.guard_movement",
        "BEGIN\n    IF NEW.invoice_id IS NULL",
        "BEGIN\n    NEW.patient_id := facturacion.person(NEW.patient_id);\n    IF NEW.invoice_id IS NULL",
    ),
    (
        "facturacion.guard_movement",
        "invoice.patient_id IS DISTINCT FROM NEW.patient_id",
        "facturacion.person(invoice.patient_id) IS DISTINCT FROM NEW.patient_id",
    ),
    (
        "facturacion.guard_sharer",
        "patient_id = NEW.patient_id",
        "patient_id = ANY (facturacion.patient_ids(NEW.patient_id))",
    ),
    (
        "facturacion.guard_redemption",
        "NEW.patient_id <> package.patient_id",
        "facturacion.person(NEW.patient_id) <> facturacion.person(package.patient_id)",
    ),
    (
        "facturacion.guard_redemption",
        "s.patient_id = NEW.patient_id",
        "s.patient_id = ANY (facturacion.patient_ids(NEW.patient_id))",
    ),
    (
        "historia_clinica.pair_of_one_patient",
        "count(DISTINCT a.patient_id)",
        "count(DISTINCT historia_clinica.person(a.patient_id))",
    ),
    (
        "historia_clinica.number_prescription",
        "(SELECT patient_id FROM historia_clinica.clinical_notes WHERE id = NEW.note_id) <> NEW.patient_id",
        "(SELECT historia_clinica.person(patient_id) FROM historia_clinica.clinical_notes WHERE id = NEW.note_id)"
        " <> historia_clinica.person(NEW.patient_id)",
    ),
    (
        "historia_clinica.consent_is_true",
        "(c.patient_id, c.template_id) = (NEW.patient_id, NEW.template_id)",
        "(historia_clinica.person(c.patient_id), c.template_id)"
        "\n                  = (historia_clinica.person(NEW.patient_id), NEW.template_id)",
    ),
    *(
        (f"historia_clinica.{function}", old, new)
        for function in ("denial_contradicted", "allergy_denied", "consents_alternate")
        for old, new in (
            ("WHERE id = NEW.patient_id", "WHERE id = historia_clinica.person(NEW.patient_id)"),
            (
                "WHERE patient_id = NEW.patient_id",
                "WHERE patient_id = ANY (historia_clinica.patient_ids(NEW.patient_id))",
            ),
        )
    ),
)
REPLACE = """
DO $do$
DECLARE
    was text := pg_get_functiondef('{function}'::regproc);
BEGIN
    IF strpos(was, $old${old}$old$) = 0 THEN
        RAISE EXCEPTION '{function} is not as it was';
    END IF;
    EXECUTE replace(was, $old${old}$old$, $new${new}$new$);
END $do$;
"""


def upgrade():
    grant("patients:write", administrator=("patients:merge",))
    for service in TOLD:
        run(MERGED.format(service=service))
        run(PERSON.format(service=service, table=f"{service}.merged_patients"))
    run(PATIENTS)
    run(PERSON.format(service="historia_clinica", table="historia_clinica.patients"))
    for function, old, new in COMPARED:
        run(REPLACE.format(function=function, old=old, new=new))


def downgrade():
    withdraw("patients:merge")
    for function, old, new in reversed(COMPARED):
        run(REPLACE.format(function=function, old=new, new=old))
    run(BACK)
    for service in (*TOLD, "historia_clinica"):
        run(f"DROP FUNCTION {service}.patient_ids, {service}.person")
    for service in TOLD:
        run(f"DROP TABLE {service}.merged_patients")
