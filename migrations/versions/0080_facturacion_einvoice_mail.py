"""When an electronic document left by mail, to whom, or why it did not."""

from pathlib import Path

from migrations.sql import run

revision = "0080"
down_revision = "0079"

TRIGGERS = Path(__file__).with_name("0046_facturacion_einvoices_triggers.sql")

MAIL = """
ALTER TABLE facturacion.electronic_invoices
    ADD COLUMN mailed_at    timestamptz,
    ADD COLUMN mailed_to    text,
    -- Why the last letter never arrives; one that leaves clears it.
    ADD COLUMN mail_refused text,
    ADD CONSTRAINT electronic_invoices_mailed CHECK (
        num_nulls(mailed_at, mailed_to) IN (0, 2)
        AND (num_nonnulls(mailed_at, mail_refused) = 0 OR status = 'AUTHORISED'));
GRANT UPDATE (mailed_at, mailed_to, mail_refused) ON facturacion.electronic_invoices TO omni_facturacion;
"""
BACK = """
ALTER TABLE facturacion.electronic_invoices
    DROP CONSTRAINT electronic_invoices_mailed, DROP COLUMN mailed_at, DROP COLUMN mailed_to, DROP COLUMN mail_refused;
"""


def guard_einvoice(later):
    """Renew the guard of documents: these columns, too, are written after a document was made."""
    script = TRIGGERS.read_text()
    start = script.index("CREATE FUNCTION facturacion.guard_einvoice()")
    function = script[start : script.index("END $$;", start) + len("END $$;")]
    was = "'version', 'updated_at'"
    assert was in function
    now = ", ".join([was, *(f"'{column}'" for column in later)])
    run(function.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION").replace(was, now))


def upgrade():
    run(MAIL)
    guard_einvoice(("search_text", "mailed_at", "mailed_to", "mail_refused"))


def downgrade():
    guard_einvoice(("search_text",))
    run(BACK)
