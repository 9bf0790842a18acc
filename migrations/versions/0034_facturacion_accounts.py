"""Credit notes, and money on account: what takes from an invoice beside its payments, and what a patient has in favour."""

from pathlib import Path

from migrations.sql import run

revision = "0034"
down_revision = "0033"

TRIGGERS = Path(__file__).with_name("0034_facturacion_accounts_triggers.sql")
FIRST = Path(__file__).with_name("0005_facturacion_triggers.sql")

# A generated column cannot learn another expression, so the two that say what is owed are made anew,
# with the trigger and the indexes over them.
INVOICES = """
DROP TRIGGER invoices_count ON facturacion.invoices;
ALTER TABLE facturacion.invoices
    DROP COLUMN balance, DROP COLUMN payment_status, DROP CONSTRAINT invoices_paid_within_total;
ALTER TABLE facturacion.invoices
    ADD COLUMN credited       numeric(12,2) NOT NULL DEFAULT 0,
    ADD COLUMN balance        numeric(12,2) NOT NULL GENERATED ALWAYS AS (
                   CASE WHEN status IN ('ANNULLED', 'DISCARDED') THEN 0 ELSE total - credited - paid END) STORED,
    ADD COLUMN payment_status text          NOT NULL GENERATED ALWAYS AS (
                   CASE WHEN paid + credited >= total AND total > 0 THEN 'PAID'
                        WHEN paid + credited > 0 THEN 'PARTIAL'
                        ELSE 'PENDING' END) STORED,
    ADD CONSTRAINT invoices_credited_within_total CHECK (credited BETWEEN 0 AND total),
    ADD CONSTRAINT invoices_paid_within_total CHECK (paid <= total - credited),
    ADD CONSTRAINT invoices_paid_not_negative CHECK (paid >= 0),
    ADD CONSTRAINT invoices_annulled_uncredited CHECK (status <> 'ANNULLED' OR credited = 0);
"""
INDEXES = """
CREATE TRIGGER invoices_count AFTER UPDATE ON facturacion.invoices
    FOR EACH ROW WHEN ((OLD.status = 'ISSUED' OR NEW.status = 'ISSUED')
                       AND (OLD.status, OLD.balance) IS DISTINCT FROM (NEW.status, NEW.balance))
    EXECUTE FUNCTION facturacion.count_invoice();
DROP INDEX IF EXISTS facturacion.invoices_income, facturacion.invoices_by_payment, facturacion.invoices_receivable;
CREATE INDEX invoices_income ON facturacion.invoices (issue_date) INCLUDE (subtotal, balance) WHERE status = 'ISSUED';
CREATE INDEX invoices_by_payment ON facturacion.invoices (payment_status, created_at, id);
CREATE INDEX invoices_receivable ON facturacion.invoices (id) INCLUDE (balance)
    WHERE status = 'ISSUED' AND balance > 0;
"""
INVOICES_BACK = """
DROP TRIGGER invoices_count ON facturacion.invoices;
ALTER TABLE facturacion.invoices
    DROP COLUMN balance, DROP COLUMN payment_status, DROP CONSTRAINT invoices_paid_within_total,
    DROP CONSTRAINT invoices_paid_not_negative, DROP CONSTRAINT invoices_annulled_uncredited,
    DROP CONSTRAINT invoices_credited_within_total, DROP COLUMN credited;
ALTER TABLE facturacion.invoices
    ADD COLUMN balance        numeric(12,2) NOT NULL GENERATED ALWAYS AS (
                   CASE WHEN status IN ('ANNULLED', 'DISCARDED') THEN 0 ELSE total - paid END) STORED,
    ADD COLUMN payment_status text          NOT NULL GENERATED ALWAYS AS (
                   CASE WHEN paid >= total AND total > 0 THEN 'PAID'
                        WHEN paid > 0 THEN 'PARTIAL'
                        ELSE 'PENDING' END) STORED,
    ADD CONSTRAINT invoices_paid_within_total CHECK (paid BETWEEN 0 AND total);
"""

TABLES = """
-- Notes number themselves beside the invoices of their series, as the SRI counts each kind of document apart.
CREATE TABLE facturacion.credit_series (
    series_id       bigint  NOT NULL CONSTRAINT credit_series_pkey PRIMARY KEY
                    CONSTRAINT credit_series_series REFERENCES facturacion.series,
    next_sequential integer NOT NULL DEFAULT 1,
    CONSTRAINT credit_series_next_sequential CHECK (next_sequential BETWEEN 1 AND 1000000000)
);

CREATE TABLE facturacion.credit_notes (
    id             bigint        GENERATED ALWAYS AS IDENTITY CONSTRAINT credit_notes_pkey PRIMARY KEY,
    invoice_id     bigint        NOT NULL CONSTRAINT credit_notes_invoice REFERENCES facturacion.invoices,
    series_id      bigint        NOT NULL CONSTRAINT credit_notes_series REFERENCES facturacion.series,
    sequential     integer       NOT NULL,
    number         text          NOT NULL,
    issue_date     date          NOT NULL,
    reason         text          NOT NULL,
    subtotal       numeric(12,2) NOT NULL,
    iva            numeric(12,2) NOT NULL,
    total          numeric(12,2) NOT NULL,
    -- What of it had been paid already, and went back to the payer or stays in the patient's favour.
    returned       numeric(12,2) NOT NULL,
    issued_at      timestamptz   NOT NULL DEFAULT now(),
    issued_by_id   text          NOT NULL,
    issued_by_name text          NOT NULL,
    CONSTRAINT credit_notes_sequential UNIQUE (series_id, sequential),
    CONSTRAINT credit_notes_nine_digits CHECK (sequential BETWEEN 1 AND 999999999),
    CONSTRAINT credit_notes_total CHECK (total = subtotal + iva AND total > 0 AND subtotal >= 0 AND iva >= 0),
    CONSTRAINT credit_notes_returned CHECK (returned BETWEEN 0 AND total),
    CONSTRAINT credit_notes_reason CHECK (btrim(reason) <> '')
);
CREATE INDEX credit_notes_of_invoice ON facturacion.credit_notes (invoice_id, id);
CREATE INDEX credit_notes_income ON facturacion.credit_notes (issue_date) INCLUDE (subtotal, total);

CREATE TABLE facturacion.credit_note_lines (
    credit_note_id  bigint        NOT NULL CONSTRAINT credit_note_lines_note REFERENCES facturacion.credit_notes,
    invoice_line_id bigint        NOT NULL CONSTRAINT credit_note_lines_line REFERENCES facturacion.invoice_lines,
    position        integer       NOT NULL,
    quantity        numeric(14,3) NOT NULL,
    iva_code        text          NOT NULL,
    iva_rate        numeric(5,2)  NOT NULL,
    subtotal        numeric(12,2) NOT NULL,
    iva             numeric(12,2) NOT NULL,
    CONSTRAINT credit_note_lines_pkey PRIMARY KEY (credit_note_id, invoice_line_id),
    CONSTRAINT credit_note_lines_quantity CHECK (quantity > 0),
    CONSTRAINT credit_note_lines_amounts CHECK (subtotal >= 0 AND iva >= 0)
);
CREATE INDEX credit_note_lines_of_line ON facturacion.credit_note_lines (invoice_line_id) INCLUDE (quantity, subtotal);

-- What a patient has in their favour, kept by a trigger; the row is the lock under which it is spent.
CREATE TABLE facturacion.patient_accounts (
    patient_id bigint        NOT NULL CONSTRAINT patient_accounts_pkey PRIMARY KEY,
    credit     numeric(12,2) NOT NULL DEFAULT 0,
    CONSTRAINT patient_accounts_credit CHECK (credit >= 0)
);

-- Money that is not the payment of one invoice. Never changed: what was wrong is undone by the contrary.
CREATE TABLE facturacion.account_movements (
    id             bigint        GENERATED ALWAYS AS IDENTITY CONSTRAINT account_movements_pkey PRIMARY KEY,
    -- DEPOSIT came without an invoice · APPLIED to an invoice · RELEASED from one · REFUND of what was in favour ·
    -- RETURNED straight from an invoice
    kind           text          NOT NULL,
    amount         numeric(12,2) NOT NULL,
    patient_id     bigint,
    invoice_id     bigint        CONSTRAINT account_movements_invoice REFERENCES facturacion.invoices,
    credit_note_id bigint        CONSTRAINT account_movements_note REFERENCES facturacion.credit_notes,
    method         text,
    reference      text,
    day            date          NOT NULL,
    reason         text,
    recorded_at    timestamptz   NOT NULL DEFAULT now(),
    recorded_by_id text          NOT NULL,
    recorded_by_name text        NOT NULL,
    CONSTRAINT account_movements_kind CHECK (kind IN ('DEPOSIT', 'APPLIED', 'RELEASED', 'REFUND', 'RETURNED')),
    CONSTRAINT account_movements_amount CHECK (amount > 0),
    CONSTRAINT account_movements_whose CHECK (patient_id IS NOT NULL OR kind = 'RETURNED'),
    CONSTRAINT account_movements_of CHECK ((invoice_id IS NOT NULL) = (kind IN ('APPLIED', 'RELEASED', 'RETURNED'))),
    CONSTRAINT account_movements_method CHECK (
        (method IS NOT NULL) = (kind IN ('DEPOSIT', 'REFUND', 'RETURNED'))
        AND method IN ('CASH', 'CARD_CREDIT', 'CARD_DEBIT', 'TRANSFER', 'CHECK', 'OTHER')),
    CONSTRAINT account_movements_day CHECK (day <= (recorded_at AT TIME ZONE 'UTC')::date + 1)
);
CREATE INDEX account_movements_of_patient ON facturacion.account_movements (patient_id, id);
CREATE INDEX account_movements_of_invoice ON facturacion.account_movements (invoice_id, id) WHERE invoice_id IS NOT NULL;
CREATE INDEX account_movements_collected ON facturacion.account_movements (day) INCLUDE (kind, method, amount)
    WHERE method IS NOT NULL;

REVOKE UPDATE ON facturacion.credit_notes, facturacion.credit_note_lines, facturacion.account_movements
    FROM omni_facturacion;
"""

# Who administers gets both; who keeps the till gives back what it may have to. Old tokens do not say so: they enter again.
ADD = """
WITH changed AS (
       UPDATE auth.roles r
          SET permissions = ARRAY(SELECT DISTINCT unnest(r.permissions || new.granted) COLLATE "C" ORDER BY 1)
         FROM (VALUES ('administrator', ARRAY['invoices:credit', 'payments:refund']),
                      ('cashier', ARRAY['payments:refund'])) AS new (code, granted)
        WHERE r.code = new.code AND NOT r.permissions @> new.granted AND 'payments:write' = ANY (r.permissions)
    RETURNING 'role:' || r.name AS subject)
INSERT INTO auth.revocations AS v (subject, void_before, expires_at)
     SELECT subject, clock_timestamp(), clock_timestamp() + interval '1 day' FROM changed
ON CONFLICT (subject) DO UPDATE SET void_before = excluded.void_before, expires_at = excluded.expires_at;
"""

# The version before refuses to show a permission that it does not know.
REMOVE = """
UPDATE auth.roles SET permissions = array_remove(array_remove(permissions, 'invoices:credit'), 'payments:refund')
 WHERE permissions && ARRAY['invoices:credit', 'payments:refund'];
UPDATE auth.api_clients SET permissions = array_remove(array_remove(permissions, 'invoices:credit'), 'payments:refund')
 WHERE permissions && ARRAY['invoices:credit', 'payments:refund'];
"""

BACK = """
DROP TABLE facturacion.account_movements;
DROP TABLE facturacion.patient_accounts;
DROP TABLE facturacion.credit_note_lines;
DROP TABLE facturacion.credit_notes;
DROP TABLE facturacion.credit_series;
DROP FUNCTION facturacion.guard_credit_note;
DROP FUNCTION facturacion.advance_credit_series;
DROP FUNCTION facturacion.guard_credit_line;
DROP FUNCTION facturacion.check_credit_note;
DROP FUNCTION facturacion.guard_movement;
DROP FUNCTION facturacion.move_account;
DROP FUNCTION facturacion.enter_credit_lines;
DROP FUNCTION facturacion.count_movement;
DROP FUNCTION facturacion.settled(bigint);
"""

COMPUTED = "'balance', 'payment_status', 'search_text'"
PAID_IS = """(
            SELECT coalesce(sum(amount), 0) FROM facturacion.payments
             WHERE invoice_id = NEW.id AND voided_at IS NULL)"""


def function(name):
    """The text of a function as the first migration made it."""
    script = FIRST.read_text()
    start = script.index(f"CREATE FUNCTION facturacion.{name}()")
    text = script[start : script.index("END $$;", start) + len("END $$;")]
    return text.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")


def guard_invoice():
    """The guard as the version before this one has it."""
    return function("guard_invoice").replace("'balance', 'payment_status'", COMPUTED)


def upgrade():
    run(INVOICES)
    run(INDEXES)
    run(TABLES)
    run(TRIGGERS.read_text())
    guard = guard_invoice()
    assert PAID_IS in guard
    guard = guard.replace(PAID_IS, "facturacion.settled(NEW.id)").replace(
        "ARRAY['paid',", "ARRAY['paid', 'credited',"
    )
    checked = """    IF NEW.credited <> OLD.credited AND NEW.credited <> (
            SELECT coalesce(sum(total), 0) FROM facturacion.credit_notes WHERE invoice_id = NEW.id) THEN
        PERFORM facturacion.refuse('invoices_credited_adds_up', 'what is credited is the sum of the credit notes');
    END IF;
    RETURN NEW;"""
    run(guard.replace("    RETURN NEW;", checked))
    run(
        function("sum_payments").replace(
            """(SELECT coalesce(sum(amount), 0) FROM facturacion.payments
                    WHERE invoice_id = NEW.invoice_id AND voided_at IS NULL)""",
            "facturacion.settled(NEW.invoice_id)",
        )
    )
    run(ADD)


def downgrade():
    run(REMOVE)
    run(guard_invoice())
    run(function("sum_payments"))
    run(BACK)
    run(INVOICES_BACK)
    run(INDEXES)
