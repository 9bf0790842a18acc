"""Discounts with their reasons in facturacion, how much each role gives, who approved more; the permission to approve."""

from migrations.sql import run

revision = "0029"
down_revision = "0028"

TABLES = """
-- What is taken off: of one line (its position), or of the whole (null), whose shares stand in the lines' discounts.
CREATE TABLE facturacion.discounts (
    id         bigint        GENERATED ALWAYS AS IDENTITY CONSTRAINT discounts_pkey PRIMARY KEY,
    invoice_id bigint        NOT NULL CONSTRAINT discounts_invoice REFERENCES facturacion.invoices,
    position   integer,
    percent    numeric(5,2),
    amount     numeric(12,2) NOT NULL,
    reason     text          NOT NULL,
    CONSTRAINT discounts_one UNIQUE NULLS NOT DISTINCT (invoice_id, position),
    CONSTRAINT discounts_percent CHECK (percent > 0 AND percent <= 100),
    CONSTRAINT discounts_amount CHECK (amount > 0),
    CONSTRAINT discounts_reason CHECK (btrim(reason) <> '')
);
-- The discounts of a draft are replaced as a whole, like its lines.
REVOKE UPDATE ON facturacion.discounts FROM omni_facturacion;
GRANT DELETE ON facturacion.discounts TO omni_facturacion;

CREATE FUNCTION facturacion.guard_discounts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    discount     facturacion.discounts := coalesce(NEW, OLD);
    found_status text;
BEGIN
    SELECT status INTO found_status FROM facturacion.invoices WHERE id = discount.invoice_id FOR UPDATE;
    IF TG_OP = 'UPDATE' OR found_status <> 'DRAFT' THEN
        PERFORM facturacion.refuse('invoices_frozen', 'the discounts of an issued invoice cannot be changed');
    END IF;
    RETURN discount;
END $$;
CREATE TRIGGER discounts_guard BEFORE INSERT OR UPDATE OR DELETE ON facturacion.discounts
    FOR EACH ROW EXECUTE FUNCTION facturacion.guard_discounts();
CREATE TRIGGER discounts_not_emptied BEFORE TRUNCATE ON facturacion.discounts
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('discounts_not_emptied');

-- Looked at when the transaction ends. A draft from before discounts had reasons has none of them.
CREATE FUNCTION facturacion.check_discounts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wanted bigint := coalesce(NEW.invoice_id, OLD.invoice_id);
BEGIN
    IF (SELECT sum(amount) FROM facturacion.discounts WHERE invoice_id = wanted)
       <> (SELECT discount FROM facturacion.invoices WHERE id = wanted) THEN
        PERFORM facturacion.refuse('discounts_add_up', 'the discounts of the invoice are not those of its lines');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER discounts_add_up AFTER INSERT OR DELETE ON facturacion.discounts
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION facturacion.check_discounts();

CREATE TABLE facturacion.discount_limits (
    role       text         NOT NULL CONSTRAINT discount_limits_pkey PRIMARY KEY,
    percent    numeric(5,2) NOT NULL,
    version    integer      NOT NULL DEFAULT 1,
    updated_at timestamptz  NOT NULL DEFAULT now(),
    CONSTRAINT discount_limits_percent CHECK (percent BETWEEN 0 AND 100)
);

-- Somebody said yes to one content of one draft. `approval` is what auth named the proof of their password.
CREATE TABLE facturacion.discount_approvals (
    id               bigint       GENERATED ALWAYS AS IDENTITY CONSTRAINT discount_approvals_pkey PRIMARY KEY,
    invoice_id       bigint       NOT NULL CONSTRAINT discount_approvals_invoice REFERENCES facturacion.invoices,
    fingerprint      text         NOT NULL,
    percent          numeric(5,2) NOT NULL,
    approval         text,
    approved_by_id   text         NOT NULL,
    approved_by_name text         NOT NULL,
    asked_by_id      text         NOT NULL,
    asked_by_name    text         NOT NULL,
    approved_at      timestamptz  NOT NULL DEFAULT now(),
    CONSTRAINT discount_approvals_once UNIQUE (approval),
    CONSTRAINT discount_approvals_second_person CHECK (approval IS NULL OR approved_by_id <> asked_by_id),
    CONSTRAINT discount_approvals_fingerprint CHECK (fingerprint ~ '^[0-9a-f]{64}$')
);
CREATE INDEX discount_approvals_of ON facturacion.discount_approvals (invoice_id, fingerprint);
REVOKE UPDATE ON facturacion.discount_approvals FROM omni_facturacion;
CREATE TRIGGER discount_approvals_frozen BEFORE UPDATE OR DELETE ON facturacion.discount_approvals
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('discount_approvals_frozen');
CREATE TRIGGER discount_approvals_not_emptied BEFORE TRUNCATE ON facturacion.discount_approvals
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('discount_approvals_not_emptied');
"""

BACK = """
DROP TABLE facturacion.discount_approvals;
DROP TABLE facturacion.discount_limits;
DROP TABLE facturacion.discounts;
DROP FUNCTION facturacion.check_discounts;
DROP FUNCTION facturacion.guard_discounts;
"""

# Who administers the clinic holds every permission. Their old tokens do not say so yet: they enter again.
ADD = """
WITH changed AS (
       UPDATE auth.roles
          SET permissions = ARRAY(SELECT unnest(permissions || ARRAY['invoices:approve-discount']) COLLATE "C" ORDER BY 1)
        WHERE code = 'administrator' AND NOT 'invoices:approve-discount' = ANY (permissions)
    RETURNING 'role:' || name AS subject)
INSERT INTO auth.revocations AS v (subject, void_before, expires_at)
     SELECT subject, clock_timestamp(), clock_timestamp() + interval '1 day' FROM changed
ON CONFLICT (subject) DO UPDATE SET void_before = excluded.void_before, expires_at = excluded.expires_at;
"""

# The version before refuses to show a permission that it does not know.
REMOVE = """
UPDATE auth.roles SET permissions = array_remove(permissions, 'invoices:approve-discount')
 WHERE 'invoices:approve-discount' = ANY (permissions);
UPDATE auth.api_clients SET permissions = array_remove(permissions, 'invoices:approve-discount')
 WHERE 'invoices:approve-discount' = ANY (permissions);
"""


def upgrade():
    run(TABLES)
    run(ADD)


def downgrade():
    run(REMOVE)
    run(BACK)
