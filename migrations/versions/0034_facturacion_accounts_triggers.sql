-- What the database itself refuses of credit notes and money on account. Run by 0034_facturacion_accounts.py.

-- What has been paid of an invoice: its payments, and what was applied to it less what left it again.
CREATE FUNCTION facturacion.settled(wanted bigint) RETURNS numeric LANGUAGE sql STABLE AS $$
    SELECT (SELECT coalesce(sum(amount), 0) FROM facturacion.payments
             WHERE invoice_id = wanted AND voided_at IS NULL)
         + (SELECT coalesce(sum(CASE kind WHEN 'APPLIED' THEN amount ELSE -amount END), 0)
              FROM facturacion.account_movements WHERE invoice_id = wanted)
$$;

CREATE FUNCTION facturacion.guard_credit_note() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    invoice facturacion.invoices;
    serie   facturacion.series;
    next    integer;
BEGIN
    -- Notes of one invoice wait for each other here, and for its payments.
    SELECT * INTO invoice FROM facturacion.invoices WHERE id = NEW.invoice_id FOR UPDATE;
    IF invoice.status <> 'ISSUED' THEN
        PERFORM facturacion.refuse('credit_notes_of_issued', 'only an issued invoice is credited');
    END IF;
    IF invoice.buyer_id_type = '07' THEN
        PERFORM facturacion.refuse('credit_notes_final_consumer', 'an invoice to the final consumer is not credited');
    END IF;
    IF NEW.issue_date < invoice.issue_date THEN
        PERFORM facturacion.refuse('credit_notes_after_invoice', 'a credit note is not older than its invoice');
    END IF;
    SELECT * INTO serie FROM facturacion.series WHERE id = NEW.series_id;
    SELECT next_sequential INTO next FROM facturacion.credit_series WHERE series_id = NEW.series_id FOR UPDATE;
    IF NEW.sequential IS DISTINCT FROM next THEN
        PERFORM facturacion.refuse('credit_notes_no_gap', 'a credit note takes the next number of its series');
    END IF;
    NEW.number := format('%s-%s-%s', serie.establishment, serie.emission_point, lpad(NEW.sequential::text, 9, '0'));
    RETURN NEW;
END $$;
CREATE TRIGGER credit_notes_guard BEFORE INSERT ON facturacion.credit_notes
    FOR EACH ROW EXECUTE FUNCTION facturacion.guard_credit_note();
CREATE TRIGGER credit_notes_frozen BEFORE UPDATE OR DELETE ON facturacion.credit_notes
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('credit_notes_frozen');
CREATE TRIGGER credit_notes_not_emptied BEFORE TRUNCATE ON facturacion.credit_notes
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('credit_notes_not_emptied');

CREATE FUNCTION facturacion.advance_credit_series() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE facturacion.credit_series SET next_sequential = NEW.sequential + 1 WHERE series_id = NEW.series_id;
    UPDATE facturacion.invoices
       SET credited = (SELECT sum(total) FROM facturacion.credit_notes WHERE invoice_id = NEW.invoice_id)
     WHERE id = NEW.invoice_id;
    RETURN NULL;
END $$;
CREATE TRIGGER credit_notes_advance_series AFTER INSERT ON facturacion.credit_notes
    FOR EACH ROW EXECUTE FUNCTION facturacion.advance_credit_series();

CREATE FUNCTION facturacion.guard_credit_line() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    line   facturacion.invoice_lines;
    before record;
BEGIN
    SELECT l.* INTO line FROM facturacion.invoice_lines l JOIN facturacion.credit_notes n ON n.invoice_id = l.invoice_id
     WHERE l.id = NEW.invoice_line_id AND n.id = NEW.credit_note_id;
    SELECT coalesce(sum(quantity), 0) AS quantity, coalesce(sum(subtotal), 0) AS subtotal INTO before
      FROM facturacion.credit_note_lines WHERE invoice_line_id = NEW.invoice_line_id;
    IF line.id IS NULL OR before.quantity + NEW.quantity > line.quantity
       OR before.subtotal + NEW.subtotal > line.subtotal THEN
        PERFORM facturacion.refuse('credit_note_lines_within', 'more than what is left of the line');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER credit_note_lines_guard BEFORE INSERT ON facturacion.credit_note_lines
    FOR EACH ROW EXECUTE FUNCTION facturacion.guard_credit_line();
CREATE TRIGGER credit_note_lines_frozen BEFORE UPDATE OR DELETE ON facturacion.credit_note_lines
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('credit_notes_frozen');
CREATE TRIGGER credit_note_lines_not_emptied BEFORE TRUNCATE ON facturacion.credit_note_lines
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('credit_note_lines_not_emptied');

-- Looked at when the transaction ends: a note and its lines cannot be written at once. A line added later does not fit.
CREATE FUNCTION facturacion.check_credit_note() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wanted bigint := CASE TG_TABLE_NAME WHEN 'credit_notes' THEN (to_jsonb(NEW) ->> 'id')::bigint
                                        ELSE (to_jsonb(NEW) ->> 'credit_note_id')::bigint END;
BEGIN
    IF EXISTS (SELECT FROM facturacion.credit_notes n
                CROSS JOIN LATERAL (SELECT coalesce(sum(l.subtotal), 0) AS subtotal, coalesce(sum(l.iva), 0) AS iva
                                      FROM facturacion.credit_note_lines l WHERE l.credit_note_id = n.id) AS lines
                WHERE n.id = wanted AND (n.subtotal <> lines.subtotal OR n.iva <> lines.iva)) THEN
        PERFORM facturacion.refuse('credit_notes_add_up', 'the totals of the note are not those of its lines');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER credit_notes_add_up AFTER INSERT ON facturacion.credit_notes
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION facturacion.check_credit_note();
CREATE CONSTRAINT TRIGGER credit_note_lines_add_up AFTER INSERT ON facturacion.credit_note_lines
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION facturacion.check_credit_note();

CREATE FUNCTION facturacion.guard_movement() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    invoice facturacion.invoices;
BEGIN
    IF NEW.invoice_id IS NULL THEN
        RETURN NEW;
    END IF;
    SELECT * INTO invoice FROM facturacion.invoices WHERE id = NEW.invoice_id FOR UPDATE;
    IF invoice.status <> 'ISSUED' THEN
        PERFORM facturacion.refuse('payments_of_issued', 'only an issued invoice is paid');
    END IF;
    IF NEW.kind <> 'RETURNED' AND invoice.patient_id IS DISTINCT FROM NEW.patient_id THEN
        PERFORM facturacion.refuse('account_movements_own', 'the money of one patient does not pay for another');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER account_movements_guard BEFORE INSERT ON facturacion.account_movements
    FOR EACH ROW EXECUTE FUNCTION facturacion.guard_movement();
CREATE TRIGGER account_movements_frozen BEFORE UPDATE OR DELETE ON facturacion.account_movements
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('account_movements_frozen');
CREATE TRIGGER account_movements_not_emptied BEFORE TRUNCATE ON facturacion.account_movements
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('account_movements_not_emptied');

-- The invoice first, then the account: everybody takes them in this order.
CREATE FUNCTION facturacion.move_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.invoice_id IS NOT NULL THEN
        UPDATE facturacion.invoices SET paid = facturacion.settled(NEW.invoice_id) WHERE id = NEW.invoice_id;
    END IF;
    IF NEW.kind <> 'RETURNED' THEN
        -- Not an upsert: the row that it proposes would be checked before the one that is there.
        INSERT INTO facturacion.patient_accounts (patient_id) VALUES (NEW.patient_id) ON CONFLICT DO NOTHING;
        UPDATE facturacion.patient_accounts
           SET credit = credit + CASE WHEN NEW.kind IN ('DEPOSIT', 'RELEASED') THEN NEW.amount ELSE -NEW.amount END
         WHERE patient_id = NEW.patient_id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER account_movements_move AFTER INSERT ON facturacion.account_movements
    FOR EACH ROW EXECUTE FUNCTION facturacion.move_account();

-- What a credit note takes from the results, line by line, on its own day; its source is the invoice.
CREATE FUNCTION facturacion.enter_credit_lines() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO facturacion.result_entries
           (day, source, source_id, kind, reference_id, name, doctor_id, doctor_name, appointment_id, income)
    SELECT n.issue_date, 'CREDIT_NOTE', i.id, entered.kind, entered.reference_id, max(l.description), i.doctor_id,
           i.doctor_name, i.appointment_id, -sum(f.subtotal)
      FROM fresh f
      JOIN facturacion.credit_notes n ON n.id = f.credit_note_id
      JOIN facturacion.invoices i ON i.id = n.invoice_id
      JOIN facturacion.invoice_lines l ON l.id = f.invoice_line_id
     CROSS JOIN LATERAL facturacion.entered(l.kind, l.reference_id) AS entered
     GROUP BY n.id, i.id, entered.kind, entered.reference_id
    HAVING sum(f.subtotal) <> 0;
    RETURN NULL;
END $$;
CREATE TRIGGER credit_note_lines_enter AFTER INSERT ON facturacion.credit_note_lines
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION facturacion.enter_credit_lines();

CREATE FUNCTION facturacion.count_movement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO facturacion.result_changes (day, collected)
         VALUES (NEW.day, CASE NEW.kind WHEN 'DEPOSIT' THEN NEW.amount ELSE -NEW.amount END);
    RETURN NULL;
END $$;
CREATE TRIGGER account_movements_count AFTER INSERT ON facturacion.account_movements
    FOR EACH ROW WHEN (NEW.method IS NOT NULL) EXECUTE FUNCTION facturacion.count_movement();
