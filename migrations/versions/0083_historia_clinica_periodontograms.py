"""Periodontograms by version, signed like odontograms; and the oral health of a visit: hygiene, periodontium, occlusion, fluorosis."""

from pathlib import Path

from migrations.sql import function_of, run

revision = "0083"
down_revision = "0082"

PERIODONTOGRAMS = """
CREATE TABLE historia_clinica.periodontograms (
    id             bigint  GENERATED ALWAYS AS IDENTITY CONSTRAINT periodontograms_pkey PRIMARY KEY,
    patient_id     bigint  NOT NULL CONSTRAINT periodontograms_patient REFERENCES historia_clinica.patients,
    note_id        bigint  CONSTRAINT periodontograms_note REFERENCES historia_clinica.clinical_notes,
    status         text    NOT NULL DEFAULT 'DRAFT' CONSTRAINT periodontograms_status
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
    CONSTRAINT periodontograms_signature CHECK (
        num_nonnulls(signed_at, signed_by_id, signed_by_name, sha256) = CASE status WHEN 'SIGNED' THEN 4 ELSE 0 END),
    CONSTRAINT periodontograms_discarded CHECK (
        num_nonnulls(discarded_at, discarded_by_id, discarded_by_name) = CASE status WHEN 'DISCARDED' THEN 3 ELSE 0 END)
);
CREATE UNIQUE INDEX periodontograms_one_draft ON historia_clinica.periodontograms (patient_id) WHERE status = 'DRAFT';
CREATE INDEX periodontograms_by_patient ON historia_clinica.periodontograms (patient_id, signed_at, id);
CREATE INDEX periodontograms_by_note ON historia_clinica.periodontograms (note_id);

CREATE FUNCTION historia_clinica.periodontogram_status(periodontogram bigint) RETURNS text
    LANGUAGE sql AS $$ SELECT status FROM historia_clinica.periodontograms WHERE id = periodontogram FOR SHARE $$;

-- Six sites in the order DV, V, MV, DL, L, ML; four entrances of a furcation in the order V, L, M, D. mm; a margin below the
-- enamel line (recession) is negative.
CREATE TABLE historia_clinica.periodontal_teeth (
    periodontogram_id bigint    NOT NULL CONSTRAINT periodontal_teeth_periodontogram REFERENCES historia_clinica.periodontograms,
    tooth             integer   NOT NULL CONSTRAINT periodontal_teeth_tooth
                                CHECK (tooth < 50 AND historia_clinica.arch(tooth) IS NOT NULL),
    absent            boolean   NOT NULL,
    mobility          integer   CONSTRAINT periodontal_teeth_mobility CHECK (mobility BETWEEN 0 AND 3),
    furcation         integer[] NOT NULL,
    depth             integer[] NOT NULL,
    margin            integer[] NOT NULL,
    bleeding          boolean[] NOT NULL,
    suppuration       boolean[] NOT NULL,
    plaque            boolean[] NOT NULL,
    CONSTRAINT periodontal_teeth_pkey PRIMARY KEY (periodontogram_id, tooth),
    CONSTRAINT periodontal_teeth_sites CHECK (
        cardinality(furcation) = 4 AND cardinality(depth) = 6 AND cardinality(margin) = 6 AND cardinality(bleeding) = 6
        AND cardinality(suppuration) = 6 AND cardinality(plaque) = 6),
    CONSTRAINT periodontal_teeth_depth CHECK (0 <= ALL (depth) IS NOT FALSE AND 15 >= ALL (depth) IS NOT FALSE),
    CONSTRAINT periodontal_teeth_margin CHECK (-10 <= ALL (margin) IS NOT FALSE AND 10 >= ALL (margin) IS NOT FALSE),
    CONSTRAINT periodontal_teeth_furcation CHECK (
        1 <= ALL (furcation) IS NOT FALSE AND 3 >= ALL (furcation) IS NOT FALSE
        -- Only at the entrances that a tooth has: three of upper molars, mesial and distal of the first upper premolars, the
        -- vestibular and lingual one of lower molars.
        AND (furcation[1] IS NULL OR tooth % 10 >= 6)
        AND (furcation[2] IS NULL OR tooth % 10 >= 6 AND tooth > 30)
        AND (num_nonnulls(furcation[3], furcation[4]) = 0 OR tooth < 30 AND (tooth % 10 >= 6 OR tooth % 10 = 4))),
    CONSTRAINT periodontal_teeth_absent CHECK (NOT absent OR mobility IS NULL
        AND num_nonnulls(VARIADIC furcation || depth || margin) = 0
        AND NOT true = ANY (bleeding || suppuration || plaque))
);
REVOKE UPDATE ON historia_clinica.periodontal_teeth FROM omni_historia_clinica;
GRANT DELETE ON historia_clinica.periodontal_teeth TO omni_historia_clinica;

-- JSON in UTF-8 with sorted keys and without spaces, teeth by their numbers.
CREATE FUNCTION historia_clinica.periodontogram_sha256(chart historia_clinica.periodontograms) RETURNS text LANGUAGE sql STABLE AS $$
    SELECT encode(sha256(convert_to(
        '{"author":{"id":' || to_json(chart.author_id) || ',"name":' || to_json(chart.author_name) || '}'
        || ',"note_id":' || coalesce(chart.note_id::text, 'null')
        || ',"patient_id":' || chart.patient_id
        || ',"signed_by":{"id":' || to_json(chart.signed_by_id) || ',"name":' || to_json(chart.signed_by_name) || '}'
        || ',"teeth":[' || coalesce(string_agg(
               '{"absent":' || t.absent || ',"bleeding":' || to_json(t.bleeding) || ',"depth":' || to_json(t.depth)
               || ',"furcation":' || to_json(t.furcation) || ',"margin":' || to_json(t.margin)
               || ',"mobility":' || coalesce(t.mobility::text, 'null') || ',"plaque":' || to_json(t.plaque)
               || ',"suppuration":' || to_json(t.suppuration) || ',"tooth":' || t.tooth || '}', ',' ORDER BY t.tooth), '')
        || ']}', 'UTF8')), 'hex')
      FROM historia_clinica.periodontal_teeth t
     WHERE t.periodontogram_id = chart.id
$$;

CREATE FUNCTION historia_clinica.periodontograms_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR TG_OP = 'UPDATE' AND (OLD.status <> 'DRAFT'
           OR (OLD.patient_id, OLD.author_id, OLD.author_name, OLD.created_at)
              IS DISTINCT FROM (NEW.patient_id, NEW.author_id, NEW.author_name, NEW.created_at)) THEN
        RAISE EXCEPTION 'periodontogram % is not changed', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'periodontograms_signed';
    END IF;
    IF TG_OP = 'INSERT' AND NEW.status <> 'DRAFT' THEN
        RAISE EXCEPTION 'a periodontogram begins as a draft'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'periodontograms_begin_as_drafts';
    END IF;
    IF TG_OP = 'INSERT' AND EXISTS (
           SELECT FROM historia_clinica.periodontograms o
            WHERE o.patient_id = ANY (historia_clinica.patient_ids(NEW.patient_id)) AND o.status = 'DRAFT') THEN
        RAISE EXCEPTION 'there is a draft already'
            USING ERRCODE = 'unique_violation', CONSTRAINT = 'periodontograms_one_draft';
    END IF;
    IF NEW.note_id IS NOT NULL AND (TG_OP = 'INSERT' OR OLD.note_id IS DISTINCT FROM NEW.note_id) THEN
        PERFORM historia_clinica.must_be_draft_of(NEW.note_id, NEW.patient_id, 'periodontograms_note_of_patient');
    END IF;
    IF NEW.status = 'SIGNED' THEN
        NEW.signed_at := now();
        NEW.sha256 := historia_clinica.periodontogram_sha256(NEW);
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER periodontograms_keep BEFORE INSERT OR UPDATE OR DELETE ON historia_clinica.periodontograms
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.periodontograms_keep();
CREATE TRIGGER periodontograms_version BEFORE UPDATE ON historia_clinica.periodontograms
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();
CREATE TRIGGER periodontograms_not_emptied BEFORE TRUNCATE ON historia_clinica.periodontograms
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('periodontograms_signed');

CREATE FUNCTION historia_clinica.periodontal_teeth_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND historia_clinica.periodontogram_status(OLD.periodontogram_id) <> 'DRAFT'
       OR TG_OP <> 'DELETE' AND historia_clinica.periodontogram_status(NEW.periodontogram_id) <> 'DRAFT' THEN
        RAISE EXCEPTION 'the periodontogram is not changed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'periodontograms_signed';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER periodontal_teeth_keep BEFORE INSERT OR UPDATE OR DELETE ON historia_clinica.periodontal_teeth
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.periodontal_teeth_keep();
CREATE TRIGGER periodontal_teeth_not_emptied BEFORE TRUNCATE ON historia_clinica.periodontal_teeth
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('periodontograms_signed');
"""

NOTE = """
-- What hangs from a note hangs from a draft of the same person; whoever signs it at this moment is waited for.
CREATE FUNCTION historia_clinica.must_be_draft_of(note bigint, patient bigint, refusal text) RETURNS void
    LANGUAGE plpgsql AS $$
BEGIN
    IF historia_clinica.note_status(note) = 'SIGNED' THEN
        RAISE EXCEPTION 'the note is signed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'clinical_notes_signed';
    END IF;
    IF EXISTS (SELECT FROM historia_clinica.clinical_notes n WHERE n.id = note
                  AND historia_clinica.person(n.patient_id) <> historia_clinica.person(patient)) THEN
        RAISE EXCEPTION 'another patient''s note' USING ERRCODE = 'check_violation', CONSTRAINT = refusal;
    END IF;
END $$;
"""

ORAL_HEALTH = """
CREATE TABLE historia_clinica.oral_health (
    id           bigint  GENERATED ALWAYS AS IDENTITY CONSTRAINT oral_health_pkey PRIMARY KEY,
    patient_id   bigint  NOT NULL CONSTRAINT oral_health_patient REFERENCES historia_clinica.patients,
    note_id      bigint  CONSTRAINT oral_health_note REFERENCES historia_clinica.clinical_notes,
    taken_at     timestamptz NOT NULL,
    periodontal  text    CONSTRAINT oral_health_periodontal CHECK (periodontal IN ('NONE', 'MILD', 'MODERATE', 'SEVERE')),
    malocclusion text    CONSTRAINT oral_health_malocclusion CHECK (malocclusion IN ('NONE', 'ANGLE_I', 'ANGLE_II', 'ANGLE_III')),
    fluorosis    text    CONSTRAINT oral_health_fluorosis CHECK (fluorosis IN ('NONE', 'MILD', 'MODERATE', 'SEVERE')),
    remark       text    CONSTRAINT oral_health_remark CHECK (length(remark) BETWEEN 1 AND 500),
    recorded_by_id    text NOT NULL,
    recorded_by_name  text NOT NULL,
    created_at   timestamptz NOT NULL DEFAULT now(),
    withdrawn_at      timestamptz,
    withdrawn_by_id   text,
    withdrawn_by_name text,
    withdrawn_reason  text,
    CONSTRAINT oral_health_not_ahead CHECK (taken_at <= created_at + interval '5 minutes'),
    CONSTRAINT oral_health_withdrawal CHECK (
        num_nonnulls(withdrawn_at, withdrawn_by_id, withdrawn_by_name, withdrawn_reason) IN (0, 4)
        AND length(withdrawn_reason) >= 3 IS NOT FALSE)
);
CREATE INDEX oral_health_by_patient ON historia_clinica.oral_health (patient_id, taken_at, id);
CREATE INDEX oral_health_by_note ON historia_clinica.oral_health (note_id);
REVOKE UPDATE ON historia_clinica.oral_health FROM omni_historia_clinica;
GRANT UPDATE (withdrawn_at, withdrawn_by_id, withdrawn_by_name, withdrawn_reason)
    ON historia_clinica.oral_health TO omni_historia_clinica;

-- The tooth of each sextant that stands for it: its own, the one beside it, or the temporary one.
CREATE TABLE historia_clinica.oral_hygiene (
    oral_health_id bigint  NOT NULL CONSTRAINT oral_hygiene_of REFERENCES historia_clinica.oral_health,
    sextant        integer NOT NULL,
    tooth          integer NOT NULL,
    plaque         integer CONSTRAINT oral_hygiene_plaque CHECK (plaque BETWEEN 0 AND 3),
    calculus       integer CONSTRAINT oral_hygiene_calculus CHECK (calculus BETWEEN 0 AND 3),
    gingivitis     integer CONSTRAINT oral_hygiene_gingivitis CHECK (gingivitis BETWEEN 0 AND 1),
    CONSTRAINT oral_hygiene_pkey PRIMARY KEY (oral_health_id, sextant),
    CONSTRAINT oral_hygiene_tooth CHECK (CASE sextant
        WHEN 1 THEN tooth IN (16, 17, 55) WHEN 2 THEN tooth IN (11, 21, 51) WHEN 3 THEN tooth IN (26, 27, 65)
        WHEN 4 THEN tooth IN (36, 37, 75) WHEN 5 THEN tooth IN (31, 41, 71) WHEN 6 THEN tooth IN (46, 47, 85)
        ELSE false END),
    CONSTRAINT oral_hygiene_something CHECK (num_nonnulls(plaque, calculus, gingivitis) > 0)
);
REVOKE UPDATE ON historia_clinica.oral_hygiene FROM omni_historia_clinica;

-- Recorded once, perhaps under a draft, whose signature locks it; then only withdrawn, once, with a reason.
CREATE FUNCTION historia_clinica.oral_health_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.note_id IS NOT NULL AND historia_clinica.note_status(OLD.note_id) = 'SIGNED' THEN
        RAISE EXCEPTION 'the note is signed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'clinical_notes_signed';
    END IF;
    IF TG_OP = 'INSERT' AND NEW.note_id IS NOT NULL THEN
        PERFORM historia_clinica.must_be_draft_of(NEW.note_id, NEW.patient_id, 'oral_health_note_of_patient');
    END IF;
    IF TG_OP = 'DELETE' OR TG_OP = 'UPDATE' AND (
           OLD.withdrawn_at IS NOT NULL
           OR to_jsonb(NEW) - '{withdrawn_at,withdrawn_by_id,withdrawn_by_name,withdrawn_reason}'::text[]
              <> to_jsonb(OLD) - '{withdrawn_at,withdrawn_by_id,withdrawn_by_name,withdrawn_reason}'::text[]) THEN
        RAISE EXCEPTION 'what was recorded is not changed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'oral_health_kept';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER oral_health_keep BEFORE INSERT OR UPDATE OR DELETE ON historia_clinica.oral_health
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.oral_health_keep();
CREATE TRIGGER oral_health_not_emptied BEFORE TRUNCATE ON historia_clinica.oral_health
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('oral_health_kept');
CREATE FUNCTION historia_clinica.oral_hygiene_with_it() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM historia_clinica.oral_health WHERE id = NEW.oral_health_id AND created_at = now()) THEN
        RAISE EXCEPTION 'it was recorded before'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'oral_health_kept';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER oral_hygiene_with_it BEFORE INSERT ON historia_clinica.oral_hygiene
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.oral_hygiene_with_it();
CREATE TRIGGER oral_hygiene_kept BEFORE UPDATE OR DELETE ON historia_clinica.oral_hygiene
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('oral_health_kept');
CREATE TRIGGER oral_hygiene_not_emptied BEFORE TRUNCATE ON historia_clinica.oral_hygiene
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('oral_health_kept');
"""

CHARTS = """
CREATE OR REPLACE FUNCTION historia_clinica.charts_signed_with_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM historia_clinica.odontograms o WHERE o.note_id = NEW.id AND o.status = 'DRAFT')
       OR EXISTS (SELECT FROM historia_clinica.periodontograms o WHERE o.note_id = NEW.id AND o.status = 'DRAFT') THEN
        RAISE EXCEPTION 'its chart is a draft'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'charts_signed_with_note';
    END IF;
    RETURN NEW;
END $$;
"""
BEFORE = Path(__file__).with_name("0079_historia_clinica_odontograms.py")


def upgrade():
    run(NOTE)
    run(PERIODONTOGRAMS)
    run(ORAL_HEALTH)
    run(CHARTS)


def downgrade():
    run(function_of(BEFORE, "historia_clinica.charts_signed_with_note"))
    run("""
        DROP TABLE historia_clinica.oral_hygiene, historia_clinica.oral_health, historia_clinica.periodontal_teeth;
        DROP FUNCTION historia_clinica.oral_hygiene_with_it, historia_clinica.oral_health_keep,
                      historia_clinica.periodontal_teeth_keep;
        DROP TRIGGER periodontograms_keep ON historia_clinica.periodontograms;
        DROP FUNCTION historia_clinica.periodontograms_keep, historia_clinica.periodontogram_sha256,
                      historia_clinica.periodontogram_status;
        DROP TABLE historia_clinica.periodontograms;
        DROP FUNCTION historia_clinica.must_be_draft_of;
        """)
