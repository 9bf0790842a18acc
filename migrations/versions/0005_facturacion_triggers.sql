-- What the database itself refuses in facturacion. Run by 0005_facturacion.py.

CREATE FUNCTION facturacion.refuse(rule text, sentence text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', sentence USING ERRCODE = 'check_violation', CONSTRAINT = rule;
END $$;

-- A series: its numbers never change, and the next one follows the last one used.
CREATE FUNCTION facturacion.guard_series() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    last integer;
BEGIN
    IF (NEW.establishment, NEW.emission_point) IS DISTINCT FROM (OLD.establishment, OLD.emission_point) THEN
        PERFORM facturacion.refuse('series_fixed', 'the numbers of a series cannot be changed');
    END IF;
    IF NEW.next_sequential <> OLD.next_sequential THEN
        SELECT max(sequential) INTO last FROM facturacion.invoices WHERE series_id = NEW.id;
        IF NEW.next_sequential <> last + 1 THEN
            PERFORM facturacion.refuse('series_in_use', 'a series goes on where its last invoice ended');
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER series_guard BEFORE UPDATE ON facturacion.series
    FOR EACH ROW EXECUTE FUNCTION facturacion.guard_series();
-- A number taken is no edit: whoever renames the series meanwhile is not told that it changed.
CREATE TRIGGER series_version BEFORE UPDATE ON facturacion.series
    FOR EACH ROW WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION public.bump_version();

CREATE FUNCTION facturacion.guard_new_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.status <> 'DRAFT' OR NEW.paid <> 0 THEN
        PERFORM facturacion.refuse('invoices_begin_as_drafts', 'an invoice begins as an unpaid draft');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER invoices_begin BEFORE INSERT ON facturacion.invoices
    FOR EACH ROW EXECUTE FUNCTION facturacion.guard_new_invoice();

-- What was issued, annulled or discarded stays as it is, but for what the clinic learns later: payments, cost, annulment.
CREATE FUNCTION facturacion.guard_invoice() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later   text[] := ARRAY['paid', 'cost', 'balance', 'payment_status', 'version', 'updated_at'];
    annuls  text[] := ARRAY['status', 'annul_reason', 'annulled_at', 'annulled_by_id', 'annulled_by_name'];
    serie   facturacion.series;
BEGIN
    IF OLD.status = 'DRAFT' AND NEW.status = 'ISSUED' THEN
        SELECT * INTO serie FROM facturacion.series WHERE id = NEW.series_id FOR UPDATE;
        IF NEW.sequential IS DISTINCT FROM serie.next_sequential THEN
            PERFORM facturacion.refuse('invoices_no_gap', 'an invoice takes the next number of its series');
        END IF;
        NEW.number := format('%s-%s-%s', serie.establishment, serie.emission_point,
                             lpad(NEW.sequential::text, 9, '0'));
    ELSIF OLD.status = 'DRAFT' AND NEW.status IN ('DRAFT', 'DISCARDED') THEN
        NULL;
    ELSE
        IF OLD.status = 'ISSUED' AND NEW.status = 'ANNULLED' THEN
            later := later || annuls;
        END IF;
        IF to_jsonb(NEW) - later IS DISTINCT FROM to_jsonb(OLD) - later THEN
            PERFORM facturacion.refuse('invoices_frozen', 'an issued invoice cannot be changed');
        END IF;
    END IF;
    IF NEW.paid <> OLD.paid AND NEW.paid <> (
            SELECT coalesce(sum(amount), 0) FROM facturacion.payments
             WHERE invoice_id = NEW.id AND voided_at IS NULL) THEN
        PERFORM facturacion.refuse('invoices_paid_adds_up', 'what is paid is the sum of the payments');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER invoices_guard BEFORE UPDATE ON facturacion.invoices
    FOR EACH ROW EXECUTE FUNCTION facturacion.guard_invoice();
CREATE TRIGGER invoices_version BEFORE UPDATE ON facturacion.invoices
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();
CREATE TRIGGER invoices_keep BEFORE DELETE ON facturacion.invoices
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('invoices_frozen');

CREATE FUNCTION facturacion.advance_series() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE facturacion.series SET next_sequential = NEW.sequential + 1 WHERE id = NEW.series_id;
    RETURN NULL;
END $$;
CREATE TRIGGER invoices_advance_series AFTER UPDATE ON facturacion.invoices
    FOR EACH ROW WHEN (OLD.status = 'DRAFT' AND NEW.status = 'ISSUED')
    EXECUTE FUNCTION facturacion.advance_series();

CREATE FUNCTION facturacion.guard_lines() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    line   facturacion.invoice_lines := coalesce(NEW, OLD);
    found_status text;
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.invoice_id <> OLD.invoice_id THEN
        PERFORM facturacion.refuse('invoices_frozen', 'a line stays in its invoice');
    END IF;
    SELECT status INTO found_status FROM facturacion.invoices WHERE id = line.invoice_id FOR UPDATE;
    IF found_status <> 'DRAFT' THEN
        PERFORM facturacion.refuse('invoices_frozen', 'the lines of an issued invoice cannot be changed');
    END IF;
    RETURN line;
END $$;
CREATE TRIGGER invoice_lines_guard BEFORE INSERT OR UPDATE OR DELETE ON facturacion.invoice_lines
    FOR EACH ROW EXECUTE FUNCTION facturacion.guard_lines();

-- Looked at when the transaction ends, as an invoice and its lines cannot be written at once. IVA is computed on the
-- base of each rate, as the SRI does, so it may differ by cents from the sum of what the lines show.
CREATE FUNCTION facturacion.check_totals() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wanted bigint := CASE TG_TABLE_NAME
        WHEN 'invoices' THEN (to_jsonb(coalesce(NEW, OLD)) ->> 'id')::bigint
        ELSE (to_jsonb(coalesce(NEW, OLD)) ->> 'invoice_id')::bigint END;
    adds_up boolean;
BEGIN
    SELECT (i.subtotal, i.discount, i.iva) = (
           SELECT coalesce(sum(base), 0), coalesce(sum(discount), 0), coalesce(sum(round(base * iva_rate / 100, 2)), 0)
             FROM (SELECT iva_rate, sum(subtotal) AS base, sum(discount) AS discount
                     FROM facturacion.invoice_lines
                    WHERE invoice_id = i.id
                    GROUP BY iva_code, iva_rate) AS rates)
      INTO adds_up
      FROM facturacion.invoices i
     WHERE i.id = wanted;
    IF NOT adds_up THEN
        PERFORM facturacion.refuse('invoices_add_up', 'the totals of the invoice are not those of its lines');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER invoices_add_up AFTER INSERT OR UPDATE ON facturacion.invoices
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION facturacion.check_totals();
CREATE CONSTRAINT TRIGGER invoice_lines_add_up AFTER INSERT OR UPDATE OR DELETE ON facturacion.invoice_lines
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION facturacion.check_totals();

CREATE FUNCTION facturacion.guard_payment() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    voids        text[] := ARRAY['voided_at', 'voided_by_id', 'voided_by_name', 'void_reason'];
    found_status text;
BEGIN
    -- Payments of one invoice wait for each other here, so that each sees what is left to pay.
    SELECT status INTO found_status FROM facturacion.invoices WHERE id = NEW.invoice_id FOR UPDATE;
    IF TG_OP = 'INSERT' THEN
        IF found_status <> 'ISSUED' THEN
            PERFORM facturacion.refuse('payments_of_issued', 'only an issued invoice is paid');
        END IF;
        IF NEW.voided_at IS NOT NULL THEN
            PERFORM facturacion.refuse('payments_frozen', 'a payment is not void from the start');
        END IF;
    ELSIF OLD.voided_at IS NOT NULL OR to_jsonb(NEW) - voids IS DISTINCT FROM to_jsonb(OLD) - voids THEN
        PERFORM facturacion.refuse('payments_frozen', 'a payment cannot be changed, only voided, once');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER payments_guard BEFORE INSERT OR UPDATE ON facturacion.payments
    FOR EACH ROW EXECUTE FUNCTION facturacion.guard_payment();
CREATE TRIGGER payments_keep BEFORE DELETE ON facturacion.payments
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('payments_frozen');

CREATE FUNCTION facturacion.sum_payments() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE facturacion.invoices
       SET paid = (SELECT coalesce(sum(amount), 0) FROM facturacion.payments
                    WHERE invoice_id = NEW.invoice_id AND voided_at IS NULL)
     WHERE id = NEW.invoice_id;
    RETURN NULL;
END $$;
CREATE TRIGGER payments_sum AFTER INSERT OR UPDATE ON facturacion.payments
    FOR EACH ROW EXECUTE FUNCTION facturacion.sum_payments();

CREATE FUNCTION facturacion.guard_expense() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT OLD.active THEN
        PERFORM facturacion.refuse('operational_expenses_frozen', 'a void expense cannot be changed');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER operational_expenses_guard BEFORE UPDATE ON facturacion.operational_expenses
    FOR EACH ROW EXECUTE FUNCTION facturacion.guard_expense();
CREATE TRIGGER operational_expenses_version BEFORE UPDATE ON facturacion.operational_expenses
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();
CREATE TRIGGER operational_expenses_keep BEFORE DELETE ON facturacion.operational_expenses
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('operational_expenses_frozen');
CREATE TRIGGER electronic_invoices_version BEFORE UPDATE ON facturacion.electronic_invoices
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();
