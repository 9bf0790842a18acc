"""Reminders of what is owed: what they say, and which were sent to whom."""

from migrations.sql import run

revision = "0043"
down_revision = "0042"

TABLES = """
-- What a reminder says: one row. The words in braces are filled in for each.
CREATE TABLE facturacion.reminder_template (
    id         boolean     NOT NULL DEFAULT true CONSTRAINT reminder_template_pkey PRIMARY KEY,
    text       text        NOT NULL,
    version    integer     NOT NULL DEFAULT 1,
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT reminder_template_one CHECK (id),
    CONSTRAINT reminder_template_text CHECK (length(text) BETWEEN 10 AND 1000)
);
INSERT INTO facturacion.reminder_template (text) VALUES (
    'Hola, {paciente}. Le recordamos que en {clinica} está pendiente {saldo} de la factura {factura}, del {fecha}. '
    'Si ya lo pagó, no tome en cuenta este mensaje. Gracias.');
REVOKE INSERT ON facturacion.reminder_template FROM omni_facturacion;
CREATE TRIGGER reminder_template_version BEFORE UPDATE ON facturacion.reminder_template
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();

CREATE TABLE facturacion.payment_reminders (
    id           bigint        GENERATED ALWAYS AS IDENTITY CONSTRAINT payment_reminders_pkey PRIMARY KEY,
    invoice_id   bigint        NOT NULL CONSTRAINT payment_reminders_invoice REFERENCES facturacion.invoices,
    -- Who is reminded, by whatever invoice: `patient:7`, or `document:1710034065` of a buyer who is no patient.
    person       text          NOT NULL,
    channel      text          NOT NULL,
    recipient    text          NOT NULL,
    balance      numeric(12,2) NOT NULL,
    text         text          NOT NULL,
    sent_on      date          NOT NULL,
    -- They had been reminded that day, and whoever sent it knew.
    repeated     boolean       NOT NULL DEFAULT false,
    sent_at      timestamptz   NOT NULL DEFAULT now(),
    sent_by_id   text          NOT NULL,
    sent_by_name text          NOT NULL,
    CONSTRAINT payment_reminders_channel CHECK (channel IN ('WHATSAPP')),
    CONSTRAINT payment_reminders_balance CHECK (balance > 0)
);
CREATE UNIQUE INDEX payment_reminders_once_a_day ON facturacion.payment_reminders (person, sent_on) WHERE NOT repeated;
CREATE INDEX payment_reminders_of_invoice ON facturacion.payment_reminders (invoice_id, id);
REVOKE UPDATE ON facturacion.payment_reminders FROM omni_facturacion;
CREATE TRIGGER payment_reminders_keep BEFORE UPDATE OR DELETE ON facturacion.payment_reminders
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('payment_reminders_keep');
CREATE TRIGGER payment_reminders_not_emptied BEFORE TRUNCATE ON facturacion.payment_reminders
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('payment_reminders_keep');

-- Who owes, the oldest first.
CREATE INDEX invoices_owed ON facturacion.invoices (issue_date, id) WHERE status = 'ISSUED' AND balance > 0;
"""

BACK = """
DROP INDEX facturacion.invoices_owed;
DROP TABLE facturacion.payment_reminders, facturacion.reminder_template;
"""


def upgrade():
    run(TABLES)


def downgrade():
    run(BACK)
