"""Credit notes as they were printed, and their list by day."""

from migrations.sql import run

revision = "0055"
down_revision = "0054"

TABLE = """
CREATE TABLE facturacion.credit_note_documents (
    credit_note_id bigint      NOT NULL CONSTRAINT credit_note_documents_pkey PRIMARY KEY
                   CONSTRAINT credit_note_documents_note REFERENCES facturacion.credit_notes,
    pdf            bytea       NOT NULL,
    printed_at     timestamptz NOT NULL DEFAULT now()
);
REVOKE UPDATE ON facturacion.credit_note_documents FROM omni_facturacion;
CREATE TRIGGER credit_note_documents_keep BEFORE UPDATE OR DELETE ON facturacion.credit_note_documents
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('credit_note_documents_frozen');
CREATE TRIGGER credit_note_documents_not_emptied BEFORE TRUNCATE ON facturacion.credit_note_documents
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('credit_note_documents_frozen');
CREATE INDEX credit_notes_by_day ON facturacion.credit_notes (issue_date, id);
CREATE INDEX credit_notes_returned_by_day ON facturacion.credit_notes (issue_date, id) WHERE returned > 0;
"""


def upgrade():
    run(TABLE)


def downgrade():
    run("""
        DROP INDEX facturacion.credit_notes_returned_by_day;
        DROP INDEX facturacion.credit_notes_by_day;
        DROP TABLE facturacion.credit_note_documents;
        """)
