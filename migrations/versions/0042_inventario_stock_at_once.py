"""Lots and products follow the movements of a statement at once, not one after another: a burst of visits uses the same few."""

from migrations.sql import run

revision = "0042"
down_revision = "0041"

# Each movement is judged as it comes and says what is in stock after it. Whoever writes several of one product in one
# statement says so of each, for nothing has moved yet; settle_movements holds them to it.
JUDGED = """
CREATE OR REPLACE FUNCTION inventario.apply_movement() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = inventario, pg_temp AS $$
DECLARE
    lot record;
    at_hand numeric;
BEGIN
    -- Product before lot, as everybody locks them.
    SELECT stock_quantity INTO at_hand FROM products WHERE id = NEW.product_id FOR NO KEY UPDATE;
    SELECT expiry_date, recalled INTO lot FROM lots WHERE id = NEW.lot_id FOR NO KEY UPDATE;
    -- A lot takes back what it gave, whatever has become of it.
    IF NEW.kind NOT IN ('WRITE_OFF', 'RETURN', 'REVERSAL') THEN
        IF lot.recalled THEN
            RAISE EXCEPTION 'lot % is recalled', NEW.lot_id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'stock_movements_lot_recalled';
        END IF;
        -- A count finds what is there, expired or not.
        IF expired(lot.expiry_date, NEW.occurred_on) AND NEW.kind <> 'ADJUSTMENT' THEN
            RAISE EXCEPTION 'lot % is expired', NEW.lot_id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'stock_movements_lot_expired';
        END IF;
    END IF;
    IF NEW.kind = 'REVERSAL' AND NOT EXISTS (
        SELECT FROM stock_movements m
         WHERE m.id = NEW.reverses AND m.kind = 'CONSUMPTION'
           AND (m.product_id, m.lot_id, m.appointment_id, m.completion, -m.quantity, m.unit_cost)
             = (NEW.product_id, NEW.lot_id, NEW.appointment_id, NEW.completion, NEW.quantity, NEW.unit_cost)) THEN
        RAISE EXCEPTION 'movement % is no mirror of %', NEW.id, NEW.reverses
            USING ERRCODE = 'check_violation', CONSTRAINT = 'stock_movements_reversal';
    END IF;
    NEW.balance_after := coalesce(NEW.balance_after, at_hand + NEW.quantity);
    RETURN NEW;
END $$;

CREATE FUNCTION inventario.settle_movements() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = inventario, pg_temp AS $$
BEGIN
    IF EXISTS (
        SELECT FROM (SELECT m.balance_after,
                            p.stock_quantity + sum(m.quantity) OVER (PARTITION BY m.product_id ORDER BY m.id) AS expected
                       FROM moved m JOIN products p ON p.id = m.product_id) AS told
         WHERE told.balance_after <> told.expected) THEN
        RAISE EXCEPTION 'a movement does not follow the one before it'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'stock_movements_balance';
    END IF;
    -- What comes back at the cost at which it left makes the lot's cost what it would have been.
    UPDATE lots l
       SET quantity = l.quantity + m.quantity,
           unit_cost = CASE WHEN m.back > 0
                            THEN (l.quantity * l.unit_cost + m.worth) / (l.quantity + m.back)
                            ELSE l.unit_cost END
      FROM (SELECT lot_id, sum(quantity) AS quantity,
                   coalesce(sum(quantity) FILTER (WHERE kind = 'REVERSAL'), 0) AS back,
                   sum(quantity * moved.unit_cost) FILTER (WHERE kind = 'REVERSAL') AS worth
              FROM moved GROUP BY lot_id) AS m
     WHERE l.id = m.lot_id;
    UPDATE products p SET last_cost = m.unit_cost
      FROM (SELECT DISTINCT ON (product_id) product_id, moved.unit_cost
              FROM moved WHERE kind = 'PURCHASE' ORDER BY product_id, id DESC) AS m
     WHERE p.id = m.product_id;
    RETURN NULL;
END $$;
CREATE TRIGGER stock_movements_settle AFTER INSERT ON inventario.stock_movements
    REFERENCING NEW TABLE AS moved FOR EACH STATEMENT EXECUTE FUNCTION inventario.settle_movements();
"""

ONE_BY_ONE = """
DROP TRIGGER stock_movements_settle ON inventario.stock_movements;
DROP FUNCTION inventario.settle_movements;
"""
OLDER = """
CREATE OR REPLACE FUNCTION inventario.apply_movement() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = inventario, pg_temp AS $$
DECLARE
    lot record;
BEGIN
    -- Product before lot, as everybody locks them.
    PERFORM FROM products WHERE id = NEW.product_id FOR NO KEY UPDATE;
    SELECT expiry_date, recalled INTO lot FROM lots WHERE id = NEW.lot_id FOR NO KEY UPDATE;
    -- A lot takes back what it gave, whatever has become of it.
    IF NEW.kind NOT IN ('WRITE_OFF', 'RETURN', 'REVERSAL') THEN
        IF lot.recalled THEN
            RAISE EXCEPTION 'lot % is recalled', NEW.lot_id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'stock_movements_lot_recalled';
        END IF;
        -- A count finds what is there, expired or not.
        IF expired(lot.expiry_date, NEW.occurred_on) AND NEW.kind <> 'ADJUSTMENT' THEN
            RAISE EXCEPTION 'lot % is expired', NEW.lot_id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'stock_movements_lot_expired';
        END IF;
    END IF;
    IF NEW.kind = 'REVERSAL' AND NOT EXISTS (
        SELECT FROM stock_movements m
         WHERE m.id = NEW.reverses AND m.kind = 'CONSUMPTION'
           AND (m.product_id, m.lot_id, m.appointment_id, m.completion, -m.quantity, m.unit_cost)
             = (NEW.product_id, NEW.lot_id, NEW.appointment_id, NEW.completion, NEW.quantity, NEW.unit_cost)) THEN
        RAISE EXCEPTION 'movement % is no mirror of %', NEW.id, NEW.reverses
            USING ERRCODE = 'check_violation', CONSTRAINT = 'stock_movements_reversal';
    END IF;
    -- What comes back at the cost at which it left makes the lot's cost what it would have been.
    UPDATE lots
       SET quantity = quantity + NEW.quantity,
           unit_cost = CASE WHEN NEW.kind = 'REVERSAL'
                            THEN (quantity * unit_cost + NEW.quantity * NEW.unit_cost) / (quantity + NEW.quantity)
                            ELSE unit_cost END
     WHERE id = NEW.lot_id;
    IF NEW.kind = 'PURCHASE' THEN
        UPDATE products SET last_cost = NEW.unit_cost WHERE id = NEW.product_id;
    END IF;
    SELECT stock_quantity INTO NEW.balance_after FROM products WHERE id = NEW.product_id;
    RETURN NEW;
END $$;
"""


def upgrade():
    run(JUDGED)


def downgrade():
    run(ONE_BY_ONE + OLDER)
