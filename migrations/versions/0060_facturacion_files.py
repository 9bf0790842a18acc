"""Files that are attached, described by rows of which each service that keeps files has its own; receipts of expenses are such."""

from migrations.sql import run

revision = "0060"
down_revision = "0059"

SERVICES = ("facturacion", "historia_clinica")
# The bytes lie in the service's volume, under their SHA-256.
TABLE = """
CREATE TABLE {service}.files (
    id               uuid        NOT NULL DEFAULT gen_random_uuid() CONSTRAINT files_pkey PRIMARY KEY,
    sha256           text        NOT NULL CONSTRAINT files_sha256 CHECK (sha256 ~ '^[0-9a-f]{{64}}$'),
    media_type       text        NOT NULL CONSTRAINT files_media_type CHECK (
                         media_type IN ('image/jpeg', 'image/png', 'image/webp', 'application/pdf', 'application/dicom')),
    size_bytes       integer     NOT NULL CONSTRAINT files_size CHECK (size_bytes > 0),
    width            integer,
    height           integer,
    pages            integer,
    uploaded_by_id   text        NOT NULL,
    uploaded_by_name text        NOT NULL,
    created_at       timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT files_measures CHECK (
        (media_type LIKE 'image/%') = (num_nonnulls(width, height) = 2)
        AND (media_type = 'application/pdf') = (pages IS NOT NULL))
);
REVOKE UPDATE ON {service}.files FROM omni_{service};
CREATE TRIGGER files_keep BEFORE UPDATE OR DELETE ON {service}.files
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('files_kept');
CREATE TRIGGER files_not_emptied BEFORE TRUNCATE ON {service}.files
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('files_kept');
"""
# What was attached before lies in its row, and stays there.
RECEIPTS = """
ALTER TABLE facturacion.expense_receipts
    ADD COLUMN file_id uuid CONSTRAINT expense_receipts_file REFERENCES facturacion.files,
    ALTER COLUMN media_type DROP NOT NULL,
    ALTER COLUMN content DROP NOT NULL,
    ADD CONSTRAINT expense_receipts_place CHECK (
        num_nonnulls(media_type, content) = CASE WHEN file_id IS NULL THEN 2 ELSE 0 END);
CREATE INDEX expense_receipts_by_file ON facturacion.expense_receipts (file_id);
"""


def upgrade():
    for service in SERVICES:
        run(TABLE.format(service=service))
    run(RECEIPTS)


def downgrade():
    run("""
        ALTER TABLE facturacion.expense_receipts DISABLE TRIGGER expense_receipts_keep;
        DELETE FROM facturacion.expense_receipts WHERE file_id IS NOT NULL;
        ALTER TABLE facturacion.expense_receipts ENABLE TRIGGER expense_receipts_keep;
        ALTER TABLE facturacion.expense_receipts
            DROP COLUMN file_id, ALTER COLUMN media_type SET NOT NULL, ALTER COLUMN content SET NOT NULL;
        """)
    for service in SERVICES:
        run(f"DROP TABLE {service}.files")
