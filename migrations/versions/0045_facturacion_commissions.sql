-- What professionals earn of what they do. Run by the migration beside it.

-- Under which of these a professional earns: a treatment before its category, and that before all of them.
CREATE TABLE facturacion.commission_rules (
    id               bigint        GENERATED ALWAYS AS IDENTITY CONSTRAINT commission_rules_pkey PRIMARY KEY,
    doctor_id        bigint        NOT NULL,
    doctor_name      text          NOT NULL,
    treatment_id     bigint,
    treatment_name   text,
    category         text,
    percent          numeric(5,2),
    -- For each session.
    amount           numeric(12,2),
    basis            text          NOT NULL,
    net_of_materials boolean       NOT NULL,
    valid_from       date          NOT NULL,
    valid_to         date,
    version          integer       NOT NULL DEFAULT 1,
    created_at       timestamptz   NOT NULL DEFAULT now(),
    updated_at       timestamptz   NOT NULL DEFAULT now(),
    CONSTRAINT commission_rules_scope CHECK (num_nonnulls(treatment_id, category) < 2),
    CONSTRAINT commission_rules_named CHECK ((treatment_id IS NULL) = (treatment_name IS NULL)),
    CONSTRAINT commission_rules_one CHECK (num_nonnulls(percent, amount) = 1),
    CONSTRAINT commission_rules_percent CHECK (percent > 0 AND percent <= 100),
    CONSTRAINT commission_rules_amount CHECK (amount > 0),
    CONSTRAINT commission_rules_net CHECK (percent IS NOT NULL OR NOT net_of_materials),
    CONSTRAINT commission_rules_basis CHECK (basis IN ('CHARGED', 'COLLECTED')),
    CONSTRAINT commission_rules_order CHECK (valid_to >= valid_from),
    CONSTRAINT commission_rules_no_overlap EXCLUDE USING gist (
        doctor_id WITH =, coalesce(treatment_id, 0) WITH =, coalesce(public.plain(category), '') WITH =,
        daterange(valid_from, valid_to, '[]') WITH &&)
);
CREATE TRIGGER commission_rules_version BEFORE UPDATE ON facturacion.commission_rules
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();

-- What a rule applies to: a treatment of an invoice, or a session of a package, of one professional.
CREATE TABLE facturacion.commission_lines (
    id             bigint        GENERATED ALWAYS AS IDENTITY CONSTRAINT commission_lines_pkey PRIMARY KEY,
    rule_id        bigint        NOT NULL CONSTRAINT commission_lines_rule REFERENCES facturacion.commission_rules,
    doctor_id      bigint        NOT NULL,
    doctor_name    text          NOT NULL,
    -- The invoice that charged it; of a session, that of its package.
    invoice_id     bigint        NOT NULL CONSTRAINT commission_lines_invoice REFERENCES facturacion.invoices,
    redemption_id  bigint        CONSTRAINT commission_lines_redemption REFERENCES facturacion.package_redemptions,
    treatment_id   bigint        NOT NULL,
    treatment_name text          NOT NULL,
    appointment_id bigint,
    -- What its entries come to.
    accrued        numeric(12,2) NOT NULL DEFAULT 0,
    CONSTRAINT commission_lines_once UNIQUE NULLS NOT DISTINCT (invoice_id, redemption_id, treatment_id)
);
CREATE INDEX commission_lines_appointment ON facturacion.commission_lines (appointment_id)
    WHERE appointment_id IS NOT NULL;
CREATE INDEX commission_lines_redemption_id ON facturacion.commission_lines (redemption_id)
    WHERE redemption_id IS NOT NULL;

CREATE TABLE facturacion.commission_settlements (
    id             bigint        GENERATED ALWAYS AS IDENTITY CONSTRAINT commission_settlements_pkey PRIMARY KEY,
    number         integer       NOT NULL CONSTRAINT commission_settlements_number UNIQUE,
    doctor_id      bigint        NOT NULL,
    doctor_name    text          NOT NULL,
    first          date          NOT NULL,
    last           date          NOT NULL,
    entries        integer       NOT NULL,
    amount         numeric(12,2) NOT NULL CONSTRAINT commission_settlements_amount CHECK (amount > 0),
    made_at        timestamptz   NOT NULL DEFAULT now(),
    made_by_id     text          NOT NULL,
    made_by_name   text          NOT NULL,
    expense_id     bigint        CONSTRAINT commission_settlements_expense REFERENCES facturacion.operational_expenses,
    undone_at      timestamptz,
    undone_by_name text,
    undone_reason  text,
    CONSTRAINT commission_settlements_undone_why CHECK (num_nonnulls(undone_at, undone_by_name, undone_reason) IN (0, 3)),
    CONSTRAINT commission_settlements_order CHECK (last >= first)
);
CREATE INDEX commission_settlements_doctor ON facturacion.commission_settlements (doctor_id, id);
CREATE INDEX commission_settlements_expense_id ON facturacion.commission_settlements (expense_id)
    WHERE expense_id IS NOT NULL;

-- What was earned, and what took it back, each on its own day.
CREATE TABLE facturacion.commission_entries (
    id            bigint        GENERATED ALWAYS AS IDENTITY CONSTRAINT commission_entries_pkey PRIMARY KEY,
    line_id       bigint        NOT NULL CONSTRAINT commission_entries_line REFERENCES facturacion.commission_lines,
    doctor_id     bigint        NOT NULL,
    day           date          NOT NULL,
    amount        numeric(12,2) NOT NULL CONSTRAINT commission_entries_amount CHECK (amount <> 0),
    settlement_id bigint        CONSTRAINT commission_entries_settlement REFERENCES facturacion.commission_settlements,
    recorded_at   timestamptz   NOT NULL DEFAULT now()
);
CREATE INDEX commission_entries_of_line ON facturacion.commission_entries (line_id);
CREATE INDEX commission_entries_doctor ON facturacion.commission_entries (doctor_id, day, id);
CREATE INDEX commission_entries_day ON facturacion.commission_entries (day, id);
CREATE INDEX commission_entries_pending ON facturacion.commission_entries (doctor_id, day) INCLUDE (amount)
    WHERE settlement_id IS NULL;
CREATE INDEX commission_entries_settled ON facturacion.commission_entries (settlement_id) INCLUDE (amount)
    WHERE settlement_id IS NOT NULL;

-- Paying a settlement is no cost again: the commission was one when it was earned.
ALTER TABLE facturacion.operational_expenses ADD COLUMN of_commissions boolean NOT NULL DEFAULT false;
CREATE INDEX operational_expenses_cost ON facturacion.operational_expenses (date) INCLUDE (amount)
    WHERE active AND NOT of_commissions;

REVOKE UPDATE ON facturacion.commission_rules, facturacion.commission_lines, facturacion.commission_entries,
    facturacion.commission_settlements FROM omni_facturacion;
GRANT UPDATE (valid_to) ON facturacion.commission_rules TO omni_facturacion;
GRANT UPDATE (accrued) ON facturacion.commission_lines TO omni_facturacion;
GRANT UPDATE (settlement_id) ON facturacion.commission_entries TO omni_facturacion;
GRANT UPDATE (expense_id, undone_at, undone_by_name, undone_reason)
    ON facturacion.commission_settlements TO omni_facturacion;

-- The rule of a professional for a treatment on a day; the most specific.
CREATE FUNCTION facturacion.commission_rule(doctor bigint, treatment bigint, wanted date) RETURNS bigint
    LANGUAGE sql STABLE AS $$
    SELECT id FROM facturacion.commission_rules r
     WHERE r.doctor_id = doctor AND wanted >= r.valid_from AND (r.valid_to IS NULL OR wanted <= r.valid_to)
       AND (r.treatment_id = treatment
            OR r.treatment_id IS NULL AND r.category IS NULL
            OR public.plain(r.category) = (SELECT public.plain(c.category) FROM facturacion.item_categories c
                                            WHERE c.kind = 'TREATMENT' AND c.reference_id = treatment))
     ORDER BY r.treatment_id IS NULL, r.category IS NULL
     LIMIT 1
$$;

-- What each of these lines comes to as things stand.
CREATE FUNCTION facturacion.commission_due(lines bigint[]) RETURNS TABLE (line_id bigint, due numeric)
    LANGUAGE sql STABLE AS $$
    WITH known AS (
           SELECT c.id, c.invoice_id, c.redemption_id, c.treatment_id, c.appointment_id, r.percent, r.amount, r.basis,
                  r.net_of_materials, i.status, i.paid, i.total - i.credited AS payable, u.value, u.undone_at
             FROM facturacion.commission_lines c
             JOIN facturacion.commission_rules r ON r.id = c.rule_id
             JOIN facturacion.invoices i ON i.id = c.invoice_id
             LEFT JOIN facturacion.package_redemptions u ON u.id = c.redemption_id
            WHERE c.id = ANY (lines)),
         based AS (
           SELECT k.*,
                  CASE WHEN k.status <> 'ISSUED' OR k.undone_at IS NOT NULL THEN 0
                       WHEN k.redemption_id IS NOT NULL THEN k.value ELSE s.income - n.income END AS income,
                  CASE WHEN k.status <> 'ISSUED' OR k.undone_at IS NOT NULL THEN 0
                       WHEN k.redemption_id IS NOT NULL THEN 1 ELSE s.quantity - n.quantity END AS quantity,
                  CASE WHEN k.net_of_materials THEN m.cost ELSE 0 END AS materials
             FROM known k
            CROSS JOIN LATERAL (
                  SELECT coalesce(sum(l.subtotal), 0) AS income, coalesce(sum(l.quantity), 0) AS quantity
                    FROM facturacion.invoice_lines l
                   WHERE k.redemption_id IS NULL AND l.invoice_id = k.invoice_id AND l.kind = 'TREATMENT'
                     AND l.reference_id = k.treatment_id AND l.subtotal > 0) AS s
            CROSS JOIN LATERAL (
                  SELECT coalesce(sum(c.subtotal), 0) AS income, coalesce(sum(c.quantity), 0) AS quantity
                    FROM facturacion.credit_note_lines c
                    JOIN facturacion.invoice_lines l ON l.id = c.invoice_line_id
                   WHERE k.redemption_id IS NULL AND l.invoice_id = k.invoice_id AND l.kind = 'TREATMENT'
                     AND l.reference_id = k.treatment_id AND l.subtotal > 0) AS n
            CROSS JOIN LATERAL (
                  SELECT coalesce(sum(a.cost), 0) AS cost FROM facturacion.appointment_materials a
                   WHERE a.appointment_id = k.appointment_id AND a.kind = 'TREATMENT'
                     AND a.reference_id = k.treatment_id) AS m)
    SELECT id,
           round(CASE WHEN percent IS NOT NULL THEN greatest(income - materials, 0) * percent / 100
                      ELSE amount * quantity END
                 * CASE WHEN basis = 'CHARGED' THEN 1 WHEN payable > 0 THEN least(paid / payable, 1) ELSE 0 END, 2)
      FROM based
$$;

-- Bring the lines of an invoice, of a visit or of a session to what they come to now; the difference is of that day.
CREATE FUNCTION facturacion.accrue_commissions(invoice bigint, visit bigint, session bigint, wanted date) RETURNS void
    LANGUAGE plpgsql AS $$
DECLARE
    lines bigint[];
BEGIN
    SELECT array_agg(id) INTO lines
      FROM (SELECT id FROM facturacion.commission_lines
             WHERE invoice_id = invoice OR appointment_id = visit OR redemption_id = session
             ORDER BY id FOR UPDATE) AS locked;
    IF lines IS NOT NULL THEN
        INSERT INTO facturacion.commission_entries (line_id, doctor_id, day, amount)
        SELECT l.id, l.doctor_id, wanted, d.due - l.accrued
          FROM facturacion.commission_due(lines) AS d
          JOIN facturacion.commission_lines l ON l.id = d.line_id
         WHERE d.due <> l.accrued
         ORDER BY l.id;
    END IF;
END $$;

CREATE FUNCTION facturacion.enter_commissions() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE facturacion.commission_lines l SET accrued = accrued + f.amount
      FROM (SELECT line_id, sum(amount) AS amount FROM fresh GROUP BY line_id) AS f
     WHERE l.id = f.line_id;
    INSERT INTO facturacion.result_entries
           (day, source, source_id, kind, reference_id, name, doctor_id, doctor_name, appointment_id, commission)
    SELECT f.day, 'COMMISSION', l.invoice_id, 'TREATMENT', l.treatment_id, l.treatment_name, l.doctor_id, l.doctor_name,
           l.appointment_id, f.amount
      FROM fresh f JOIN facturacion.commission_lines l ON l.id = f.line_id;
    RETURN NULL;
END $$;
CREATE TRIGGER commission_entries_enter AFTER INSERT ON facturacion.commission_entries
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION facturacion.enter_commissions();

-- An entry belongs to one settlement at a time, and leaves it only when that is undone.
CREATE FUNCTION facturacion.guard_commission_entry() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(NEW) - 'settlement_id' IS DISTINCT FROM to_jsonb(OLD) - 'settlement_id'
       OR OLD.settlement_id IS NOT NULL AND (NEW.settlement_id IS NOT NULL OR NOT EXISTS (
              SELECT FROM facturacion.commission_settlements WHERE id = OLD.settlement_id AND undone_at IS NOT NULL)) THEN
        PERFORM facturacion.refuse('commission_entries_frozen', 'what was settled is not settled again');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER commission_entries_guard BEFORE UPDATE ON facturacion.commission_entries
    FOR EACH ROW EXECUTE FUNCTION facturacion.guard_commission_entry();
CREATE TRIGGER commission_entries_keep BEFORE DELETE ON facturacion.commission_entries
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('commission_entries_frozen');
CREATE TRIGGER commission_entries_not_emptied BEFORE TRUNCATE ON facturacion.commission_entries
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('commission_entries_not_emptied');
CREATE TRIGGER commission_lines_not_emptied BEFORE TRUNCATE ON facturacion.commission_lines
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('commission_lines_not_emptied');

CREATE FUNCTION facturacion.guard_settlement() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    moves text[] := ARRAY['expense_id', 'undone_at', 'undone_by_name', 'undone_reason'];
    paid  boolean := EXISTS (SELECT FROM facturacion.operational_expenses WHERE id = OLD.expense_id AND active);
BEGIN
    IF to_jsonb(NEW) - moves IS DISTINCT FROM to_jsonb(OLD) - moves OR OLD.undone_at IS NOT NULL THEN
        PERFORM facturacion.refuse('commission_settlements_frozen', 'a settlement is not changed');
    END IF;
    IF paid AND (NEW.expense_id IS DISTINCT FROM OLD.expense_id OR NEW.undone_at IS NOT NULL) THEN
        PERFORM facturacion.refuse('commission_settlements_paid', 'the settlement was paid');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER commission_settlements_guard BEFORE UPDATE ON facturacion.commission_settlements
    FOR EACH ROW EXECUTE FUNCTION facturacion.guard_settlement();
CREATE TRIGGER commission_settlements_keep BEFORE DELETE ON facturacion.commission_settlements
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('commission_settlements_frozen');
CREATE TRIGGER commission_settlements_not_emptied BEFORE TRUNCATE ON facturacion.commission_settlements
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('commission_settlements_not_emptied');

-- Looked at when the transaction ends: a settlement comes to its entries, whoever else settled meanwhile.
CREATE FUNCTION facturacion.check_settlement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.undone_at IS NULL AND NEW.amount <> (
           SELECT coalesce(sum(amount), 0) FROM facturacion.commission_entries
            WHERE settlement_id = NEW.id AND doctor_id = NEW.doctor_id AND day <= NEW.last) THEN
        PERFORM facturacion.refuse('commission_settlements_add_up', 'a settlement comes to its entries');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER commission_settlements_add_up AFTER INSERT ON facturacion.commission_settlements
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION facturacion.check_settlement();
