-- Instalments agreed of an invoice, and the last day to annul one. Run by the migration beside it.

CREATE TABLE facturacion.instalment_plans (
    id             bigint        GENERATED ALWAYS AS IDENTITY CONSTRAINT instalment_plans_pkey PRIMARY KEY,
    invoice_id     bigint        NOT NULL CONSTRAINT instalment_plans_invoice REFERENCES facturacion.invoices,
    -- What was owed when it was agreed.
    total          numeric(12,2) NOT NULL CONSTRAINT instalment_plans_total CHECK (total > 0),
    agreed_at      timestamptz   NOT NULL DEFAULT now(),
    agreed_by_id   text          NOT NULL,
    agreed_by_name text          NOT NULL,
    -- Another took its place, or none.
    ended_at       timestamptz,
    ended_by_id    text,
    ended_by_name  text,
    end_reason     text,
    CONSTRAINT instalment_plans_ended CHECK (num_nonnulls(ended_at, ended_by_id, ended_by_name, end_reason) IN (0, 4))
);
CREATE UNIQUE INDEX instalment_plans_one ON facturacion.instalment_plans (invoice_id) WHERE ended_at IS NULL;
CREATE INDEX instalment_plans_of_invoice ON facturacion.instalment_plans (invoice_id, id);

CREATE TABLE facturacion.instalments (
    plan_id  bigint        NOT NULL CONSTRAINT instalments_plan REFERENCES facturacion.instalment_plans,
    position integer       NOT NULL CONSTRAINT instalments_position CHECK (position BETWEEN 1 AND 60),
    due_on   date          NOT NULL,
    amount   numeric(12,2) NOT NULL CONSTRAINT instalments_amount CHECK (amount > 0),
    CONSTRAINT instalments_pkey PRIMARY KEY (plan_id, position),
    CONSTRAINT instalments_day_once UNIQUE (plan_id, due_on)
);
REVOKE UPDATE ON facturacion.instalment_plans, facturacion.instalments FROM omni_facturacion;
GRANT UPDATE (ended_at, ended_by_id, ended_by_name, end_reason) ON facturacion.instalment_plans TO omni_facturacion;

CREATE FUNCTION facturacion.guard_instalment_plan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.ended_at IS NOT NULL
       OR to_jsonb(NEW) - '{ended_at,ended_by_id,ended_by_name,end_reason}'::text[]
          IS DISTINCT FROM to_jsonb(OLD) - '{ended_at,ended_by_id,ended_by_name,end_reason}'::text[] THEN
        PERFORM facturacion.refuse('instalments_frozen', 'a plan that was agreed is not changed: another is agreed');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER instalment_plans_guard BEFORE UPDATE ON facturacion.instalment_plans
    FOR EACH ROW EXECUTE FUNCTION facturacion.guard_instalment_plan();
CREATE TRIGGER instalment_plans_keep BEFORE DELETE ON facturacion.instalment_plans
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('instalments_frozen');
CREATE TRIGGER instalment_plans_not_emptied BEFORE TRUNCATE ON facturacion.instalment_plans
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('instalments_frozen');
CREATE TRIGGER instalments_keep BEFORE UPDATE OR DELETE ON facturacion.instalments
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('instalments_frozen');
CREATE TRIGGER instalments_not_emptied BEFORE TRUNCATE ON facturacion.instalments
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('instalments_frozen');

-- At the end of the transaction, as a plan and its instalments cannot be written at once. Both tables ask it: an instalment
-- that is added later is refused too.
CREATE FUNCTION facturacion.check_instalments() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wanted bigint := CASE TG_TABLE_NAME
        WHEN 'instalments' THEN (to_jsonb(NEW) ->> 'plan_id')::bigint ELSE (to_jsonb(NEW) ->> 'id')::bigint END;
BEGIN
    IF EXISTS (SELECT FROM facturacion.instalment_plans p
                WHERE p.id = wanted
                  AND p.total <> (SELECT coalesce(sum(amount), 0) FROM facturacion.instalments WHERE plan_id = p.id)) THEN
        PERFORM facturacion.refuse('instalment_plans_sum', 'the instalments add up to what is owed');
    END IF;
    IF TG_TABLE_NAME = 'instalment_plans' AND NOT EXISTS (
           SELECT FROM facturacion.instalment_plans p JOIN facturacion.invoices i ON i.id = p.invoice_id
            WHERE p.id = wanted AND i.status = 'ISSUED' AND i.balance = p.total) THEN
        PERFORM facturacion.refuse('instalment_plans_owed', 'what is agreed is what an issued invoice owes');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER instalment_plans_sum AFTER INSERT ON facturacion.instalment_plans
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION facturacion.check_instalments();
CREATE CONSTRAINT TRIGGER instalments_sum AFTER INSERT ON facturacion.instalments
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION facturacion.check_instalments();

-- Until day 7 of the month after its issue, in the clinic's time zone as it was when this was migrated. The service, which
-- reads the zone anew, says so first.
CREATE FUNCTION facturacion.check_annulled_in_time() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (now() AT TIME ZONE '{zone}')::date > date_trunc('month', NEW.issue_date)::date + interval '1 month 6 days' THEN
        PERFORM facturacion.refuse('invoices_annulled_in_time', 'too late to annul: it takes a credit note');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER invoices_annulled_in_time BEFORE UPDATE ON facturacion.invoices
    FOR EACH ROW WHEN (OLD.status = 'ISSUED' AND NEW.status = 'ANNULLED')
    EXECUTE FUNCTION facturacion.check_annulled_in_time();
