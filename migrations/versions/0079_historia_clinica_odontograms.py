"""Odontograms: a full snapshot of the mouth per version, one draft per patient, frozen once signed, signed with its note."""

from migrations.sql import run

revision = "0079"
down_revision = "0078"

TEETH = """
-- The row of an arch in which a tooth of ISO 3950 (FDI) stands, as it is drawn from the patient's right; NULL for no tooth.
CREATE FUNCTION historia_clinica.arch(tooth integer) RETURNS integer[] LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE
        WHEN tooth BETWEEN 11 AND 18 OR tooth BETWEEN 21 AND 28 THEN '{18,17,16,15,14,13,12,11,21,22,23,24,25,26,27,28}'
        WHEN tooth BETWEEN 51 AND 55 OR tooth BETWEEN 61 AND 65 THEN '{55,54,53,52,51,61,62,63,64,65}'
        WHEN tooth BETWEEN 71 AND 75 OR tooth BETWEEN 81 AND 85 THEN '{85,84,83,82,81,71,72,73,74,75}'
        WHEN tooth BETWEEN 31 AND 38 OR tooth BETWEEN 41 AND 48 THEN '{48,47,46,45,44,43,42,41,31,32,33,34,35,36,37,38}'
    END::integer[]
$$;
-- Whether these are some of the known values, each once, in the order of the known ones.
CREATE FUNCTION historia_clinica.is_in_order(given anyarray, known anyarray) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT given = ARRAY(SELECT value FROM unnest(known) WITH ORDINALITY AS u (value, place)
                          WHERE value = ANY (given) ORDER BY place)
$$;
"""

KINDS = """
CREATE TABLE historia_clinica.tooth_finding_kinds (
    id         bigint  GENERATED ALWAYS AS IDENTITY CONSTRAINT tooth_finding_kinds_pkey PRIMARY KEY,
    name       text    NOT NULL CONSTRAINT tooth_finding_kinds_name CHECK (length(name) BETWEEN 2 AND 60),
    sign       text    NOT NULL CONSTRAINT tooth_finding_kinds_sign CHECK (length(sign) BETWEEN 1 AND 2),
    states     text[]  NOT NULL,
    active     boolean NOT NULL DEFAULT true,
    version    integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT tooth_finding_kinds_states CHECK (
        cardinality(states) > 0 AND historia_clinica.is_in_order(states, ARRAY['TODO', 'DONE', 'FACT']))
);
CREATE UNIQUE INDEX tooth_finding_kinds_once ON historia_clinica.tooth_finding_kinds (public.plain(name)) WHERE active;
REVOKE UPDATE ON historia_clinica.tooth_finding_kinds FROM omni_historia_clinica;
GRANT UPDATE (active) ON historia_clinica.tooth_finding_kinds TO omni_historia_clinica;
CREATE TRIGGER tooth_finding_kinds_version BEFORE UPDATE ON historia_clinica.tooth_finding_kinds
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();
-- Signed charts name it: it is retired, never renamed.
CREATE TRIGGER tooth_finding_kinds_kept BEFORE UPDATE ON historia_clinica.tooth_finding_kinds
    FOR EACH ROW WHEN ((OLD.name, OLD.sign, OLD.states) IS DISTINCT FROM (NEW.name, NEW.sign, NEW.states))
    EXECUTE FUNCTION public.refuse_change('tooth_finding_kinds_kept');
"""

ODONTOGRAMS = """
CREATE TABLE historia_clinica.odontograms (
    id             bigint  GENERATED ALWAYS AS IDENTITY CONSTRAINT odontograms_pkey PRIMARY KEY,
    patient_id     bigint  NOT NULL CONSTRAINT odontograms_patient REFERENCES historia_clinica.patients,
    note_id        bigint  CONSTRAINT odontograms_note REFERENCES historia_clinica.clinical_notes,
    dentition      text    NOT NULL CONSTRAINT odontograms_dentition
                           CHECK (dentition IN ('PERMANENT', 'TEMPORARY', 'MIXED')),
    status         text    NOT NULL DEFAULT 'DRAFT' CONSTRAINT odontograms_status
                           CHECK (status IN ('DRAFT', 'SIGNED', 'DISCARDED')),
    author_id      text    NOT NULL,
    author_name    text    NOT NULL,
    signed_at      timestamptz,
    signed_by_id   text,
    signed_by_name text,
    sha256         text,
    discarded_at      timestamptz,
    discarded_by_id   text,
    discarded_by_name text,
    version        integer NOT NULL DEFAULT 1,
    created_at     timestamptz NOT NULL DEFAULT now(),
    updated_at     timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT odontograms_signature CHECK (
        num_nonnulls(signed_at, signed_by_id, signed_by_name, sha256) = CASE status WHEN 'SIGNED' THEN 4 ELSE 0 END),
    CONSTRAINT odontograms_discarded CHECK (
        num_nonnulls(discarded_at, discarded_by_id, discarded_by_name) = CASE status WHEN 'DISCARDED' THEN 3 ELSE 0 END)
);
CREATE UNIQUE INDEX odontograms_one_draft ON historia_clinica.odontograms (patient_id) WHERE status = 'DRAFT';
CREATE INDEX odontograms_by_patient ON historia_clinica.odontograms (patient_id, signed_at, id);
CREATE INDEX odontograms_by_note ON historia_clinica.odontograms (note_id);

-- FOR SHARE waits for whoever signs the chart at this moment, and then sees it signed.
CREATE FUNCTION historia_clinica.odontogram_status(odontogram bigint) RETURNS text
    LANGUAGE sql AS $$ SELECT status FROM historia_clinica.odontograms WHERE id = odontogram FOR SHARE $$;

CREATE TABLE historia_clinica.tooth_findings (
    odontogram_id bigint  NOT NULL CONSTRAINT tooth_findings_odontogram REFERENCES historia_clinica.odontograms,
    position      integer NOT NULL,
    tooth         integer NOT NULL CONSTRAINT tooth_findings_tooth CHECK (historia_clinica.arch(tooth) IS NOT NULL),
    to_tooth      integer,
    kind          text    NOT NULL,
    state         text    NOT NULL,
    faces         text[]  NOT NULL,
    material      text,
    value         integer,
    side          text,
    pillars       integer[] NOT NULL,
    custom_finding_id bigint CONSTRAINT tooth_findings_custom REFERENCES historia_clinica.tooth_finding_kinds,
    remark        text    CONSTRAINT tooth_findings_remark CHECK (length(remark) BETWEEN 1 AND 300),
    noted_at      timestamptz NOT NULL,
    noted_by_id   text    NOT NULL,
    noted_by_name text    NOT NULL,
    CONSTRAINT tooth_findings_pkey PRIMARY KEY (odontogram_id, position),
    CONSTRAINT tooth_findings_state CHECK (
        kind IN ('CARIES', 'FRACTURE', 'EXTRACTION', 'RECESSION', 'MOBILITY') AND state = 'TODO'
        OR kind IN ('FILLING', 'SEALANT', 'ENDODONTICS', 'POST', 'IMPLANT', 'BRIDGE', 'REMOVABLE', 'DENTURE', 'CROWN')
           AND state IN ('TODO', 'DONE')
        OR kind IN ('ABSENT_CARIES', 'ABSENT_OTHER') AND state = 'DONE'
        OR kind = 'UNERUPTED' AND state = 'FACT'
        OR kind IN ('IMPACTED', 'SUPERNUMERARY', 'DIASTEMA', 'ROTATION') AND state IN ('FACT', 'TODO')
        OR kind = 'CUSTOM' AND state IN ('TODO', 'DONE', 'FACT')),
    CONSTRAINT tooth_findings_faces CHECK (
        historia_clinica.is_in_order(faces, ARRAY['V', 'M', 'D', 'L', 'O'])
        AND (cardinality(faces) > 0) = (kind IN ('CARIES', 'FILLING'))),
    CONSTRAINT tooth_findings_material CHECK (
        material IS NULL OR kind = 'FILLING' AND material IN ('RESIN', 'AMALGAM', 'IONOMER', 'OTHER')),
    CONSTRAINT tooth_findings_value CHECK (CASE kind
        WHEN 'RECESSION' THEN coalesce(value BETWEEN 0 AND 12, false)
        WHEN 'MOBILITY' THEN coalesce(value BETWEEN 0 AND 3, false)
        ELSE value IS NULL END),
    CONSTRAINT tooth_findings_side CHECK (
        CASE WHEN kind IN ('DIASTEMA', 'SUPERNUMERARY', 'ROTATION') THEN coalesce(side IN ('M', 'D'), false)
             ELSE side IS NULL END),
    CONSTRAINT tooth_findings_span CHECK (
        CASE WHEN kind IN ('BRIDGE', 'REMOVABLE', 'DENTURE')
             THEN coalesce(array_position(historia_clinica.arch(tooth), to_tooth)
                           > array_position(historia_clinica.arch(tooth), tooth), false)
             ELSE to_tooth IS NULL END),
    CONSTRAINT tooth_findings_pillars CHECK (
        CASE WHEN kind IN ('BRIDGE', 'REMOVABLE')
             THEN coalesce(historia_clinica.is_in_order(pillars, (historia_clinica.arch(tooth))
                      [array_position(historia_clinica.arch(tooth), tooth):
                       array_position(historia_clinica.arch(tooth), to_tooth)]), false)
                  AND (kind = 'REMOVABLE' OR cardinality(pillars) > 0)
             ELSE pillars = '{}' END),
    CONSTRAINT tooth_findings_of_the_clinic CHECK ((kind = 'CUSTOM') = (custom_finding_id IS NOT NULL))
);
-- Caries and fillings have faces, and stand once for each; of the others a tooth has each once.
CREATE UNIQUE INDEX tooth_findings_once ON historia_clinica.tooth_findings
    (odontogram_id, tooth, kind, coalesce(side, ''), coalesce(custom_finding_id, 0))
    WHERE kind NOT IN ('CARIES', 'FILLING');
-- The findings of a draft are written anew with every change of it.
REVOKE UPDATE ON historia_clinica.tooth_findings FROM omni_historia_clinica;
GRANT DELETE ON historia_clinica.tooth_findings TO omni_historia_clinica;
"""

# What a signature vouches for, as JSON in UTF-8 with sorted keys and without spaces; the service's README says how to make it.
SIGNING = """
CREATE FUNCTION historia_clinica.odontogram_sha256(chart historia_clinica.odontograms) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(
        '{"author":{"id":' || to_json(chart.author_id) || ',"name":' || to_json(chart.author_name) || '}'
        || ',"dentition":' || to_json(chart.dentition)
        || ',"findings":[' || coalesce(string_agg(
               '{"custom_finding_id":' || coalesce(f.custom_finding_id::text, 'null')
               || ',"faces":' || to_json(f.faces) || ',"kind":' || to_json(f.kind)
               || ',"material":' || coalesce(to_json(f.material)::text, 'null')
               || ',"noted_at":' || to_json(to_char(f.noted_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'))
               || ',"noted_by":{"id":' || to_json(f.noted_by_id) || ',"name":' || to_json(f.noted_by_name) || '}'
               || ',"pillars":' || to_json(f.pillars)
               || ',"remark":' || coalesce(to_json(f.remark)::text, 'null')
               || ',"side":' || coalesce(to_json(f.side)::text, 'null')
               || ',"state":' || to_json(f.state)
               || ',"to_tooth":' || coalesce(f.to_tooth::text, 'null') || ',"tooth":' || f.tooth
               || ',"value":' || coalesce(f.value::text, 'null') || '}', ',' ORDER BY f.position), '') || ']'
        || ',"note_id":' || coalesce(chart.note_id::text, 'null')
        || ',"patient_id":' || chart.patient_id
        || ',"signed_by":{"id":' || to_json(chart.signed_by_id) || ',"name":' || to_json(chart.signed_by_name) || '}}',
        'UTF8')), 'hex')
      FROM historia_clinica.tooth_findings f
     WHERE f.odontogram_id = chart.id
$$;

-- A chart begins as a draft of somebody without another, of its note's patient; signed it gets its hour and its hash, and is
-- not changed any more; nor is one that was discarded.
CREATE FUNCTION historia_clinica.odontograms_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR TG_OP = 'UPDATE' AND (OLD.status <> 'DRAFT'
           OR (OLD.patient_id, OLD.author_id, OLD.author_name, OLD.created_at)
              IS DISTINCT FROM (NEW.patient_id, NEW.author_id, NEW.author_name, NEW.created_at)) THEN
        RAISE EXCEPTION 'odontogram % is not changed', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'odontograms_signed';
    END IF;
    IF TG_OP = 'INSERT' AND NEW.status <> 'DRAFT' THEN
        RAISE EXCEPTION 'an odontogram begins as a draft'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'odontograms_begin_as_drafts';
    END IF;
    -- The unique index holds one file to one draft; this holds all files of a person to one.
    IF TG_OP = 'INSERT' AND EXISTS (
           SELECT FROM historia_clinica.odontograms o
            WHERE o.patient_id = ANY (historia_clinica.patient_ids(NEW.patient_id)) AND o.status = 'DRAFT') THEN
        RAISE EXCEPTION 'there is a draft already'
            USING ERRCODE = 'unique_violation', CONSTRAINT = 'odontograms_one_draft';
    END IF;
    IF NEW.note_id IS NOT NULL AND (TG_OP = 'INSERT' OR OLD.note_id IS DISTINCT FROM NEW.note_id) THEN
        IF historia_clinica.note_status(NEW.note_id) = 'SIGNED' THEN
            RAISE EXCEPTION 'the note is signed'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'clinical_notes_signed';
        END IF;
        IF EXISTS (SELECT FROM historia_clinica.clinical_notes n WHERE n.id = NEW.note_id
                      AND historia_clinica.person(n.patient_id) <> historia_clinica.person(NEW.patient_id)) THEN
            RAISE EXCEPTION 'another patient''s note'
                USING ERRCODE = 'check_violation', CONSTRAINT = 'odontograms_note_of_patient';
        END IF;
    END IF;
    IF NEW.status = 'SIGNED' THEN
        NEW.signed_at := now();
        NEW.sha256 := historia_clinica.odontogram_sha256(NEW);
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER odontograms_keep BEFORE INSERT OR UPDATE OR DELETE ON historia_clinica.odontograms
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.odontograms_keep();
CREATE TRIGGER odontograms_version BEFORE UPDATE ON historia_clinica.odontograms
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();
CREATE TRIGGER odontograms_not_emptied BEFORE TRUNCATE ON historia_clinica.odontograms
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('odontograms_signed');

CREATE FUNCTION historia_clinica.tooth_findings_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND historia_clinica.odontogram_status(OLD.odontogram_id) <> 'DRAFT'
       OR TG_OP <> 'DELETE' AND historia_clinica.odontogram_status(NEW.odontogram_id) <> 'DRAFT' THEN
        RAISE EXCEPTION 'the odontogram is not changed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'odontograms_signed';
    END IF;
    IF TG_OP <> 'DELETE' AND NEW.kind = 'CUSTOM' AND NOT EXISTS (
           SELECT FROM historia_clinica.tooth_finding_kinds k
            WHERE k.id = NEW.custom_finding_id AND NEW.state = ANY (k.states)) THEN
        RAISE EXCEPTION 'not a state of that finding'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'tooth_findings_state';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER tooth_findings_keep BEFORE INSERT OR UPDATE OR DELETE ON historia_clinica.tooth_findings
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.tooth_findings_keep();
CREATE TRIGGER tooth_findings_not_emptied BEFORE TRUNCATE ON historia_clinica.tooth_findings
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('odontograms_signed');

-- What only a tooth can have is not found where there is none, nor one face twice in one state.
CREATE FUNCTION historia_clinica.tooth_findings_agree() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (
        SELECT FROM historia_clinica.tooth_findings gone
          JOIN historia_clinica.tooth_findings f USING (odontogram_id, tooth)
         WHERE odontogram_id IN (SELECT odontogram_id FROM written)
           AND gone.kind IN ('ABSENT_CARIES', 'ABSENT_OTHER', 'UNERUPTED')
           AND f.kind IN ('CARIES', 'FILLING', 'SEALANT', 'FRACTURE', 'ENDODONTICS', 'POST', 'EXTRACTION', 'ROTATION')) THEN
        RAISE EXCEPTION 'a finding of a tooth that is not there'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'tooth_findings_of_a_tooth';
    END IF;
    IF EXISTS (
        SELECT FROM historia_clinica.tooth_findings f, unnest(f.faces) AS face
         WHERE f.odontogram_id IN (SELECT odontogram_id FROM written)
         GROUP BY f.odontogram_id, f.tooth, f.kind, f.state, face HAVING count(*) > 1) THEN
        RAISE EXCEPTION 'a face has that twice'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'tooth_findings_once';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER tooth_findings_agree AFTER INSERT ON historia_clinica.tooth_findings
    REFERENCING NEW TABLE AS written
    FOR EACH STATEMENT EXECUTE FUNCTION historia_clinica.tooth_findings_agree();

-- A note is not signed past the chart that hangs from it.
CREATE FUNCTION historia_clinica.charts_signed_with_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM historia_clinica.odontograms o WHERE o.note_id = NEW.id AND o.status = 'DRAFT') THEN
        RAISE EXCEPTION 'its odontogram is a draft'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'charts_signed_with_note';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER clinical_notes_with_their_charts BEFORE UPDATE ON historia_clinica.clinical_notes
    FOR EACH ROW WHEN (OLD.status = 'DRAFT' AND NEW.status = 'SIGNED')
    EXECUTE FUNCTION historia_clinica.charts_signed_with_note();
"""


def upgrade():
    run(TEETH)
    run(KINDS)
    run(ODONTOGRAMS)
    run(SIGNING)


def downgrade():
    run("""
        DROP TRIGGER clinical_notes_with_their_charts ON historia_clinica.clinical_notes;
        DROP TABLE historia_clinica.tooth_findings;
        DROP FUNCTION historia_clinica.charts_signed_with_note, historia_clinica.tooth_findings_agree,
                      historia_clinica.tooth_findings_keep;
        DROP TRIGGER odontograms_keep ON historia_clinica.odontograms;
        DROP FUNCTION historia_clinica.odontograms_keep, historia_clinica.odontogram_sha256,
                      historia_clinica.odontogram_status;
        DROP TABLE historia_clinica.odontograms, historia_clinica.tooth_finding_kinds;
        DROP FUNCTION historia_clinica.is_in_order, historia_clinica.arch;
        """)
