"""Notes of who signs under supervision, co-signed by who supervises; drafts that their author hands to a colleague.

Whoever holds `records:sign` without `records:cosign` signs for somebody else to co-sign. Every role and integration that signs
today goes on signing alone.
"""

from migrations.permissions import grant_beside, withdraw
from migrations.sql import run

revision = "0111"
down_revision = "0110"

SUPERVISIONS = """
CREATE TABLE historia_clinica.note_supervisions (
    note_id          bigint NOT NULL CONSTRAINT note_supervisions_pkey PRIMARY KEY
                     CONSTRAINT note_supervisions_note REFERENCES historia_clinica.clinical_notes,
    supervisor_id    text   NOT NULL,
    supervisor_name  text   NOT NULL,
    remark           text   CONSTRAINT note_supervisions_remark CHECK (length(remark) BETWEEN 1 AND 2000),
    -- Of the note, as it was when it was co-signed.
    content_sha256   text,
    cosigned_by_id   text,
    cosigned_by_name text,
    cosigned_at      timestamptz,
    CONSTRAINT note_supervisions_cosigned CHECK (
        num_nulls(content_sha256, cosigned_by_id, cosigned_by_name, cosigned_at) IN (0, 4)
        AND (remark IS NULL OR cosigned_at IS NOT NULL))
);
-- What waits, of one supervisor or of all.
CREATE INDEX note_supervisions_waiting ON historia_clinica.note_supervisions (supervisor_id, note_id) WHERE cosigned_at IS NULL;
CREATE INDEX note_supervisions_all_waiting ON historia_clinica.note_supervisions (note_id) WHERE cosigned_at IS NULL;
REVOKE INSERT, UPDATE ON historia_clinica.note_supervisions FROM omni_historia_clinica;
GRANT INSERT (note_id, supervisor_id, supervisor_name), DELETE,
      UPDATE (supervisor_id, supervisor_name, remark, cosigned_by_id, cosigned_by_name, cosigned_at)
   ON historia_clinica.note_supervisions TO omni_historia_clinica;

-- Chosen while the note is a draft, another one until it is co-signed; co-signed once, by somebody else than its author, and what
-- it vouches for is the database's to say.
CREATE FUNCTION historia_clinica.supervision_of_note() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    note record;
BEGIN
    SELECT o.status, o.author_id INTO note FROM historia_clinica.note_outlines o
     WHERE o.id = CASE TG_OP WHEN 'DELETE' THEN OLD.note_id ELSE NEW.note_id END FOR SHARE;
    IF TG_OP <> 'UPDATE' AND note.status = 'SIGNED' THEN
        RAISE EXCEPTION 'the note is signed' USING ERRCODE = 'check_violation', CONSTRAINT = 'clinical_notes_signed';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF note.author_id IN (NEW.supervisor_id, NEW.cosigned_by_id) THEN
        RAISE EXCEPTION 'nobody co-signs their own note' USING ERRCODE = 'check_violation', CONSTRAINT = 'note_supervisions_by_another';
    END IF;
    IF TG_OP = 'UPDATE' AND (OLD.cosigned_at IS NOT NULL OR NEW.note_id <> OLD.note_id) THEN
        RAISE EXCEPTION 'the note is co-signed' USING ERRCODE = 'check_violation', CONSTRAINT = 'note_supervisions_kept';
    END IF;
    IF NEW.cosigned_at IS NOT NULL THEN
        SELECT p.content_sha256 INTO NEW.content_sha256 FROM historia_clinica.papers p WHERE p.kind = 'NOTE' AND p.id = NEW.note_id;
        IF NOT FOUND THEN
            RAISE EXCEPTION 'the note is a draft' USING ERRCODE = 'check_violation', CONSTRAINT = 'note_supervisions_of_signed';
        END IF;
        NEW.cosigned_at := now();
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER note_supervisions_of_note BEFORE INSERT OR UPDATE OR DELETE ON historia_clinica.note_supervisions
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.supervision_of_note();
CREATE TRIGGER note_supervisions_not_emptied BEFORE TRUNCATE ON historia_clinica.note_supervisions
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('note_supervisions_kept');

-- The page that tells a paper from a forged one names both.
CREATE OR REPLACE VIEW historia_clinica.note_papers AS
    SELECT 'NOTE'::text AS kind, n.id, NULL::text AS number, n.signed_at AS issued_at,
           n.signed_by_name || coalesce(', y la refrenda ' || s.cosigned_by_name, '') AS professional,
           p.full_name AS patient, NULL::timestamptz AS annulled_at, n.content_sha256
      FROM historia_clinica.clinical_notes n
      JOIN historia_clinica.patients p ON p.id = n.patient_id
      LEFT JOIN historia_clinica.note_supervisions s ON s.note_id = n.id
     WHERE n.status = 'SIGNED';
"""
# As 0091 wrote it for what hangs from a note.
POLICY = """
ALTER TABLE historia_clinica.note_supervisions ENABLE ROW LEVEL SECURITY;
CREATE POLICY note_supervisions_restricted ON historia_clinica.note_supervisions TO omni_historia_clinica USING (
    NOT EXISTS (SELECT FROM historia_clinica.note_restrictions r
                 WHERE r.note_id = note_supervisions.note_id AND r.lifted_at IS NULL
                   AND r.author_id <> historia_clinica.reader()
                   AND coalesce(historia_clinica.reader_role(), '') <> ALL (r.roles)
                   AND NOT EXISTS (SELECT FROM historia_clinica.note_openings o
                                    WHERE o.note_id = r.note_id AND o.opened_by_id = historia_clinica.reader()
                                      AND o.expires_at > now())));
"""
HANDOVERS = """
CREATE OR REPLACE VIEW historia_clinica.note_outlines AS
    SELECT id, patient_id, appointment_id, status, author_id, author_name, created_at, signed_at, version
      FROM historia_clinica.clinical_notes;

CREATE TABLE historia_clinica.note_handovers (
    id           bigint  GENERATED ALWAYS AS IDENTITY CONSTRAINT note_handovers_pkey PRIMARY KEY,
    note_id      bigint  NOT NULL CONSTRAINT note_handovers_note REFERENCES historia_clinica.clinical_notes,
    from_id      text    NOT NULL,
    from_name    text    NOT NULL,
    to_id        text    NOT NULL,
    to_name      text    NOT NULL,
    -- Who handed it over: its author, or who decides for one who left.
    by_id        text    NOT NULL,
    by_name      text    NOT NULL,
    -- The draft's once it was handed over: whoever wrote since made another.
    note_version integer NOT NULL,
    at           timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT note_handovers_to_another CHECK (from_id <> to_id)
);
CREATE INDEX note_handovers_by_note ON historia_clinica.note_handovers (note_id, id);
CREATE INDEX clinical_notes_drafts_by_author ON historia_clinica.clinical_notes (author_id, id) WHERE status = 'DRAFT';
REVOKE INSERT, UPDATE ON historia_clinica.note_handovers FROM omni_historia_clinica;
GRANT INSERT (note_id, to_id, to_name, by_id, by_name, note_version) ON historia_clinica.note_handovers TO omni_historia_clinica;

CREATE FUNCTION historia_clinica.handover_from_author() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF historia_clinica.note_status(NEW.note_id) = 'SIGNED' THEN
        RAISE EXCEPTION 'the note is signed' USING ERRCODE = 'check_violation', CONSTRAINT = 'clinical_notes_signed';
    END IF;
    SELECT o.author_id, o.author_name INTO NEW.from_id, NEW.from_name FROM historia_clinica.note_outlines o WHERE o.id = NEW.note_id;
    NEW.at := now();
    RETURN NEW;
END $$;
CREATE TRIGGER note_handovers_from_author BEFORE INSERT ON historia_clinica.note_handovers
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.handover_from_author();

-- The draft goes with its restriction, which would else hide it from who writes it now, and without its supervisor: whose
-- notes are co-signed, and by whom, depends on the author. As its author, whom a restriction never hides it from: whoever
-- takes a restricted draft back does not read it until it is theirs again.
CREATE FUNCTION historia_clinica.hand_over() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    reader text := coalesce(current_setting('omni.reader', true), '');
BEGIN
    PERFORM set_config('omni.reader', NEW.from_id, true);
    DELETE FROM historia_clinica.note_supervisions s WHERE s.note_id = NEW.note_id;
    UPDATE historia_clinica.clinical_notes n SET author_id = NEW.to_id, author_name = NEW.to_name WHERE n.id = NEW.note_id;
    UPDATE historia_clinica.note_restrictions r SET author_id = NEW.to_id WHERE r.note_id = NEW.note_id AND r.lifted_at IS NULL;
    PERFORM set_config('omni.reader', reader, true);
    RETURN NULL;
END $$;
CREATE TRIGGER note_handovers_act AFTER INSERT ON historia_clinica.note_handovers
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.hand_over();
CREATE TRIGGER note_handovers_keep BEFORE UPDATE OR DELETE ON historia_clinica.note_handovers
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('note_handovers_kept');
CREATE TRIGGER note_handovers_not_emptied BEFORE TRUNCATE ON historia_clinica.note_handovers
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('note_handovers_kept');

-- A draft changes hands in no other way.
CREATE FUNCTION historia_clinica.author_by_handover() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM historia_clinica.note_handovers h
                    WHERE h.note_id = NEW.id AND h.at = now()
                      AND (h.from_id, h.to_id, h.to_name) = (OLD.author_id, NEW.author_id, NEW.author_name)) THEN
        RAISE EXCEPTION 'a draft is its author''s' USING ERRCODE = 'check_violation', CONSTRAINT = 'clinical_notes_author_kept';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER clinical_notes_written_by BEFORE UPDATE ON historia_clinica.clinical_notes
    FOR EACH ROW WHEN ((OLD.author_id, OLD.author_name) IS DISTINCT FROM (NEW.author_id, NEW.author_name))
    EXECUTE FUNCTION historia_clinica.author_by_handover();

GRANT UPDATE (author_id) ON historia_clinica.note_restrictions TO omni_historia_clinica;
DROP TRIGGER note_restrictions_author ON historia_clinica.note_restrictions;
CREATE TRIGGER note_restrictions_author BEFORE INSERT OR UPDATE ON historia_clinica.note_restrictions
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.restriction_of_author();
"""
KEEP = """
DROP TRIGGER note_restrictions_keep ON historia_clinica.note_restrictions;
CREATE TRIGGER note_restrictions_keep BEFORE UPDATE ON historia_clinica.note_restrictions
    FOR EACH ROW WHEN (OLD.lifted_at IS NOT NULL OR (OLD.note_id{old}, OLD.roles, OLD.restricted_by_id, OLD.restricted_at)
                       IS DISTINCT FROM (NEW.note_id{new}, NEW.roles, NEW.restricted_by_id, NEW.restricted_at))
    EXECUTE FUNCTION public.refuse_change('note_restrictions_kept');
"""


def upgrade():
    run(SUPERVISIONS)
    run(POLICY)
    run(HANDOVERS)
    run(KEEP.format(old="", new=""))
    grant_beside("records:sign", "records:cosign")


def downgrade():
    withdraw("records:cosign")
    run(KEEP.format(old=", OLD.author_id", new=", NEW.author_id"))
    run("""
        REVOKE UPDATE (author_id) ON historia_clinica.note_restrictions FROM omni_historia_clinica;
        DROP TRIGGER note_restrictions_author ON historia_clinica.note_restrictions;
        CREATE TRIGGER note_restrictions_author BEFORE INSERT ON historia_clinica.note_restrictions
            FOR EACH ROW EXECUTE FUNCTION historia_clinica.restriction_of_author();
        DROP TRIGGER clinical_notes_written_by ON historia_clinica.clinical_notes;
        DROP INDEX historia_clinica.clinical_notes_drafts_by_author;
        DROP TABLE historia_clinica.note_handovers;
        DROP FUNCTION historia_clinica.author_by_handover, historia_clinica.hand_over, historia_clinica.handover_from_author;
        CREATE OR REPLACE VIEW historia_clinica.note_papers AS
            SELECT 'NOTE'::text AS kind, n.id, NULL::text AS number, n.signed_at AS issued_at, n.signed_by_name AS professional,
                   p.full_name AS patient, NULL::timestamptz AS annulled_at, n.content_sha256
              FROM historia_clinica.clinical_notes n
              JOIN historia_clinica.patients p ON p.id = n.patient_id
             WHERE n.status = 'SIGNED';
        DROP TABLE historia_clinica.note_supervisions;
        DROP FUNCTION historia_clinica.supervision_of_note;
        DROP VIEW historia_clinica.note_outlines;
        CREATE VIEW historia_clinica.note_outlines AS
            SELECT id, patient_id, appointment_id, status, author_id, author_name, created_at, signed_at
              FROM historia_clinica.clinical_notes;
        REVOKE ALL ON historia_clinica.note_outlines FROM omni_historia_clinica;
        GRANT SELECT, UPDATE (id) ON historia_clinica.note_outlines TO omni_historia_clinica;
        """)
