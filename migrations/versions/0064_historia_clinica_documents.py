"""Documents of a patient: photos, radiographs, results; pairs of photos before and after; and who may see and attach them."""

from migrations.permissions import grant, withdraw
from migrations.sql import run

revision = "0064"
down_revision = "0063"

TABLES = """
CREATE TABLE historia_clinica.attachments (
    id                bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT attachments_pkey PRIMARY KEY,
    patient_id        bigint      NOT NULL CONSTRAINT attachments_patient REFERENCES historia_clinica.patients,
    -- What is asked for when it is shown: its id cannot be guessed.
    file_id           uuid        NOT NULL CONSTRAINT attachments_file REFERENCES historia_clinica.files
                                  CONSTRAINT attachments_file_once UNIQUE,
    kind              text        NOT NULL CONSTRAINT attachments_kind CHECK (
                                      kind IN ('PHOTO', 'RADIOGRAPH', 'LABORATORY', 'OTHER')),
    title             text        NOT NULL CONSTRAINT attachments_title CHECK (length(title) BETWEEN 1 AND 200),
    taken_on          date        NOT NULL,
    note              text,
    appointment_id    bigint,
    note_id           bigint      CONSTRAINT attachments_note REFERENCES historia_clinica.clinical_notes,
    added_by_id       text        NOT NULL,
    added_by_name     text        NOT NULL,
    withdrawn_by_id   text,
    withdrawn_by_name text,
    withdrawn_at      timestamptz,
    withdrawn_reason  text,
    search_text       text        NOT NULL GENERATED ALWAYS AS (public.plain(title || coalesce(' ' || note, ''))) STORED,
    version           integer     NOT NULL DEFAULT 1,
    created_at        timestamptz NOT NULL DEFAULT now(),
    updated_at        timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT attachments_withdrawal CHECK (
        num_nonnulls(withdrawn_by_id, withdrawn_by_name, withdrawn_at, withdrawn_reason) IN (0, 4))
);
CREATE INDEX attachments_by_patient ON historia_clinica.attachments (patient_id, taken_on, id);
CREATE INDEX attachments_by_appointment ON historia_clinica.attachments (appointment_id, id)
    WHERE appointment_id IS NOT NULL;
CREATE INDEX attachments_by_note ON historia_clinica.attachments (note_id) WHERE note_id IS NOT NULL;
CREATE TRIGGER attachments_version BEFORE UPDATE ON historia_clinica.attachments
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();

-- What was attached, by whom and when stays; while it is withdrawn nothing of it changes.
CREATE FUNCTION historia_clinica.attachments_keep() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR (NEW.id, NEW.file_id, NEW.added_by_id, NEW.added_by_name, NEW.created_at)
                           IS DISTINCT FROM (OLD.id, OLD.file_id, OLD.added_by_id, OLD.added_by_name, OLD.created_at) THEN
        RAISE EXCEPTION 'what was attached stays' USING ERRCODE = 'check_violation', CONSTRAINT = 'attachments_kept';
    END IF;
    IF OLD.withdrawn_at IS NOT NULL AND NEW.withdrawn_at IS NOT NULL
       AND (NEW.kind, NEW.title, NEW.taken_on, NEW.note, NEW.appointment_id, NEW.note_id, NEW.withdrawn_at)
           IS DISTINCT FROM
           (OLD.kind, OLD.title, OLD.taken_on, OLD.note, OLD.appointment_id, OLD.note_id, OLD.withdrawn_at) THEN
        RAISE EXCEPTION 'it is withdrawn' USING ERRCODE = 'check_violation', CONSTRAINT = 'attachments_withdrawn';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER attachments_keep BEFORE UPDATE OR DELETE ON historia_clinica.attachments
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.attachments_keep();
CREATE TRIGGER attachments_not_emptied BEFORE TRUNCATE ON historia_clinica.attachments
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('attachments_kept');

-- How the later photo is laid over the earlier one: moved by hundredths of its sides, enlarged, turned by degrees.
CREATE TABLE historia_clinica.photo_pairs (
    before_id       bigint       NOT NULL CONSTRAINT photo_pairs_before REFERENCES historia_clinica.attachments,
    after_id        bigint       NOT NULL CONSTRAINT photo_pairs_after REFERENCES historia_clinica.attachments,
    title           text         NOT NULL CONSTRAINT photo_pairs_title CHECK (length(title) BETWEEN 1 AND 200),
    shift_x         numeric(5,2) NOT NULL DEFAULT 0 CONSTRAINT photo_pairs_shift_x CHECK (abs(shift_x) <= 50),
    shift_y         numeric(5,2) NOT NULL DEFAULT 0 CONSTRAINT photo_pairs_shift_y CHECK (abs(shift_y) <= 50),
    scale           numeric(4,2) NOT NULL DEFAULT 1 CONSTRAINT photo_pairs_scale CHECK (scale BETWEEN 0.5 AND 2),
    turn            numeric(4,1) NOT NULL DEFAULT 0 CONSTRAINT photo_pairs_turn CHECK (abs(turn) <= 45),
    arranged_by_id   text        NOT NULL,
    arranged_by_name text        NOT NULL,
    arranged_at     timestamptz  NOT NULL DEFAULT now(),
    CONSTRAINT photo_pairs_pkey PRIMARY KEY (before_id, after_id),
    CONSTRAINT photo_pairs_two CHECK (before_id <> after_id)
);
CREATE INDEX photo_pairs_by_after ON historia_clinica.photo_pairs (after_id);
GRANT DELETE ON historia_clinica.photo_pairs TO omni_historia_clinica;

CREATE FUNCTION historia_clinica.pair_of_one_patient() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (SELECT count(DISTINCT a.patient_id) <> 1 OR count(*) <> 2 OR NOT bool_and(f.media_type LIKE 'image/%')
          FROM historia_clinica.attachments a JOIN historia_clinica.files f ON f.id = a.file_id
         WHERE a.id IN (NEW.before_id, NEW.after_id)) THEN
        RAISE EXCEPTION 'a pair is of two images of one patient'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'photo_pairs_of_one_patient';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER photo_pairs_of_one_patient BEFORE INSERT OR UPDATE ON historia_clinica.photo_pairs
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.pair_of_one_patient();
"""

# Who administers and who attends see and attach; who audits sees. Old tokens do not say so: they enter again.
PERMISSIONS = ("documents:read", "documents:write")


def upgrade():
    run(TABLES)
    grant(
        "records:read",
        administrator=PERMISSIONS,
        practitioner=PERMISSIONS,
        auditor=("documents:read",),
    )


def downgrade():
    withdraw(*PERMISSIONS)
    run("""
        DROP TABLE historia_clinica.photo_pairs, historia_clinica.attachments;
        DROP FUNCTION historia_clinica.attachments_keep, historia_clinica.pair_of_one_patient;
        """)
