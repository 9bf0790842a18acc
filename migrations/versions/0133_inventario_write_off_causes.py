"""Why stock was written off, the way back from a write-off or a return by mistake, and what facturacion never heard of them."""

from pathlib import Path

from migrations.sql import function_of, run

revision = "0133"
down_revision = "0132"

RECEIPTS = Path(__file__).with_name("0120_inventario_receipts.py")

LEDGER = """
ALTER TABLE inventario.stock_movements
    ADD COLUMN cause text
        CONSTRAINT stock_movements_cause CHECK (cause IN ('EXPIRED', 'DAMAGED', 'LOST', 'OTHER')),
    ADD CONSTRAINT stock_movements_cause_of CHECK (cause IS NULL OR kind = 'WRITE_OFF'),
    DROP CONSTRAINT stock_movements_receipt_of,
    ADD CONSTRAINT stock_movements_receipt_of CHECK (
        CASE WHEN kind IN ('PURCHASE', 'ANNULMENT') THEN true ELSE receipt_id IS NULL END);

CREATE OR REPLACE FUNCTION inventario.apply_movement() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = inventario, pg_temp AS $$
DECLARE
    lot record;
    at_hand numeric;
BEGIN
    -- Product before lot, as everybody locks them.
    SELECT stock_quantity INTO at_hand FROM products WHERE id = NEW.product_id FOR NO KEY UPDATE;
    SELECT expiry_date, recalled INTO lot FROM lots WHERE id = NEW.lot_id FOR NO KEY UPDATE;
    -- A lot takes back what it gave, and gives back what it never got, whatever has become of it.
    IF NEW.kind NOT IN ('WRITE_OFF', 'RETURN', 'REVERSAL', 'ANNULMENT') THEN
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
    -- A visit gives back what it consumed; what came in, was written off or sent back by mistake is annulled.
    IF NEW.kind IN ('REVERSAL', 'ANNULMENT') AND NOT EXISTS (
        SELECT FROM stock_movements m
         WHERE m.id = NEW.reverses
           AND CASE NEW.kind WHEN 'REVERSAL' THEN m.kind = 'CONSUMPTION'
                             ELSE m.kind IN ('WRITE_OFF', 'RETURN')
                                  OR m.kind = 'PURCHASE' AND NEW.receipt_id IS NOT NULL END
           AND (m.appointment_id, m.completion, m.receipt_id)
               IS NOT DISTINCT FROM (NEW.appointment_id, NEW.completion, NEW.receipt_id)
           AND (m.product_id, m.lot_id, -m.quantity, m.unit_cost)
             = (NEW.product_id, NEW.lot_id, NEW.quantity, NEW.unit_cost)) THEN
        RAISE EXCEPTION 'movement % is no mirror of %', NEW.id, NEW.reverses
            USING ERRCODE = 'check_violation', CONSTRAINT = 'stock_movements_reversal';
    END IF;
    NEW.balance_after := coalesce(NEW.balance_after, at_hand + NEW.quantity);
    RETURN NEW;
END $$;
"""

# A write-off brings something back when it is annulled: its sign is that of its mirror.
SIGN = """
ALTER TABLE inventario.stock_movements
    DROP CONSTRAINT stock_movements_sign,
    ADD CONSTRAINT stock_movements_sign CHECK (
        CASE kind WHEN 'PURCHASE' THEN quantity > 0 WHEN 'REVERSAL' THEN quantity > 0
                  WHEN 'ADJUSTMENT' THEN quantity <> 0 WHEN 'ANNULMENT' THEN quantity <> 0
                  ELSE quantity < 0 END);
"""

# What left the stock without a visit before facturacion was told of it: told now, once, with the cause that its reason gives away.
TOLD = """
WITH past AS MATERIALIZED (
         SELECT gen_random_uuid() AS event_id, m.*, p.name, p.unit, l.lot_number,
                CASE WHEN m.kind <> 'WRITE_OFF' THEN NULL
                     WHEN public.plain(m.reason) ~ 'venci|vence|caduc' OR l.expiry_date < m.occurred_on THEN 'EXPIRED'
                     WHEN public.plain(m.reason) ~ 'dan|rot|contamin|romp' THEN 'DAMAGED'
                     WHEN public.plain(m.reason) ~ 'extravi|perdi|rob|falta' THEN 'LOST'
                     ELSE 'OTHER' END AS why
           FROM inventario.stock_movements m
           JOIN inventario.products p ON p.id = m.product_id
           JOIN inventario.lots l ON l.id = m.lot_id
          WHERE m.kind IN ('WRITE_OFF', 'RETURN', 'ADJUSTMENT')),
     event AS (
         INSERT INTO inventario.outbox (id, type, aggregate, actor, data)
              SELECT event_id,
                     CASE kind WHEN 'WRITE_OFF' THEN 'stock.written_off' WHEN 'RETURN' THEN 'stock.sent_back'
                               ELSE 'stock.adjusted' END,
                     'product:' || product_id, actor,
                     jsonb_build_object('summary', 'Movimiento anterior de ' || name, 'level', 'INFO', 'movement_id', id,
                                        'kind', kind, 'cause', why, 'day', occurred_on, 'product_id', product_id,
                                        'name', name, 'unit', unit, 'lot_id', lot_id, 'lot_number', lot_number,
                                        'quantity', quantity, 'unit_cost', unit_cost,
                                        'cost', least(round(abs(quantity * unit_cost), 2), 9999999999.99) * -sign(quantity),
                                        'reason', reason)
                FROM past ORDER BY past.id
           RETURNING id, seq, aggregate)
INSERT INTO inventario.deliveries (event_id, subscriber, seq, aggregate)
     SELECT id, 'facturacion', seq, aggregate FROM event;
"""

# The ledger of before knows of no write-off annulled: where there is one, the step down is refused.
BACK = """
ALTER TABLE inventario.stock_movements
    DROP CONSTRAINT stock_movements_sign,
    ADD CONSTRAINT stock_movements_sign CHECK (
        CASE kind WHEN 'PURCHASE' THEN quantity > 0 WHEN 'REVERSAL' THEN quantity > 0
                  WHEN 'ADJUSTMENT' THEN quantity <> 0 ELSE quantity < 0 END),
    DROP CONSTRAINT stock_movements_receipt_of,
    ADD CONSTRAINT stock_movements_receipt_of CHECK (
        CASE kind WHEN 'PURCHASE' THEN true WHEN 'ANNULMENT' THEN receipt_id IS NOT NULL ELSE receipt_id IS NULL END),
    DROP COLUMN cause;
"""


def upgrade():
    run(LEDGER)
    run(SIGN)
    run(TOLD)


def downgrade():
    run(function_of(RECEIPTS, "inventario.apply_movement"))
    run(BACK)
