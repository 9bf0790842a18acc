"""Electronic documents: who issues them, certificates, the state of each at the SRI, and every attempt."""

from pathlib import Path

from migrations.sql import run

revision = "0046"
down_revision = "0045"

TRIGGERS = Path(__file__).with_name("0046_facturacion_einvoices_triggers.sql")

TABLES = """
-- One row: the taxpayer that the clinic is.
CREATE TABLE facturacion.issuer (
    id                smallint    NOT NULL DEFAULT 1
                      CONSTRAINT issuer_pkey PRIMARY KEY CONSTRAINT issuer_is_one CHECK (id = 1),
    ruc               text,
    legal_name        text,
    trade_name        text,
    head_office       text,
    special_taxpayer  text,
    keeps_accounts    boolean     NOT NULL DEFAULT false,
    withholding_agent text,
    rimpe             text,
    environment       text        NOT NULL DEFAULT '1',
    supplier_ruc      text,
    supplier_reason   text,
    payment_code      text        NOT NULL DEFAULT '20',
    -- Whether what is issued is an electronic document.
    active            boolean     NOT NULL DEFAULT false,
    version           integer     NOT NULL DEFAULT 1,
    updated_at        timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT issuer_ruc CHECK (ruc ~ '^[0-9]{10}001$'),
    CONSTRAINT issuer_environment CHECK (environment IN ('1', '2')),
    CONSTRAINT issuer_rimpe CHECK (rimpe IN ('ENTREPRENEUR', 'POPULAR')),
    CONSTRAINT issuer_payment_code CHECK (payment_code IN ('01', '15', '16', '17', '18', '19', '20', '21')),
    CONSTRAINT issuer_complete CHECK (NOT active OR num_nonnulls(ruc, legal_name, head_office) = 3)
);
INSERT INTO facturacion.issuer DEFAULT VALUES;

CREATE TABLE facturacion.establishments (
    code    text NOT NULL CONSTRAINT establishments_pkey PRIMARY KEY,
    address text NOT NULL,
    CONSTRAINT establishments_code CHECK (code ~ '^[0-9]{3}$' AND code <> '000')
);
GRANT DELETE ON facturacion.establishments TO omni_facturacion;
REVOKE UPDATE ON facturacion.establishments FROM omni_facturacion;
REVOKE INSERT ON facturacion.issuer FROM omni_facturacion;

CREATE TABLE facturacion.certificates (
    id               bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT certificates_pkey PRIMARY KEY,
    ruc              text        NOT NULL,
    subject          text        NOT NULL,
    serial           text        NOT NULL,
    valid_from       timestamptz NOT NULL,
    valid_to         timestamptz NOT NULL,
    chain            jsonb       NOT NULL,
    pem              text        NOT NULL,
    -- Encrypted with a key that is not in the database.
    sealed_key       bytea       NOT NULL,
    uploaded_at      timestamptz NOT NULL DEFAULT now(),
    uploaded_by_id   text        NOT NULL,
    uploaded_by_name text        NOT NULL,
    CONSTRAINT certificates_order CHECK (valid_from < valid_to),
    CONSTRAINT certificates_sealed CHECK (length(sealed_key) > 28)
);
REVOKE UPDATE ON facturacion.certificates FROM omni_facturacion;

-- Nothing has written this table until now.
DELETE FROM facturacion.electronic_invoices;
ALTER TABLE facturacion.electronic_invoices
    DROP COLUMN attempts,
    DROP COLUMN sri_response,
    DROP COLUMN next_attempt_at,
    ALTER COLUMN invoice_id DROP NOT NULL,
    ADD COLUMN credit_note_id bigint CONSTRAINT electronic_invoices_note REFERENCES facturacion.credit_notes,
    ADD COLUMN ruc            text    NOT NULL,
    ADD COLUMN establishment  text    NOT NULL,
    ADD COLUMN emission_point text    NOT NULL,
    ADD COLUMN sequential     integer NOT NULL,
    ADD COLUMN issue_date     date    NOT NULL,
    -- What it was made of: the document as it was issued.
    ADD COLUMN snapshot       jsonb   NOT NULL,
    ADD COLUMN messages       jsonb   NOT NULL DEFAULT '[]',
    ADD COLUMN signed_at      timestamptz,
    ADD COLUMN received_at    timestamptz,
    -- Of an invoice that was annulled here: what the SRI's portal says.
    ADD COLUMN annulment      text,
    ADD CONSTRAINT electronic_invoices_one_per_note UNIQUE (credit_note_id),
    ADD CONSTRAINT electronic_invoices_of_one CHECK (num_nonnulls(invoice_id, credit_note_id) = 1),
    ADD CONSTRAINT electronic_invoices_number
        UNIQUE (ruc, environment, document_code, establishment, emission_point, sequential),
    ADD CONSTRAINT electronic_invoices_signed CHECK (status = 'PREPARED' OR xml IS NOT NULL),
    ADD CONSTRAINT electronic_invoices_authorised CHECK ((status = 'AUTHORISED') = (authorised_at IS NOT NULL)),
    ADD CONSTRAINT electronic_invoices_annulment CHECK (
        annulment IS NULL OR annulment IN ('AWAITED', 'PENDING', 'CONFIRMED') AND status = 'AUTHORISED');
CREATE INDEX electronic_invoices_created_at ON facturacion.electronic_invoices (created_at, id);
CREATE INDEX electronic_invoices_by_status ON facturacion.electronic_invoices (status, created_at, id);
CREATE INDEX electronic_invoices_pending ON facturacion.electronic_invoices (created_at, id) WHERE status <> 'AUTHORISED';
REVOKE UPDATE ON facturacion.electronic_invoices FROM omni_facturacion;
GRANT UPDATE (status, xml, snapshot, messages, signed_at, received_at, authorised_at, authorised_xml, annulment)
    ON facturacion.electronic_invoices TO omni_facturacion;

CREATE TABLE facturacion.electronic_invoice_attempts (
    id                    bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT electronic_invoice_attempts_pkey PRIMARY KEY,
    electronic_invoice_id bigint      NOT NULL
                          CONSTRAINT electronic_invoice_attempts_of REFERENCES facturacion.electronic_invoices,
    operation             text        NOT NULL,
    at                    timestamptz NOT NULL DEFAULT now(),
    milliseconds          integer     NOT NULL,
    sent_sha256           text,
    state                 text,
    error                 text,
    messages              jsonb       NOT NULL DEFAULT '[]',
    CONSTRAINT electronic_invoice_attempts_operation CHECK (
        operation IN ('RECEPTION', 'AUTHORISATION', 'CONSULTATION'))
);
CREATE INDEX electronic_invoice_attempts_by_document
    ON facturacion.electronic_invoice_attempts (electronic_invoice_id, id);
REVOKE UPDATE ON facturacion.electronic_invoice_attempts FROM omni_facturacion;
"""

# Old tokens do not say so: whose role gains a permission enters again.
ADD = """
WITH changed AS (
       UPDATE auth.roles r
          SET permissions = ARRAY(SELECT DISTINCT unnest(r.permissions || new.granted) COLLATE "C" ORDER BY 1)
         FROM (VALUES ('administrator', ARRAY['einvoices:issuer', 'einvoices:read', 'einvoices:write']),
                      ('cashier', ARRAY['einvoices:read', 'einvoices:write']),
                      ('auditor', ARRAY['einvoices:read'])) AS new (code, granted)
        WHERE r.code = new.code AND NOT r.permissions @> new.granted AND 'invoices:read' = ANY (r.permissions)
    RETURNING 'role:' || r.name AS subject)
INSERT INTO auth.revocations AS v (subject, void_before, expires_at)
     SELECT subject, clock_timestamp(), clock_timestamp() + interval '1 day' FROM changed
ON CONFLICT (subject) DO UPDATE SET void_before = excluded.void_before, expires_at = excluded.expires_at;
"""

# The version before refuses to show a permission that it does not know.
REMOVE = """
UPDATE auth.roles
   SET permissions = ARRAY(SELECT name FROM unnest(permissions) AS name WHERE name NOT LIKE 'einvoices:%%')
 WHERE permissions && ARRAY['einvoices:issuer', 'einvoices:read', 'einvoices:write'];
UPDATE auth.api_clients
   SET permissions = ARRAY(SELECT name FROM unnest(permissions) AS name WHERE name NOT LIKE 'einvoices:%%')
 WHERE permissions && ARRAY['einvoices:issuer', 'einvoices:read', 'einvoices:write'];
"""

BACK = """
DROP TABLE facturacion.electronic_invoice_attempts;
DROP TABLE facturacion.certificates;
DROP TABLE facturacion.establishments;
DROP TABLE facturacion.issuer;
DROP TRIGGER electronic_invoices_guard ON facturacion.electronic_invoices;
DROP TRIGGER electronic_invoices_keep ON facturacion.electronic_invoices;
DROP FUNCTION facturacion.guard_einvoice;
DELETE FROM facturacion.electronic_invoices;
ALTER TABLE facturacion.electronic_invoices
    DROP CONSTRAINT electronic_invoices_signed,
    DROP CONSTRAINT electronic_invoices_authorised,
    DROP CONSTRAINT electronic_invoices_annulment,
    DROP COLUMN credit_note_id,
    DROP COLUMN ruc,
    DROP COLUMN establishment,
    DROP COLUMN emission_point,
    DROP COLUMN sequential,
    DROP COLUMN issue_date,
    DROP COLUMN snapshot,
    DROP COLUMN messages,
    DROP COLUMN signed_at,
    DROP COLUMN received_at,
    DROP COLUMN annulment,
    ALTER COLUMN invoice_id SET NOT NULL,
    ADD COLUMN attempts        jsonb       NOT NULL DEFAULT '[]',
    ADD COLUMN sri_response    jsonb,
    ADD COLUMN next_attempt_at timestamptz;
DROP INDEX facturacion.electronic_invoices_created_at;
DROP INDEX facturacion.electronic_invoices_by_status;
DROP INDEX facturacion.electronic_invoices_pending;
CREATE INDEX electronic_invoices_due ON facturacion.electronic_invoices (next_attempt_at)
    WHERE next_attempt_at IS NOT NULL;
REVOKE UPDATE (status, xml, authorised_at, authorised_xml) ON facturacion.electronic_invoices FROM omni_facturacion;
GRANT UPDATE ON facturacion.electronic_invoices TO omni_facturacion;
"""


def upgrade():
    run(TABLES)
    run(TRIGGERS.read_text())
    run(ADD)


def downgrade():
    run(REMOVE)
    run(BACK)
