-- What was sold of each item by each professional, and collected by each method, day by day. Run by the migration beside it.

-- Whoever folds holds it: the sums below start from a ledger of which nothing is pending.
SELECT pg_advisory_xact_lock(hashtext('facturacion.fold_results'));
ALTER TABLE facturacion.result_changes
    -- How many were sold, less what was credited.
    ADD COLUMN quantity numeric(14,3) NOT NULL DEFAULT 0,
    -- How the money of `collected` came, and by how many payments.
    ADD COLUMN method   text,
    ADD COLUMN payments integer       NOT NULL DEFAULT 0;
SELECT facturacion.fold_results();

CREATE TABLE facturacion.result_sales (
    day          date          NOT NULL,
    kind         text,
    reference_id bigint,
    doctor_id    bigint,
    name         text,
    doctor_name  text,
    income       numeric(16,2) NOT NULL,
    quantity     numeric(16,3) NOT NULL,
    CONSTRAINT result_sales_cell UNIQUE NULLS NOT DISTINCT (day, kind, reference_id, doctor_id)
);
CREATE TABLE facturacion.result_methods (
    day       date          NOT NULL,
    method    text          NOT NULL,
    collected numeric(16,2) NOT NULL,
    payments  bigint        NOT NULL,
    CONSTRAINT result_methods_pkey PRIMARY KEY (day, method)
);
-- Under which category the catalogue of inventario keeps a treatment or product, as its events tell.
CREATE TABLE facturacion.item_categories (
    kind         text   NOT NULL CONSTRAINT item_categories_kind CHECK (kind IN ('TREATMENT', 'PRODUCT')),
    reference_id bigint NOT NULL,
    category     text   NOT NULL,
    CONSTRAINT item_categories_pkey PRIMARY KEY (kind, reference_id)
);
-- A row of a report opens the entries that make it, page by page, whichever column it is about.
CREATE INDEX result_entries_sold ON facturacion.result_entries (day, id) WHERE income <> 0;
CREATE INDEX result_entries_sold_of_item ON facturacion.result_entries (kind, reference_id, day, id) WHERE income <> 0;
CREATE INDEX result_entries_sold_by ON facturacion.result_entries (doctor_id, day, id) WHERE income <> 0;
CREATE INDEX payments_by_method ON facturacion.payments (method, received_on, id) WHERE voided_at IS NULL;

CREATE OR REPLACE FUNCTION facturacion.fold_results() RETURNS void LANGUAGE plpgsql AS $$
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
                    sessions = known.sessions + EXCLUDED.sessions),
         sales AS (
             INSERT INTO facturacion.result_sales AS known
                    (day, kind, reference_id, doctor_id, name, doctor_name, income, quantity)
             SELECT day, kind, reference_id, doctor_id, max(name), max(doctor_name), sum(income), sum(quantity)
               FROM taken
              WHERE income <> 0 OR quantity <> 0
              GROUP BY day, kind, reference_id, doctor_id
             ON CONFLICT ON CONSTRAINT result_sales_cell DO UPDATE
                SET name = coalesce(EXCLUDED.name, known.name),
                    doctor_name = coalesce(EXCLUDED.doctor_name, known.doctor_name),
                    income = known.income + EXCLUDED.income,
                    quantity = known.quantity + EXCLUDED.quantity),
         methods AS (
             INSERT INTO facturacion.result_methods AS known (day, method, collected, payments)
             SELECT day, method, sum(collected), sum(payments)
               FROM taken
              WHERE method IS NOT NULL
              GROUP BY day, method
             ON CONFLICT (day, method) DO UPDATE
                SET collected = known.collected + EXCLUDED.collected,
                    payments = known.payments + EXCLUDED.payments)
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

-- How many of each item an invoice sells, on the day of its issue; its annulment takes them back on that day.
CREATE FUNCTION facturacion.count_sold() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO facturacion.result_changes (day, kind, reference_id, doctor_id, name, doctor_name, quantity)
    SELECT NEW.issue_date, entered.kind, entered.reference_id, NEW.doctor_id, max(description), NEW.doctor_name,
           CASE NEW.status WHEN 'ISSUED' THEN sum(quantity) ELSE -sum(quantity) END
      FROM facturacion.invoice_lines l
     CROSS JOIN LATERAL facturacion.entered(l.kind, l.reference_id) AS entered
     WHERE invoice_id = NEW.id
     GROUP BY entered.kind, entered.reference_id;
    RETURN NULL;
END $$;
CREATE TRIGGER invoices_sold AFTER UPDATE ON facturacion.invoices
    FOR EACH ROW WHEN (OLD.status = 'DRAFT' AND NEW.status = 'ISSUED' OR OLD.status = 'ISSUED' AND NEW.status = 'ANNULLED')
    EXECUTE FUNCTION facturacion.count_sold();

CREATE FUNCTION facturacion.count_credited() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO facturacion.result_changes (day, kind, reference_id, doctor_id, name, doctor_name, quantity)
    SELECT n.issue_date, entered.kind, entered.reference_id, i.doctor_id, max(l.description), i.doctor_name, -sum(f.quantity)
      FROM fresh f
      JOIN facturacion.credit_notes n ON n.id = f.credit_note_id
      JOIN facturacion.invoices i ON i.id = n.invoice_id
      JOIN facturacion.invoice_lines l ON l.id = f.invoice_line_id
     CROSS JOIN LATERAL facturacion.entered(l.kind, l.reference_id) AS entered
     GROUP BY n.id, i.id, entered.kind, entered.reference_id;
    RETURN NULL;
END $$;
CREATE TRIGGER credit_note_lines_sold AFTER INSERT ON facturacion.credit_note_lines
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION facturacion.count_credited();

CREATE OR REPLACE FUNCTION facturacion.count_payment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    sign integer := CASE WHEN NEW.voided_at IS NULL THEN 1 ELSE -1 END;
BEGIN
    INSERT INTO facturacion.result_changes (day, collected, method, payments)
         VALUES (NEW.received_on, sign * NEW.amount, NEW.method, sign);
    RETURN NULL;
END $$;
CREATE OR REPLACE FUNCTION facturacion.count_movement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO facturacion.result_changes (day, collected, method, payments)
         VALUES (NEW.day, CASE NEW.kind WHEN 'DEPOSIT' THEN NEW.amount ELSE -NEW.amount END, NEW.method, 1);
    RETURN NULL;
END $$;
