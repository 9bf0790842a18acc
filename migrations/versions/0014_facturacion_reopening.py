"""Reopened appointments, what a draft must mend, and a search by words in facturacion."""

from pathlib import Path

from migrations.sql import run

revision = "0014"
down_revision = "0013"

TRIGGERS = Path(__file__).with_name("0005_facturacion_triggers.sql")

TABLES = """
-- One row for each appointment that somebody reopens or has reopened.
CREATE TABLE facturacion.reopenings (
    appointment_id bigint      NOT NULL CONSTRAINT reopenings_pkey PRIMARY KEY,
    -- The last completion that was undone; 0 while there is only a hold.
    completion     integer     NOT NULL DEFAULT 0,
    -- Until then nobody issues the appointment's draft; null once the reopening has arrived.
    held_until     timestamptz,
    CONSTRAINT reopenings_completion CHECK (completion >= 0)
);

ALTER TABLE facturacion.invoices
    -- For which completion of its appointment it was drafted.
    ADD COLUMN completion  integer CONSTRAINT invoices_completion CHECK (completion >= 1),
    -- Stored, so that a search does not take the accents off every candidate again. The number stands in it with and
    -- without hyphens, the phone as it is and as it is dialled in the country.
    ADD COLUMN search_text text NOT NULL GENERATED ALWAYS AS (public.plain(
        coalesce(number || ' ' || replace(number, '-', '') || ' ', '') || buyer_name || ' ' || buyer_document
        || coalesce(' ' || buyer_phone || ' ' || regexp_replace(regexp_replace(buyer_phone, '^[+]593', '0'),
                                                                '[^0-9]', '', 'g'), ''))) STORED;
DROP INDEX facturacion.invoices_search;
CREATE INDEX invoices_search ON facturacion.invoices USING gin (search_text gin_trgm_ops);

-- What could not be stored as the appointment had it, in words; null in a line that is as it should be.
ALTER TABLE facturacion.invoice_lines ADD COLUMN mend text;

-- An invoice is never issued while its appointment is being reopened.
CREATE FUNCTION facturacion.guard_hold() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM facturacion.reopenings
                WHERE appointment_id = NEW.appointment_id AND held_until > clock_timestamp()) THEN
        PERFORM facturacion.refuse('invoices_held', 'the appointment of this invoice is being reopened');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER invoices_hold BEFORE UPDATE ON facturacion.invoices
    FOR EACH ROW WHEN (OLD.status = 'DRAFT' AND NEW.status = 'ISSUED')
    EXECUTE FUNCTION facturacion.guard_hold();
"""

BACK = """
DROP TRIGGER invoices_hold ON facturacion.invoices;
DROP FUNCTION facturacion.guard_hold;
ALTER TABLE facturacion.invoice_lines DROP COLUMN mend;
ALTER TABLE facturacion.invoices DROP COLUMN search_text, DROP COLUMN completion;
CREATE INDEX invoices_search ON facturacion.invoices
    USING gin (public.plain(coalesce(number, '') || ' ' || buyer_name || ' ' || buyer_document) gin_trgm_ops);
DROP TABLE facturacion.reopenings;
"""


def guard_invoice(computed):
    """Renew the guard of issued invoices; `computed` columns are worked out after it, so it cannot compare them."""
    script = TRIGGERS.read_text()
    start = script.index("CREATE FUNCTION facturacion.guard_invoice()")
    function = script[start : script.index("END $$;", start) + len("END $$;")]
    was = "'balance', 'payment_status'"
    assert was in function
    now = ", ".join(f"'{column}'" for column in computed)
    run(function.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION").replace(was, now))


def upgrade():
    run(TABLES)
    guard_invoice(("balance", "payment_status", "search_text"))


def downgrade():
    guard_invoice(("balance", "payment_status"))
    run(BACK)
