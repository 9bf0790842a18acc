-- What the database itself refuses of cash. Run by 0031_facturacion_cash.py.

-- Movements of a session run side by side; closing waits for them, and what comes after finds it closed. Money that goes
-- out waits for its like, so that each sees what is left in the drawer.
CREATE FUNCTION facturacion.guard_cash_movement() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    closed timestamptz;
    inside numeric;
BEGIN
    IF NEW.method = 'CASH' AND NEW.amount < 0 THEN
        SELECT closed_at INTO closed FROM facturacion.cash_sessions WHERE id = NEW.session_id FOR NO KEY UPDATE;
        SELECT coalesce(sum(amount), 0) INTO inside FROM facturacion.cash_movements
         WHERE session_id = NEW.session_id AND method = 'CASH';
        IF inside + NEW.amount < 0 THEN
            PERFORM facturacion.refuse('cash_movements_within_drawer', 'there is not so much cash in the till');
        END IF;
    ELSE
        SELECT closed_at INTO closed FROM facturacion.cash_sessions WHERE id = NEW.session_id FOR SHARE;
    END IF;
    IF closed IS NOT NULL THEN
        PERFORM facturacion.refuse('cash_sessions_closed', 'nothing moves in a closed session');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cash_movements_guard BEFORE INSERT ON facturacion.cash_movements
    FOR EACH ROW EXECUTE FUNCTION facturacion.guard_cash_movement();
CREATE TRIGGER cash_movements_keep BEFORE UPDATE OR DELETE ON facturacion.cash_movements
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('cash_movements_frozen');
CREATE TRIGGER cash_counts_keep BEFORE UPDATE OR DELETE ON facturacion.cash_counts
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('cash_movements_frozen');

-- A session is closed while a closing of it is in force, and not otherwise.
CREATE FUNCTION facturacion.guard_cash_session() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    moving text[] := ARRAY['closed_at', 'version', 'updated_at'];
BEGIN
    IF to_jsonb(NEW) - moving IS DISTINCT FROM to_jsonb(OLD) - moving
       OR NEW.closed_at IS DISTINCT FROM (SELECT closed_at FROM facturacion.cash_closings
                                           WHERE session_id = NEW.id AND reopened_at IS NULL) THEN
        PERFORM facturacion.refuse('cash_sessions_frozen', 'a session is only closed and reopened');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cash_sessions_guard BEFORE UPDATE ON facturacion.cash_sessions
    FOR EACH ROW EXECUTE FUNCTION facturacion.guard_cash_session();
CREATE TRIGGER cash_sessions_version BEFORE UPDATE ON facturacion.cash_sessions
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();
CREATE TRIGGER cash_sessions_keep BEFORE DELETE ON facturacion.cash_sessions
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('cash_sessions_frozen');

-- A session closes on a count that nothing moved after, whose expectation is the sum of what moved, explained where it differs.
CREATE FUNCTION facturacion.guard_cash_closing() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    reopens text[] := ARRAY['reopened_at', 'reopened_by_id', 'reopened_by_name', 'reopen_reason'];
    counted facturacion.cash_counts;
    found   record;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF OLD.reopened_at IS NOT NULL OR to_jsonb(NEW) - reopens IS DISTINCT FROM to_jsonb(OLD) - reopens THEN
            PERFORM facturacion.refuse('cash_closings_frozen', 'a closing is only reopened, once');
        END IF;
        RETURN NEW;
    END IF;
    PERFORM FROM facturacion.cash_sessions WHERE id = NEW.session_id FOR NO KEY UPDATE;
    SELECT * INTO counted FROM facturacion.cash_counts WHERE id = NEW.count_id;
    SELECT max(id) AS last, coalesce(sum(amount), 0) AS total,
           coalesce(sum(amount) FILTER (WHERE method = 'CASH'), 0) AS cash
      INTO found
      FROM facturacion.cash_movements WHERE session_id = NEW.session_id;
    IF counted.session_id <> NEW.session_id OR counted.last_movement IS DISTINCT FROM found.last THEN
        PERFORM facturacion.refuse('cash_counts_current', 'something moved after the count');
    END IF;
    IF (counted.expected, counted.expected_cash) IS DISTINCT FROM (found.total, found.cash)
       OR NEW.left_in_till + NEW.deposited <> counted.counted_cash THEN
        PERFORM facturacion.refuse('cash_closings_add_up', 'what is expected is the sum of what moved');
    END IF;
    IF NOT counted.exact AND NEW.reason IS NULL THEN
        PERFORM facturacion.refuse('cash_closings_explained', 'a difference is explained');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cash_closings_guard BEFORE INSERT OR UPDATE ON facturacion.cash_closings
    FOR EACH ROW EXECUTE FUNCTION facturacion.guard_cash_closing();
CREATE TRIGGER cash_closings_keep BEFORE DELETE ON facturacion.cash_closings
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('cash_closings_frozen');

CREATE FUNCTION facturacion.follow_cash_closing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE facturacion.cash_sessions
       SET closed_at = CASE WHEN NEW.reopened_at IS NULL THEN NEW.closed_at END
     WHERE id = NEW.session_id;
    RETURN NULL;
END $$;
CREATE TRIGGER cash_closings_follow AFTER INSERT OR UPDATE ON facturacion.cash_closings
    FOR EACH ROW EXECUTE FUNCTION facturacion.follow_cash_closing();

-- What was counted and closed stays as it was: no payment in cash is dated into a cashier's closed day, none of a closed
-- session is voided.
CREATE FUNCTION facturacion.guard_cash_payment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.method = 'CASH' AND EXISTS (
               SELECT FROM facturacion.cash_sessions
                WHERE cashier_id = NEW.received_by_id AND day = NEW.received_on
               HAVING bool_and(closed_at IS NOT NULL)) THEN
            PERFORM facturacion.refuse('payments_day_closed', 'the cash of that day was counted and closed');
        END IF;
    ELSIF NEW.voided_at IS NOT NULL AND OLD.voided_at IS NULL AND EXISTS (
              SELECT FROM facturacion.cash_movements m JOIN facturacion.cash_sessions s ON s.id = m.session_id
               WHERE m.source = 'payment:' || NEW.id AND s.closed_at IS NOT NULL) THEN
        PERFORM facturacion.refuse('payments_session_closed', 'the payment is in a closed session');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER payments_cash BEFORE INSERT OR UPDATE ON facturacion.payments
    FOR EACH ROW EXECUTE FUNCTION facturacion.guard_cash_payment();

-- Cash that is taken now is in somebody's till. What carries a moment of its own is a history that was brought in.
CREATE FUNCTION facturacion.cash_must_land() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.received_at = now() AND NOT EXISTS (
           SELECT FROM facturacion.cash_movements WHERE source = 'payment:' || NEW.id AND kind = 'PAYMENT') THEN
        PERFORM facturacion.refuse('payments_cash_lands', 'a payment in cash lands in an open session');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER payments_cash_lands AFTER INSERT ON facturacion.payments
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.method = 'CASH')
    EXECUTE FUNCTION facturacion.cash_must_land();
CREATE TRIGGER tills_version BEFORE UPDATE ON facturacion.tills
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();
CREATE TRIGGER cash_rules_version BEFORE UPDATE ON facturacion.cash_rules
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();

CREATE TRIGGER cash_movements_not_emptied BEFORE TRUNCATE ON facturacion.cash_movements
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('cash_movements_frozen');
CREATE TRIGGER cash_counts_not_emptied BEFORE TRUNCATE ON facturacion.cash_counts
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('cash_movements_frozen');
CREATE TRIGGER cash_sessions_not_emptied BEFORE TRUNCATE ON facturacion.cash_sessions
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('cash_sessions_frozen');
CREATE TRIGGER cash_closings_not_emptied BEFORE TRUNCATE ON facturacion.cash_closings
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('cash_closings_frozen');
