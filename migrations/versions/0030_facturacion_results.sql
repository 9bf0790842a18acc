-- What treatments, visits and professionals bring and cost. Run by the migration beside it.

-- How the owner shares the operational expenses among what was done: one row.
CREATE TABLE facturacion.expense_sharing (
    id         boolean     NOT NULL DEFAULT true CONSTRAINT expense_sharing_pkey PRIMARY KEY,
    rule       text        NOT NULL DEFAULT 'CHAIR_TIME',
    version    integer     NOT NULL DEFAULT 1,
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT expense_sharing_one CHECK (id),
    CONSTRAINT expense_sharing_rule CHECK (rule IN ('CHAIR_TIME', 'INCOME', 'NONE'))
);
INSERT INTO facturacion.expense_sharing DEFAULT VALUES;
REVOKE INSERT ON facturacion.expense_sharing FROM omni_facturacion;
CREATE TRIGGER expense_sharing_version BEFORE UPDATE ON facturacion.expense_sharing
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();

-- Which lots each treatment or product of a completed appointment really used; what came back is a negative row.
CREATE TABLE facturacion.appointment_materials (
    id             bigint        GENERATED ALWAYS AS IDENTITY CONSTRAINT appointment_materials_pkey PRIMARY KEY,
    appointment_id bigint        NOT NULL,
    completion     integer       NOT NULL,
    day            date          NOT NULL,
    doctor_id      bigint,
    doctor_name    text,
    -- What used it; null where the stock told the appointment's cost and no more.
    kind           text,
    reference_id   bigint,
    product_id     bigint,
    product_name   text,
    unit           text,
    lot_id         bigint,
    lot_number     text,
    expiry_date    date,
    quantity       numeric(14,3),
    unit_cost      numeric(14,4),
    cost           numeric(14,2) NOT NULL,
    CONSTRAINT appointment_materials_kind CHECK (kind IN ('TREATMENT', 'PRODUCT')),
    CONSTRAINT appointment_materials_whose CHECK ((kind IS NULL) = (reference_id IS NULL))
);
CREATE INDEX appointment_materials_appointment ON facturacion.appointment_materials (appointment_id, completion);
CREATE INDEX appointment_materials_used ON facturacion.appointment_materials (day, kind, reference_id);
REVOKE UPDATE ON facturacion.appointment_materials FROM omni_facturacion;
CREATE TRIGGER appointment_materials_not_emptied BEFORE TRUNCATE ON facturacion.appointment_materials
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('appointment_materials_not_emptied');
CREATE TRIGGER appointment_materials_keep BEFORE UPDATE OR DELETE ON facturacion.appointment_materials
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('appointment_materials_keep');

-- The ledger of results: each fact once, on its own day, for good. What undoes a fact is its negative on the same day.
CREATE TABLE facturacion.result_entries (
    id             bigint        GENERATED ALWAYS AS IDENTITY CONSTRAINT result_entries_pkey PRIMARY KEY,
    day            date          NOT NULL,
    source         text          NOT NULL,
    -- The invoice, or which completion of the appointment.
    source_id      bigint        NOT NULL,
    -- The treatment or product; null for what belongs to none.
    kind           text,
    reference_id   bigint,
    name           text,
    doctor_id      bigint,
    doctor_name    text,
    appointment_id bigint,
    income         numeric(14,2) NOT NULL DEFAULT 0,
    materials      numeric(14,2) NOT NULL DEFAULT 0,
    commission     numeric(14,2) NOT NULL DEFAULT 0,
    minutes        numeric(14,2) NOT NULL DEFAULT 0,
    sessions       numeric(14,3) NOT NULL DEFAULT 0,
    CONSTRAINT result_entries_source CHECK (source IN (
        'INVOICE', 'ANNULMENT', 'CREDIT_NOTE', 'PACKAGE', 'VISIT', 'REOPENING', 'CONSUMPTION', 'RETURN', 'COMMISSION')),
    CONSTRAINT result_entries_kind CHECK (kind IN ('TREATMENT', 'PRODUCT')),
    CONSTRAINT result_entries_whose CHECK ((kind IS NULL) = (reference_id IS NULL))
);
CREATE INDEX result_entries_day ON facturacion.result_entries (day, kind, reference_id);
CREATE INDEX result_entries_source_id ON facturacion.result_entries (source_id, source);
CREATE INDEX result_entries_appointment ON facturacion.result_entries (appointment_id) WHERE appointment_id IS NOT NULL;
REVOKE UPDATE ON facturacion.result_entries FROM omni_facturacion;
CREATE TRIGGER result_entries_not_emptied BEFORE TRUNCATE ON facturacion.result_entries
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('result_entries_not_emptied');
CREATE TRIGGER result_entries_keep BEFORE UPDATE OR DELETE ON facturacion.result_entries
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('result_entries_keep');

-- Sums that reports read instead of the ledger: by month for each treatment of each professional, and by day.
CREATE TABLE facturacion.result_months (
    month        date          NOT NULL,
    kind         text,
    reference_id bigint,
    doctor_id    bigint,
    name         text,
    doctor_name  text,
    income       numeric(16,2) NOT NULL,
    materials    numeric(16,2) NOT NULL,
    commission   numeric(16,2) NOT NULL,
    minutes      numeric(16,2) NOT NULL,
    sessions     numeric(16,3) NOT NULL,
    CONSTRAINT result_months_cell UNIQUE NULLS NOT DISTINCT (month, kind, reference_id, doctor_id),
    CONSTRAINT result_months_first CHECK (extract(day FROM month) = 1)
);
CREATE TABLE facturacion.result_days (
    day        date          NOT NULL CONSTRAINT result_days_pkey PRIMARY KEY,
    income     numeric(16,2) NOT NULL,
    materials  numeric(16,2) NOT NULL,
    commission numeric(16,2) NOT NULL,
    -- Invoices issued that day that stand, their total with IVA, and what is still to be paid of them.
    invoices   bigint        NOT NULL,
    charged    numeric(16,2) NOT NULL,
    receivable numeric(16,2) NOT NULL,
    -- Payments received that day that stand.
    collected  numeric(16,2) NOT NULL
);

-- What those sums do not hold yet. A row here instead of an update there: acts of one day never wait for each other.
CREATE TABLE facturacion.result_changes (
    id           bigint        GENERATED ALWAYS AS IDENTITY CONSTRAINT result_changes_pkey PRIMARY KEY,
    day          date          NOT NULL,
    kind         text,
    reference_id bigint,
    doctor_id    bigint,
    name         text,
    doctor_name  text,
    income       numeric(14,2) NOT NULL DEFAULT 0,
    materials    numeric(14,2) NOT NULL DEFAULT 0,
    commission   numeric(14,2) NOT NULL DEFAULT 0,
    minutes      numeric(14,2) NOT NULL DEFAULT 0,
    sessions     numeric(14,3) NOT NULL DEFAULT 0,
    invoices     integer       NOT NULL DEFAULT 0,
    charged      numeric(14,2) NOT NULL DEFAULT 0,
    receivable   numeric(14,2) NOT NULL DEFAULT 0,
    collected    numeric(14,2) NOT NULL DEFAULT 0
);
CREATE INDEX result_changes_day ON facturacion.result_changes (day);
REVOKE UPDATE ON facturacion.result_changes FROM omni_facturacion;
GRANT DELETE ON facturacion.result_changes TO omni_facturacion;

-- Move the changes into the sums. One at a time; who comes second leaves it to the first.
CREATE FUNCTION facturacion.fold_results() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    IF NOT pg_try_advisory_xact_lock(hashtext('facturacion.fold_results')) THEN
        RETURN;
    END IF;
    WITH taken AS (
             DELETE FROM facturacion.result_changes RETURNING *),
         months AS (
             INSERT INTO facturacion.result_months AS known
                    (month, kind, reference_id, doctor_id, name, doctor_name, income, materials, commission, minutes,
                     sessions)
             SELECT date_trunc('month', day)::date, kind, reference_id, doctor_id, max(name), max(doctor_name),
                    sum(income), sum(materials), sum(commission), sum(minutes), sum(sessions)
               FROM taken
              WHERE income <> 0 OR materials <> 0 OR commission <> 0 OR minutes <> 0 OR sessions <> 0
              GROUP BY date_trunc('month', day)::date, kind, reference_id, doctor_id
             ON CONFLICT ON CONSTRAINT result_months_cell DO UPDATE
                SET name = coalesce(EXCLUDED.name, known.name),
                    doctor_name = coalesce(EXCLUDED.doctor_name, known.doctor_name),
                    income = known.income + EXCLUDED.income,
                    materials = known.materials + EXCLUDED.materials,
                    commission = known.commission + EXCLUDED.commission,
                    minutes = known.minutes + EXCLUDED.minutes,
                    sessions = known.sessions + EXCLUDED.sessions)
    INSERT INTO facturacion.result_days AS known
           (day, income, materials, commission, invoices, charged, receivable, collected)
    SELECT day, sum(income), sum(materials), sum(commission), sum(invoices), sum(charged), sum(receivable),
           sum(collected)
      FROM taken
     GROUP BY day
    ON CONFLICT (day) DO UPDATE
       SET income = known.income + EXCLUDED.income,
           materials = known.materials + EXCLUDED.materials,
           commission = known.commission + EXCLUDED.commission,
           invoices = known.invoices + EXCLUDED.invoices,
           charged = known.charged + EXCLUDED.charged,
           receivable = known.receivable + EXCLUDED.receivable,
           collected = known.collected + EXCLUDED.collected;
END $$;

CREATE FUNCTION facturacion.fold_sometimes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM fresh WHERE id % 256 = 0) THEN
        PERFORM facturacion.fold_results();
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER result_changes_fold AFTER INSERT ON facturacion.result_changes
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION facturacion.fold_sometimes();

CREATE FUNCTION facturacion.sum_entries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO facturacion.result_changes
           (day, kind, reference_id, doctor_id, name, doctor_name, income, materials, commission, minutes, sessions)
    SELECT day, kind, reference_id, doctor_id, max(name), max(doctor_name), sum(income), sum(materials),
           sum(commission), sum(minutes), sum(sessions)
      FROM fresh
     GROUP BY day, kind, reference_id, doctor_id;
    RETURN NULL;
END $$;
CREATE TRIGGER result_entries_sum AFTER INSERT ON facturacion.result_entries
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION facturacion.sum_entries();

CREATE FUNCTION facturacion.enter_materials() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO facturacion.result_entries
           (day, source, source_id, kind, reference_id, doctor_id, doctor_name, appointment_id, materials)
    SELECT day, CASE WHEN sum(cost) < 0 THEN 'RETURN' ELSE 'CONSUMPTION' END, completion, kind, reference_id, doctor_id,
           max(doctor_name), appointment_id, sum(cost)
      FROM fresh
     GROUP BY day, completion, kind, reference_id, doctor_id, appointment_id
    HAVING sum(cost) <> 0;
    RETURN NULL;
END $$;
CREATE TRIGGER appointment_materials_enter AFTER INSERT ON facturacion.appointment_materials
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION facturacion.enter_materials();

-- What an invoice brings, line by line, on the day of its issue; its annulment takes it back on that day.
CREATE FUNCTION facturacion.enter_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.status = 'ISSUED' THEN
        INSERT INTO facturacion.result_entries
               (day, source, source_id, kind, reference_id, name, doctor_id, doctor_name, appointment_id, income)
        SELECT NEW.issue_date, 'INVOICE', NEW.id, entered.kind, entered.reference_id, max(description), NEW.doctor_id,
               NEW.doctor_name, NEW.appointment_id, sum(subtotal)
          FROM facturacion.invoice_lines l
         CROSS JOIN LATERAL facturacion.entered(l.kind, l.reference_id) AS entered
         WHERE invoice_id = NEW.id
         GROUP BY entered.kind, entered.reference_id
        HAVING sum(subtotal) <> 0;
    ELSE
        INSERT INTO facturacion.result_entries
               (day, source, source_id, kind, reference_id, name, doctor_id, doctor_name, appointment_id, income)
        SELECT day, 'ANNULMENT', source_id, kind, reference_id, name, doctor_id, doctor_name, appointment_id, -income
          FROM facturacion.result_entries
         WHERE source = 'INVOICE' AND source_id = NEW.id;
    END IF;
    RETURN NULL;
END $$;
-- Under what a line is entered: its treatment or product, or neither.
CREATE FUNCTION facturacion.entered(line_kind text, line_reference bigint, OUT kind text, OUT reference_id bigint)
    LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN line_kind IN ('TREATMENT', 'PRODUCT') AND line_reference IS NOT NULL THEN line_kind END,
           CASE WHEN line_kind IN ('TREATMENT', 'PRODUCT') THEN line_reference END
$$;
CREATE TRIGGER invoices_enter AFTER UPDATE ON facturacion.invoices
    FOR EACH ROW WHEN (OLD.status = 'DRAFT' AND NEW.status = 'ISSUED' OR OLD.status = 'ISSUED' AND NEW.status = 'ANNULLED')
    EXECUTE FUNCTION facturacion.enter_invoice();

CREATE FUNCTION facturacion.count_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    was integer := (OLD.status = 'ISSUED')::integer;
    is_ integer := (NEW.status = 'ISSUED')::integer;
BEGIN
    INSERT INTO facturacion.result_changes (day, invoices, charged, receivable)
         VALUES (NEW.issue_date, is_ - was, NEW.total * is_ - OLD.total * was, NEW.balance * is_ - OLD.balance * was);
    RETURN NULL;
END $$;
CREATE TRIGGER invoices_count AFTER UPDATE ON facturacion.invoices
    FOR EACH ROW WHEN ((OLD.status = 'ISSUED' OR NEW.status = 'ISSUED')
                       AND (OLD.status, OLD.balance) IS DISTINCT FROM (NEW.status, NEW.balance))
    EXECUTE FUNCTION facturacion.count_invoice();

CREATE FUNCTION facturacion.count_payment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO facturacion.result_changes (day, collected)
         VALUES (NEW.received_on, CASE WHEN NEW.voided_at IS NULL THEN NEW.amount ELSE -NEW.amount END);
    RETURN NULL;
END $$;
CREATE TRIGGER payments_count AFTER INSERT ON facturacion.payments
    FOR EACH ROW EXECUTE FUNCTION facturacion.count_payment();
CREATE TRIGGER payments_uncount AFTER UPDATE ON facturacion.payments
    FOR EACH ROW WHEN (OLD.voided_at IS NULL AND NEW.voided_at IS NOT NULL)
    EXECUTE FUNCTION facturacion.count_payment();
