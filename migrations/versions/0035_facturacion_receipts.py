"""Receipts as they were printed: what came out once comes out again, byte by byte."""

from migrations.sql import run

revision = "0035"
down_revision = "0034"

TABLE = """
CREATE TABLE facturacion.receipts (
    invoice_id bigint      NOT NULL CONSTRAINT receipts_invoice REFERENCES facturacion.invoices,
    -- The invoice as it stood: each payment makes another of it.
    version    integer     NOT NULL,
    paper      text        NOT NULL CONSTRAINT receipts_paper CHECK (paper IN ('80mm', 'a4')),
    pdf        bytea       NOT NULL,
    printed_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT receipts_pkey PRIMARY KEY (invoice_id, version, paper)
);
REVOKE UPDATE ON facturacion.receipts FROM omni_facturacion;
CREATE TRIGGER receipts_keep BEFORE UPDATE OR DELETE ON facturacion.receipts
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('receipts_frozen');
CREATE TRIGGER receipts_not_emptied BEFORE TRUNCATE ON facturacion.receipts
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('receipts_frozen');
"""


def upgrade():
    run(TABLE)


def downgrade():
    run("DROP TABLE facturacion.receipts")
