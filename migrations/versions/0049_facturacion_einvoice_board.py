"""The board of electronic documents: found by number, buyer or key and by day; what was sent before a correction is kept."""

from pathlib import Path

from migrations.sql import run

revision = "0049"
down_revision = "0048"

TRIGGERS = Path(__file__).with_name("0046_facturacion_einvoices_triggers.sql")

BOARD = """
ALTER TABLE facturacion.electronic_invoices
    -- The number as it is printed, without hyphens and without the zeros that nobody types.
    ADD COLUMN search_text text NOT NULL GENERATED ALWAYS AS (public.plain(
        establishment || '-' || emission_point || '-' || lpad(sequential::text, 9, '0') || ' '
        || establishment || emission_point || lpad(sequential::text, 9, '0') || ' '
        || establishment || emission_point || sequential::text || ' ' || access_key || ' '
        || coalesce(snapshot #>> '{buyer,name}', '') || ' ' || coalesce(snapshot #>> '{buyer,document}', ''))) STORED;
CREATE INDEX electronic_invoices_search ON facturacion.electronic_invoices USING gin (search_text public.gin_trgm_ops);
CREATE INDEX electronic_invoices_by_code ON facturacion.electronic_invoices (document_code, created_at, id);
CREATE INDEX electronic_invoices_by_day ON facturacion.electronic_invoices (issue_date, created_at, id);
CREATE INDEX electronic_invoices_authorised_at ON facturacion.electronic_invoices (authorised_at)
    WHERE authorised_at IS NOT NULL;

-- The bytes that were sent under a key before they were signed anew.
CREATE TABLE facturacion.electronic_invoice_copies (
    electronic_invoice_id bigint      NOT NULL
                          CONSTRAINT electronic_invoice_copies_of REFERENCES facturacion.electronic_invoices,
    sha256                text        NOT NULL,
    xml                   bytea       NOT NULL,
    signed_at             timestamptz NOT NULL,
    CONSTRAINT electronic_invoice_copies_pkey PRIMARY KEY (electronic_invoice_id, sha256),
    CONSTRAINT electronic_invoice_copies_sha256 CHECK (sha256 = encode(sha256(xml), 'hex'))
);
REVOKE UPDATE ON facturacion.electronic_invoice_copies FROM omni_facturacion;
CREATE TRIGGER electronic_invoice_copies_keep BEFORE UPDATE OR DELETE ON facturacion.electronic_invoice_copies
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('electronic_invoice_copies_frozen');
CREATE TRIGGER electronic_invoice_copies_not_emptied BEFORE TRUNCATE ON facturacion.electronic_invoice_copies
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('electronic_invoice_copies_not_emptied');
"""
BACK = """
DROP TABLE facturacion.electronic_invoice_copies;
DROP INDEX facturacion.electronic_invoices_by_code;
DROP INDEX facturacion.electronic_invoices_by_day;
DROP INDEX facturacion.electronic_invoices_authorised_at;
ALTER TABLE facturacion.electronic_invoices DROP COLUMN search_text;
"""


def guard_einvoice(computed):
    """Renew the guard of documents; `computed` columns are worked out after it, so it cannot compare them."""
    script = TRIGGERS.read_text()
    start = script.index("CREATE FUNCTION facturacion.guard_einvoice()")
    function = script[start : script.index("END $$;", start) + len("END $$;")]
    was = "'version', 'updated_at'"
    assert was in function
    now = ", ".join([was, *(f"'{column}'" for column in computed)])
    run(function.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION").replace(was, now))


def upgrade():
    run(BOARD)
    guard_einvoice(("search_text",))


def downgrade():
    guard_einvoice(())
    run(BACK)
