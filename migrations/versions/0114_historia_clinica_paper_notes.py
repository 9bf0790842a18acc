"""Notes of what was written on paper during an outage: the hour it happened, kept from the draft on and part of what is signed."""

from migrations.sql import run

revision = "0114"
down_revision = "0113"

COLUMNS = """
ALTER TABLE historia_clinica.clinical_notes
    -- Of citas, which says when the clinic worked on paper.
    ADD COLUMN outage_id   bigint,
    ADD COLUMN attended_at timestamptz,
    ADD CONSTRAINT clinical_notes_paper CHECK (num_nulls(outage_id, attended_at) <> 1 AND attended_at <= created_at);
CREATE INDEX clinical_notes_by_outage ON historia_clinica.clinical_notes (outage_id, id) WHERE outage_id IS NOT NULL;
CREATE TRIGGER clinical_notes_paper_kept BEFORE UPDATE ON historia_clinica.clinical_notes
    FOR EACH ROW WHEN ((OLD.outage_id, OLD.attended_at) IS DISTINCT FROM (NEW.outage_id, NEW.attended_at))
    EXECUTE FUNCTION public.refuse_change('clinical_notes_paper_kept');
"""
# What a signature vouches for, with the paper where there is one; of other notes the hash stays what it was.
HASH = """
DO $do$
BEGIN
    EXECUTE replace(pg_get_functiondef('historia_clinica.content_sha256(historia_clinica.clinical_notes)'::regprocedure),
                    $was${was}$was$, $is${now}$is$);
END $do$;
"""
WITHOUT = """|| ',"patient_id":' ||"""
WITH = """|| coalesce(',"paper":{"attended_at":"' || historia_clinica.utc(note.attended_at) || '","outage_id":'
                    || note.outage_id || '}', '')
        || ',"patient_id":' ||"""


def upgrade():
    run(COLUMNS)
    run(HASH.replace("{was}", WITHOUT).replace("{now}", WITH))


def downgrade():
    run(HASH.replace("{was}", WITH).replace("{now}", WITHOUT))
    run("""
        DROP TRIGGER clinical_notes_paper_kept ON historia_clinica.clinical_notes;
        ALTER TABLE historia_clinica.clinical_notes DROP COLUMN outage_id, DROP COLUMN attended_at;
        """)
