"""Orthodontics: the monthly control that hangs from a note, and the view and the moment that a photo of a series shows."""

from pathlib import Path

from migrations.sql import function_of, run

revision = "0106"
down_revision = "0105"

CONTROLS = """
CREATE TABLE historia_clinica.orthodontic_controls (
    id              bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT orthodontic_controls_pkey PRIMARY KEY,
    patient_id      bigint      NOT NULL CONSTRAINT orthodontic_controls_patient REFERENCES historia_clinica.patients,
    note_id         bigint      CONSTRAINT orthodontic_controls_note REFERENCES historia_clinica.clinical_notes,
    controlled_at   timestamptz NOT NULL,
    phase           text        CONSTRAINT orthodontic_controls_phase CHECK (
                        phase IN ('ALIGNMENT', 'SPACE_CLOSURE', 'FINISHING', 'RETENTION')),
    -- What was done with the wire of each arch, and which one it has since; null where the arch has none.
    upper_act       text,
    upper_alloy     text,
    upper_size      text,
    lower_act       text,
    lower_alloy     text,
    lower_size      text,
    elastics        text        CONSTRAINT orthodontic_controls_elastics CHECK (
                        elastics IN ('CLASS_II', 'CLASS_III', 'CROSSED', 'VERTICAL', 'MIDLINE')),
    elastics_side   text        CONSTRAINT orthodontic_controls_side CHECK (elastics_side IN ('BOTH', 'RIGHT', 'LEFT')),
    elastics_size   text        CONSTRAINT orthodontic_controls_elastics_size CHECK (length(elastics_size) BETWEEN 1 AND 40),
    elastics_hours  integer     CONSTRAINT orthodontic_controls_hours CHECK (elastics_hours BETWEEN 1 AND 24),
    works           text[]      NOT NULL CONSTRAINT orthodontic_controls_works CHECK (
                        works <@ ARRAY['BONDED', 'CHAIN', 'SPRING', 'STRIPPING', 'BITE_BLOCKS', 'DEBONDED', 'RETAINER']),
    -- Teeth whose bracket had come off.
    rebonded        integer[]   NOT NULL,
    next_on         date,
    remark          text        CONSTRAINT orthodontic_controls_remark CHECK (length(remark) BETWEEN 1 AND 500),
    recorded_by_id    text      NOT NULL,
    recorded_by_name  text      NOT NULL,
    created_at      timestamptz NOT NULL DEFAULT now(),
    withdrawn_at      timestamptz,
    withdrawn_by_id   text,
    withdrawn_by_name text,
    withdrawn_reason  text,
    CONSTRAINT orthodontic_controls_upper CHECK ({upper}),
    CONSTRAINT orthodontic_controls_lower CHECK ({lower}),
    CONSTRAINT orthodontic_controls_worn CHECK (
        (elastics IS NULL) = (elastics_side IS NULL) AND (elastics IS NOT NULL OR num_nonnulls(elastics_size, elastics_hours) = 0)),
    CONSTRAINT orthodontic_controls_teeth CHECK (rebonded <@ {teeth}::integer[]),
    CONSTRAINT orthodontic_controls_something CHECK (
        num_nonnulls(upper_act, lower_act, elastics, remark) > 0 OR cardinality(works) + cardinality(rebonded) > 0),
    CONSTRAINT orthodontic_controls_not_ahead CHECK (controlled_at <= created_at + interval '5 minutes'),
    -- To the day in the clinic's zone the service holds it.
    CONSTRAINT orthodontic_controls_next CHECK (next_on >= (controlled_at AT TIME ZONE 'UTC')::date),
    CONSTRAINT orthodontic_controls_withdrawal CHECK (
        num_nonnulls(withdrawn_at, withdrawn_by_id, withdrawn_by_name, withdrawn_reason) IN (0, 4)
        AND length(withdrawn_reason) >= 3 IS NOT FALSE)
);
CREATE INDEX orthodontic_controls_by_patient ON historia_clinica.orthodontic_controls (patient_id, controlled_at, id);
CREATE INDEX orthodontic_controls_by_note ON historia_clinica.orthodontic_controls (note_id);
REVOKE UPDATE ON historia_clinica.orthodontic_controls FROM omni_historia_clinica;
GRANT UPDATE (withdrawn_at, withdrawn_by_id, withdrawn_by_name, withdrawn_reason)
    ON historia_clinica.orthodontic_controls TO omni_historia_clinica;

-- Recorded once, perhaps under a draft, whose signature locks it; then only withdrawn, once, with a reason.
CREATE FUNCTION historia_clinica.orthodontic_controls_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND OLD.note_id IS NOT NULL AND historia_clinica.note_status(OLD.note_id) = 'SIGNED' THEN
        RAISE EXCEPTION 'the note is signed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'clinical_notes_signed';
    END IF;
    IF TG_OP = 'INSERT' AND NEW.note_id IS NOT NULL THEN
        PERFORM historia_clinica.must_be_draft_of(NEW.note_id, NEW.patient_id, 'orthodontic_controls_note_of_patient');
    END IF;
    IF TG_OP = 'DELETE' OR TG_OP = 'UPDATE' AND (
           OLD.withdrawn_at IS NOT NULL
           OR to_jsonb(NEW) - '{{withdrawn_at,withdrawn_by_id,withdrawn_by_name,withdrawn_reason}}'::text[]
              <> to_jsonb(OLD) - '{{withdrawn_at,withdrawn_by_id,withdrawn_by_name,withdrawn_reason}}'::text[]) THEN
        RAISE EXCEPTION 'what was recorded is not changed'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'orthodontic_controls_kept';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER orthodontic_controls_keep BEFORE INSERT OR UPDATE OR DELETE ON historia_clinica.orthodontic_controls
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.orthodontic_controls_keep();
CREATE TRIGGER orthodontic_controls_not_emptied BEFORE TRUNCATE ON historia_clinica.orthodontic_controls
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('orthodontic_controls_kept');

-- What hangs from a restricted note is hidden with it, as in 0091.
ALTER TABLE historia_clinica.orthodontic_controls ENABLE ROW LEVEL SECURITY;
CREATE POLICY orthodontic_controls_restricted ON historia_clinica.orthodontic_controls TO omni_historia_clinica USING (
    NOT EXISTS (SELECT FROM historia_clinica.note_restrictions r
                 WHERE r.note_id = orthodontic_controls.note_id AND r.lifted_at IS NULL
                   AND r.author_id <> historia_clinica.reader()
                   AND coalesce(historia_clinica.reader_role(), '') <> ALL (r.roles)
                   AND NOT EXISTS (SELECT FROM historia_clinica.note_openings o
                                    WHERE o.note_id = r.note_id AND o.opened_by_id = historia_clinica.reader()
                                      AND o.expires_at > now())));
"""
# A wire that is taken out leaves none; any other is told by what it is made of and its size in inches.
WIRE = """CASE {arch}_act
        WHEN 'REMOVED' THEN num_nonnulls({arch}_alloy, {arch}_size) = 0
        ELSE {arch}_act IS NULL AND num_nonnulls({arch}_alloy, {arch}_size) = 0
             OR {arch}_act IN ('PLACED', 'KEPT', 'ADJUSTED') AND {arch}_alloy IN ('NITI', 'HEAT_NITI', 'STEEL', 'BETA_TITANIUM', 'BRAIDED')
                AND {arch}_size ~ '^0\\.0[0-9]{{2}}(x0\\.0[0-9]{{2}})?$' AND {arch}_size IS NOT NULL END"""
TEETH = [
    tooth
    for quadrant in range(1, 9)
    for tooth in range(10 * quadrant + 1, 10 * quadrant + (9 if quadrant < 5 else 6))
]
# A photo of a series shows a view at a moment of the treatment; another photo, neither.
SERIES = """
ALTER TABLE historia_clinica.attachments
    ADD COLUMN view  text CONSTRAINT attachments_view CHECK (view IN (
        'FRONTAL', 'SMILE', 'PROFILE', 'THREE_QUARTER', 'INTRAORAL_FRONTAL', 'INTRAORAL_RIGHT', 'INTRAORAL_LEFT',
        'OCCLUSAL_UPPER', 'OCCLUSAL_LOWER')),
    ADD COLUMN stage text CONSTRAINT attachments_stage CHECK (stage IN ('BEFORE', 'PROGRESS', 'AFTER')),
    ADD CONSTRAINT attachments_series CHECK ((view IS NULL) = (stage IS NULL) AND (view IS NULL OR kind = 'PHOTO'));
CREATE INDEX attachments_series_of_patient ON historia_clinica.attachments (patient_id, taken_on, id) WHERE view IS NOT NULL;
"""
BEFORE = Path(__file__).with_name("0064_historia_clinica_documents.py")
KEEP = "historia_clinica.attachments_keep"
WITHDRAWN = "(NEW.kind, NEW.title,", "(OLD.kind, OLD.title,"


def upgrade():
    run(
        CONTROLS.format(
            upper=WIRE.format(arch="upper"), lower=WIRE.format(arch="lower"), teeth=f"ARRAY{TEETH}"
        )
    )
    run(SERIES)
    keep = function_of(BEFORE, KEEP)
    for head in WITHDRAWN:
        row = head[1:4]
        keep = keep.replace(head, f"({row}.view, {row}.stage, {row}.kind, {row}.title,")
    run(keep)


def downgrade():
    run(function_of(BEFORE, KEEP))
    run("""
        ALTER TABLE historia_clinica.attachments DROP COLUMN view, DROP COLUMN stage;
        DROP TABLE historia_clinica.orthodontic_controls;
        DROP FUNCTION historia_clinica.orthodontic_controls_keep;
        """)
