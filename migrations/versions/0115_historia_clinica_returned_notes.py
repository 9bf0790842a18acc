"""A note that waits is sent back: it stays as it was signed, void, and its author writes it again in a draft of its own."""

from migrations.sql import run

revision = "0115"
down_revision = "0114"

COLUMNS = """
ALTER TABLE historia_clinica.note_supervisions
    ADD COLUMN return_reason    text CONSTRAINT note_supervisions_return_reason CHECK (length(return_reason) BETWEEN 1 AND 2000),
    ADD COLUMN returned_by_id   text,
    ADD COLUMN returned_by_name text,
    ADD COLUMN returned_at      timestamptz,
    ADD COLUMN redraft_id       bigint CONSTRAINT note_supervisions_redraft REFERENCES historia_clinica.clinical_notes,
    ADD CONSTRAINT note_supervisions_returned_whole CHECK (
        num_nulls(return_reason, returned_by_id, returned_by_name, returned_at, redraft_id) IN (0, 5)
        AND (returned_at IS NULL OR cosigned_at IS NULL));
CREATE UNIQUE INDEX note_supervisions_redrafts ON historia_clinica.note_supervisions (redraft_id) WHERE redraft_id IS NOT NULL;
DROP INDEX historia_clinica.note_supervisions_waiting;
DROP INDEX historia_clinica.note_supervisions_all_waiting;
CREATE INDEX note_supervisions_waiting ON historia_clinica.note_supervisions (supervisor_id, note_id)
 WHERE cosigned_at IS NULL AND returned_at IS NULL;
CREATE INDEX note_supervisions_all_waiting ON historia_clinica.note_supervisions (note_id)
 WHERE cosigned_at IS NULL AND returned_at IS NULL;
GRANT UPDATE (return_reason, returned_by_id, returned_by_name, returned_at, redraft_id)
   ON historia_clinica.note_supervisions TO omni_historia_clinica;
"""
# Of a signed note that nobody co-signed, by somebody else than its author, to a draft of that author about that patient.
ACT = """
CREATE FUNCTION historia_clinica.return_of_note() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.returned_at IS NOT NULL THEN
        RAISE EXCEPTION 'the note was sent back' USING ERRCODE = 'check_violation', CONSTRAINT = 'note_supervisions_returned';
    END IF;
    IF NEW.returned_at IS NULL THEN
        RETURN NEW;
    END IF;
    IF NOT EXISTS (SELECT FROM historia_clinica.note_outlines n
                     JOIN historia_clinica.note_outlines d ON d.id = NEW.redraft_id
                    WHERE n.id = NEW.note_id AND n.status = 'SIGNED' AND n.author_id <> NEW.returned_by_id
                      AND d.status = 'DRAFT' AND (d.author_id, d.patient_id) = (n.author_id, n.patient_id)) THEN
        RAISE EXCEPTION 'a note goes back to its author, as a draft'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'note_supervisions_returned_to_author';
    END IF;
    NEW.returned_at := now();
    RETURN NEW;
END $$;
CREATE TRIGGER note_supervisions_return BEFORE UPDATE ON historia_clinica.note_supervisions
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.return_of_note();

-- That it was, and nothing of the note: whoever may not read it is not told of it in the first place.
CREATE FUNCTION historia_clinica.is_returned(note bigint) RETURNS boolean LANGUAGE sql STABLE AS
$$ SELECT EXISTS (SELECT FROM historia_clinica.note_supervisions s WHERE s.note_id = note AND s.returned_at IS NOT NULL) $$;

-- What is read by named roles alone is so again where it is written anew, whoever sends it back.
CREATE FUNCTION historia_clinica.restrict_redraft() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO historia_clinica.note_restrictions (note_id, author_id, roles, restricted_by_id, restricted_by_name)
    SELECT NEW.redraft_id, r.author_id, r.roles, r.restricted_by_id, r.restricted_by_name
      FROM historia_clinica.note_restrictions r WHERE r.note_id = NEW.note_id AND r.lifted_at IS NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER note_supervisions_restrict AFTER UPDATE ON historia_clinica.note_supervisions
    FOR EACH ROW WHEN (OLD.returned_at IS NULL AND NEW.returned_at IS NOT NULL)
    EXECUTE FUNCTION historia_clinica.restrict_redraft();
"""
# The page that tells a paper from a forged one says of one that was sent back that it does not stand.
PAPERS = """
CREATE OR REPLACE VIEW historia_clinica.note_papers AS
    SELECT 'NOTE'::text AS kind, n.id, NULL::text AS number, n.signed_at AS issued_at,
           n.signed_by_name || coalesce(', y la refrenda ' || s.cosigned_by_name, '') AS professional,
           p.full_name AS patient, {annulled_at} AS annulled_at, n.content_sha256
      FROM historia_clinica.clinical_notes n
      JOIN historia_clinica.patients p ON p.id = n.patient_id
      LEFT JOIN historia_clinica.note_supervisions s ON s.note_id = n.id
     WHERE n.status = 'SIGNED';
"""


def upgrade():
    run(COLUMNS)
    run(ACT)
    run(PAPERS.format(annulled_at="s.returned_at"))


def downgrade():
    run(PAPERS.format(annulled_at="NULL::timestamptz"))
    run("""
        DROP TRIGGER note_supervisions_restrict ON historia_clinica.note_supervisions;
        DROP TRIGGER note_supervisions_return ON historia_clinica.note_supervisions;
        DROP FUNCTION historia_clinica.is_returned, historia_clinica.return_of_note, historia_clinica.restrict_redraft;
        DROP INDEX historia_clinica.note_supervisions_waiting;
        DROP INDEX historia_clinica.note_supervisions_all_waiting;
        ALTER TABLE historia_clinica.note_supervisions
            DROP COLUMN return_reason, DROP COLUMN returned_by_id, DROP COLUMN returned_by_name, DROP COLUMN returned_at,
            DROP COLUMN redraft_id;
        CREATE INDEX note_supervisions_waiting ON historia_clinica.note_supervisions (supervisor_id, note_id)
         WHERE cosigned_at IS NULL;
        CREATE INDEX note_supervisions_all_waiting ON historia_clinica.note_supervisions (note_id) WHERE cosigned_at IS NULL;
        """)
