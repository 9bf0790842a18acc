"""The tables of facturacion."""

from pathlib import Path

from migrations.sql import run

revision = "0005"
down_revision = "0004"

TRIGGERS = Path(__file__).with_name("0005_facturacion_triggers.sql")

TABLES = """
CREATE TABLE facturacion.iva_rates (
    code       text         NOT NULL,
    rate       numeric(5,2) NOT NULL,
    label      text         NOT NULL,
    valid_from date         NOT NULL,
    valid_to   date,
    CONSTRAINT iva_rates_pkey PRIMARY KEY (code, valid_from),
    CONSTRAINT iva_rates_code CHECK (code ~ '^[0-9]{1,2}$'),
    CONSTRAINT iva_rates_rate CHECK (rate BETWEEN 0 AND 100),
    CONSTRAINT iva_rates_order CHECK (valid_to >= valid_from),
    CONSTRAINT iva_rates_no_overlap EXCLUDE USING gist (code WITH =, daterange(valid_from, valid_to, '[]') WITH &&)
);

CREATE TABLE facturacion.series (
    id              bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT series_pkey PRIMARY KEY,
    establishment   text        NOT NULL,
    emission_point  text        NOT NULL,
    name            text        NOT NULL,
    next_sequential integer     NOT NULL DEFAULT 1,
    active          boolean     NOT NULL DEFAULT true,
    version         integer     NOT NULL DEFAULT 1,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT series_number UNIQUE (establishment, emission_point),
    CONSTRAINT series_establishment CHECK (establishment ~ '^[0-9]{3}$' AND establishment <> '000'),
    CONSTRAINT series_emission_point CHECK (emission_point ~ '^[0-9]{3}$' AND emission_point <> '000'),
    CONSTRAINT series_next_sequential CHECK (next_sequential BETWEEN 1 AND 1000000000)
);

CREATE TABLE facturacion.invoices (
    id                bigint        GENERATED ALWAYS AS IDENTITY CONSTRAINT invoices_pkey PRIMARY KEY,
    status            text          NOT NULL DEFAULT 'DRAFT',
    series_id         bigint        CONSTRAINT invoices_series REFERENCES facturacion.series,
    sequential        integer,
    number            text,
    issue_date        date,
    -- The day by which lists and totals know it: of its making while a draft, of its issue afterwards.
    dated_on          date          NOT NULL,
    issued_at         timestamptz,
    issued_by_id      text,
    issued_by_name    text,
    appointment_id    bigint,
    patient_id        bigint,
    patient_document  text,
    buyer_id_type     text          NOT NULL,
    buyer_document    text          NOT NULL,
    buyer_name        text          NOT NULL,
    buyer_email       text,
    buyer_phone       text,
    buyer_address     text,
    doctor_id         bigint,
    doctor_name       text,
    notes             text,
    subtotal          numeric(12,2) NOT NULL,
    discount          numeric(12,2) NOT NULL,
    iva               numeric(12,2) NOT NULL,
    total             numeric(12,2) NOT NULL,
    paid              numeric(12,2) NOT NULL DEFAULT 0,
    balance           numeric(12,2) NOT NULL GENERATED ALWAYS AS (
                          CASE WHEN status IN ('ANNULLED', 'DISCARDED') THEN 0 ELSE total - paid END) STORED,
    payment_status    text          NOT NULL GENERATED ALWAYS AS (
                          CASE WHEN paid >= total AND total > 0 THEN 'PAID'
                               WHEN paid > 0 THEN 'PARTIAL'
                               ELSE 'PENDING' END) STORED,
    cost              numeric(12,2),
    annul_reason      text,
    annulled_at       timestamptz,
    annulled_by_id    text,
    annulled_by_name  text,
    version           integer       NOT NULL DEFAULT 1,
    created_at        timestamptz   NOT NULL DEFAULT now(),
    updated_at        timestamptz   NOT NULL DEFAULT now(),
    CONSTRAINT invoices_sequential UNIQUE (series_id, sequential),
    CONSTRAINT invoices_status CHECK (status IN ('DRAFT', 'ISSUED', 'ANNULLED', 'DISCARDED')),
    CONSTRAINT invoices_numbered CHECK (
        (status IN ('ISSUED', 'ANNULLED')) = (num_nonnulls(series_id, sequential, number, issue_date, issued_at) = 5)),
    CONSTRAINT invoices_numbered_whole CHECK (
        num_nonnulls(series_id, sequential, number, issue_date, issued_at) IN (0, 5)),
    CONSTRAINT invoices_nine_digits CHECK (sequential BETWEEN 1 AND 999999999),
    CONSTRAINT invoices_buyer_id_type CHECK (buyer_id_type IN ('04', '05', '06', '07', '08')),
    CONSTRAINT invoices_final_consumer CHECK (buyer_id_type <> '07' OR buyer_document = '9999999999999'),
    CONSTRAINT invoices_final_consumer_limit CHECK (
        buyer_id_type <> '07' OR status NOT IN ('ISSUED', 'ANNULLED') OR total <= 50),
    CONSTRAINT invoices_final_consumer_stands CHECK (buyer_id_type <> '07' OR status <> 'ANNULLED'),
    CONSTRAINT invoices_amounts CHECK (subtotal >= 0 AND discount >= 0 AND iva >= 0),
    CONSTRAINT invoices_total CHECK (total = subtotal + iva),
    CONSTRAINT invoices_something CHECK (total > 0 OR status NOT IN ('ISSUED', 'ANNULLED')),
    CONSTRAINT invoices_paid_within_total CHECK (paid BETWEEN 0 AND total),
    CONSTRAINT invoices_annulled_unpaid CHECK (status <> 'ANNULLED' OR paid = 0),
    CONSTRAINT invoices_annulled_why CHECK (status <> 'ANNULLED' OR annul_reason IS NOT NULL)
);
CREATE UNIQUE INDEX invoices_one_per_appointment ON facturacion.invoices (appointment_id)
    WHERE status NOT IN ('ANNULLED', 'DISCARDED');
CREATE INDEX invoices_appointment ON facturacion.invoices (appointment_id);
CREATE INDEX invoices_created_at ON facturacion.invoices (created_at, id);
CREATE INDEX invoices_dated_on ON facturacion.invoices (dated_on, id);
CREATE INDEX invoices_number ON facturacion.invoices (coalesce(number, ''), id);
CREATE INDEX invoices_by_status ON facturacion.invoices (status, created_at, id);
CREATE INDEX invoices_by_payment ON facturacion.invoices (payment_status, created_at, id);
CREATE INDEX invoices_patient ON facturacion.invoices (patient_id, created_at, id);
CREATE INDEX invoices_search ON facturacion.invoices
    USING gin (public.plain(coalesce(number, '') || ' ' || buyer_name || ' ' || buyer_document) gin_trgm_ops);
CREATE INDEX invoices_income ON facturacion.invoices (issue_date) INCLUDE (subtotal, balance) WHERE status = 'ISSUED';
CREATE INDEX invoices_receivable ON facturacion.invoices (id) INCLUDE (balance)
    WHERE status = 'ISSUED' AND balance > 0;

CREATE TABLE facturacion.invoice_lines (
    id           bigint        GENERATED ALWAYS AS IDENTITY CONSTRAINT invoice_lines_pkey PRIMARY KEY,
    invoice_id   bigint        NOT NULL CONSTRAINT invoice_lines_invoice REFERENCES facturacion.invoices,
    position     integer       NOT NULL,
    kind         text          NOT NULL,
    reference_id bigint,
    code         text,
    description  text          NOT NULL,
    quantity     numeric(14,3) NOT NULL,
    unit_price   numeric(12,2) NOT NULL,
    discount     numeric(12,2) NOT NULL,
    iva_code     text          NOT NULL,
    iva_rate     numeric(5,2)  NOT NULL,
    subtotal     numeric(12,2) NOT NULL,
    iva          numeric(12,2) NOT NULL,
    total        numeric(12,2) NOT NULL,
    CONSTRAINT invoice_lines_position UNIQUE (invoice_id, position),
    CONSTRAINT invoice_lines_kind CHECK (kind IN ('TREATMENT', 'PRODUCT', 'OTHER')),
    CONSTRAINT invoice_lines_quantity CHECK (quantity > 0),
    CONSTRAINT invoice_lines_amounts CHECK (unit_price >= 0 AND discount >= 0 AND subtotal >= 0 AND iva_rate >= 0),
    CONSTRAINT invoice_lines_subtotal CHECK (subtotal = round(quantity * unit_price, 2) - discount),
    CONSTRAINT invoice_lines_iva CHECK (iva = round(subtotal * iva_rate / 100, 2)),
    CONSTRAINT invoice_lines_total CHECK (total = subtotal + iva)
);
-- The lines of a draft are replaced as a whole.
GRANT DELETE ON facturacion.invoice_lines TO omni_facturacion;

CREATE TABLE facturacion.payments (
    id               bigint        GENERATED ALWAYS AS IDENTITY CONSTRAINT payments_pkey PRIMARY KEY,
    invoice_id       bigint        NOT NULL CONSTRAINT payments_invoice REFERENCES facturacion.invoices,
    method           text          NOT NULL,
    amount           numeric(12,2) NOT NULL,
    reference        text,
    received_at      timestamptz   NOT NULL DEFAULT now(),
    received_by_id   text          NOT NULL,
    received_by_name text          NOT NULL,
    voided_at        timestamptz,
    voided_by_id     text,
    voided_by_name   text,
    void_reason      text,
    CONSTRAINT payments_method CHECK (
        method IN ('CASH', 'CARD_CREDIT', 'CARD_DEBIT', 'TRANSFER', 'CHECK', 'OTHER')),
    CONSTRAINT payments_amount CHECK (amount > 0),
    CONSTRAINT payments_voided_why CHECK (num_nonnulls(voided_at, voided_by_id, voided_by_name, void_reason) IN (0, 4))
);
CREATE INDEX payments_of_invoice ON facturacion.payments (invoice_id, id);
CREATE INDEX payments_collected ON facturacion.payments (received_at) INCLUDE (method, amount)
    WHERE voided_at IS NULL;

CREATE TABLE facturacion.operational_expenses (
    id              bigint        GENERATED ALWAYS AS IDENTITY CONSTRAINT operational_expenses_pkey PRIMARY KEY,
    date            date          NOT NULL,
    category        text          NOT NULL,
    description     text          NOT NULL,
    amount          numeric(12,2) NOT NULL,
    supplier_name   text,
    document_number text,
    payment_method  text          NOT NULL,
    active          boolean       NOT NULL DEFAULT true,
    void_reason     text,
    recorded_by_id   text         NOT NULL,
    recorded_by_name text         NOT NULL,
    version         integer       NOT NULL DEFAULT 1,
    created_at      timestamptz   NOT NULL DEFAULT now(),
    updated_at      timestamptz   NOT NULL DEFAULT now(),
    CONSTRAINT operational_expenses_amount CHECK (amount > 0),
    CONSTRAINT operational_expenses_method CHECK (
        payment_method IN ('CASH', 'CARD_CREDIT', 'CARD_DEBIT', 'TRANSFER', 'CHECK', 'OTHER')),
    CONSTRAINT operational_expenses_voided_why CHECK (active = (void_reason IS NULL))
);
CREATE INDEX operational_expenses_date ON facturacion.operational_expenses (date, id);
CREATE INDEX operational_expenses_amount ON facturacion.operational_expenses (amount, id);
CREATE INDEX operational_expenses_category ON facturacion.operational_expenses (category, date, id);
CREATE INDEX operational_expenses_spent ON facturacion.operational_expenses (date) INCLUDE (category, amount)
    WHERE active;
CREATE INDEX operational_expenses_search ON facturacion.operational_expenses
    USING gin (public.plain(description || ' ' || coalesce(supplier_name, '') || ' ' || coalesce(document_number, ''))
               gin_trgm_ops);

-- What an appointment's materials cost. The row may be there before the cost is known: it is the lock under which a
-- draft and its cost, which come from two services, find each other.
CREATE TABLE facturacion.appointment_costs (
    appointment_id bigint        NOT NULL CONSTRAINT appointment_costs_pkey PRIMARY KEY,
    cost           numeric(12,2),
    consumed_at    timestamptz,
    CONSTRAINT appointment_costs_cost CHECK (cost >= 0),
    CONSTRAINT appointment_costs_when CHECK ((cost IS NULL) = (consumed_at IS NULL))
);
CREATE INDEX appointment_costs_consumed_at ON facturacion.appointment_costs (consumed_at) INCLUDE (cost);

CREATE TABLE facturacion.electronic_invoices (
    id              bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT electronic_invoices_pkey PRIMARY KEY,
    invoice_id      bigint      NOT NULL CONSTRAINT electronic_invoices_invoice REFERENCES facturacion.invoices,
    access_key      text        NOT NULL,
    environment     text        NOT NULL,
    document_code   text        NOT NULL,
    status          text        NOT NULL DEFAULT 'PREPARED',
    xml             bytea,
    authorised_xml  bytea,
    authorised_at   timestamptz,
    attempts        jsonb       NOT NULL DEFAULT '[]',
    sri_response    jsonb,
    next_attempt_at timestamptz,
    version         integer     NOT NULL DEFAULT 1,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT electronic_invoices_one_per_invoice UNIQUE (invoice_id),
    CONSTRAINT electronic_invoices_access_key UNIQUE (access_key),
    CONSTRAINT electronic_invoices_digits CHECK (access_key ~ '^[0-9]{49}$'),
    CONSTRAINT electronic_invoices_environment CHECK (environment IN ('1', '2')),
    CONSTRAINT electronic_invoices_document_code CHECK (document_code ~ '^[0-9]{2}$'),
    CONSTRAINT electronic_invoices_status CHECK (
        status IN ('PREPARED', 'SIGNED', 'RECEIVED', 'AUTHORISED', 'RETURNED', 'NOT_AUTHORISED'))
);
CREATE INDEX electronic_invoices_due ON facturacion.electronic_invoices (next_attempt_at)
    WHERE next_attempt_at IS NOT NULL;
"""

SEED = """
INSERT INTO facturacion.series (establishment, emission_point, name) VALUES ('001', '001', 'Principal');
-- A change of the law is a new row, and an end date in the row it replaces.
INSERT INTO facturacion.iva_rates (code, rate, label, valid_from) VALUES
    ('0', 0, 'IVA 0 %', '2000-01-01'),
    ('4', 15, 'IVA 15 %', '2024-04-01'),
    ('5', 5, 'IVA 5 %', '2024-04-01'),
    ('6', 0, 'No objeto de impuesto', '2000-01-01'),
    ('7', 0, 'Exento de IVA', '2000-01-01'),
    ('8', 8, 'IVA diferenciado 8 %', '2022-01-01');
"""

FUNCTIONS = (
    "refuse guard_series guard_new_invoice guard_invoice advance_series guard_lines check_totals"
    " guard_payment sum_payments guard_expense"
).split()
TABLE_NAMES = (
    "electronic_invoices appointment_costs operational_expenses payments invoice_lines invoices series iva_rates"
).split()


def upgrade():
    run(TABLES)
    run(TRIGGERS.read_text())
    run(SEED)


def downgrade():
    for table in TABLE_NAMES:
        run(f"DROP TABLE facturacion.{table}")
    for function in FUNCTIONS:
        run(f"DROP FUNCTION facturacion.{function}")
