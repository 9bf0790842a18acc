"""Usable stock in one definition, movements that undo a consumption, and searches by words."""

from migrations.sql import run

revision = "0015"
down_revision = "0014"

# Time passes: which lots are expired is worked out when somebody asks, never stored.
USABLE = """
CREATE FUNCTION inventario.expired(expiry_date date, today date) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN coalesce(expiry_date < today, false);
CREATE FUNCTION inventario.usable(recalled boolean, expiry_date date, today date) RETURNS boolean
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN NOT recalled AND NOT inventario.expired(expiry_date, today);

DROP INDEX inventario.lots_first_to_expire;
CREATE INDEX lots_at_hand ON inventario.lots (product_id, expiry_date, received_at, id)
    INCLUDE (quantity, unit_cost, recalled) WHERE quantity > 0;
DROP INDEX inventario.products_low;
ALTER TABLE inventario.products DROP COLUMN low_stock;
"""

SEARCH = """
DROP INDEX inventario.products_search;
ALTER TABLE inventario.products ADD COLUMN search_text text NOT NULL
    GENERATED ALWAYS AS (public.plain(name || ' ' || sku)) STORED;
CREATE INDEX products_search ON inventario.products USING gin (search_text public.gin_trgm_ops);
DROP INDEX inventario.treatments_search;
ALTER TABLE inventario.treatments ADD COLUMN search_text text NOT NULL
    GENERATED ALWAYS AS (public.plain(name || ' ' || code)) STORED;
CREATE INDEX treatments_search ON inventario.treatments USING gin (search_text public.gin_trgm_ops);
"""

# An appointment is completed, reopened and completed again: each completion has a number.
COMPLETIONS = """
ALTER TABLE inventario.consumptions ADD COLUMN completion integer NOT NULL DEFAULT 1
    CONSTRAINT consumptions_completion CHECK (completion >= 1);
ALTER TABLE inventario.consumptions ALTER COLUMN completion DROP DEFAULT;
ALTER TABLE inventario.consumptions DROP CONSTRAINT consumptions_pkey,
    ADD CONSTRAINT consumptions_pkey PRIMARY KEY (appointment_id, completion),
    ADD COLUMN cost numeric(12,2) NOT NULL DEFAULT 0 CONSTRAINT consumptions_cost CHECK (cost >= 0),
    ADD COLUMN returned_at timestamptz;
UPDATE inventario.consumptions c
   SET cost = (SELECT least(coalesce(round(-sum(m.quantity * m.unit_cost), 2), 0), 9999999999.99)
                 FROM inventario.stock_movements m WHERE m.appointment_id = c.appointment_id);
GRANT UPDATE (cost, returned_at) ON inventario.consumptions TO omni_inventario;

ALTER TABLE inventario.shortages ADD COLUMN completion integer NOT NULL DEFAULT 1
    CONSTRAINT shortages_completion CHECK (completion >= 1);
ALTER TABLE inventario.shortages ALTER COLUMN completion DROP DEFAULT;
ALTER TABLE inventario.shortages DROP CONSTRAINT shortages_once_per_appointment,
    ADD CONSTRAINT shortages_once_per_completion UNIQUE (appointment_id, completion, product_id);

ALTER TABLE inventario.stock_movements
    ADD COLUMN completion integer CONSTRAINT stock_movements_completion_positive CHECK (completion >= 1),
    ADD COLUMN reverses bigint CONSTRAINT stock_movements_reversed_once UNIQUE
               CONSTRAINT stock_movements_reverses REFERENCES inventario.stock_movements,
    -- What the movement was called when it was written: product, code, lot, reason and who did it.
    ADD COLUMN search_text text NOT NULL DEFAULT '';
ALTER TABLE inventario.stock_movements DISABLE TRIGGER stock_movements_final;
UPDATE inventario.stock_movements m
   SET completion = CASE WHEN m.appointment_id IS NOT NULL THEN 1 END,
       search_text = public.plain(concat_ws(' ', p.name, p.sku, l.lot_number, m.reason, m.actor ->> 'name'))
  FROM inventario.products p, inventario.lots l
 WHERE p.id = m.product_id AND l.id = m.lot_id;
ALTER TABLE inventario.stock_movements ENABLE TRIGGER stock_movements_final;
ALTER TABLE inventario.stock_movements ALTER COLUMN search_text DROP DEFAULT;
CREATE INDEX stock_movements_search ON inventario.stock_movements USING gin (search_text public.gin_trgm_ops);
"""

MOVEMENTS = """
ALTER TABLE inventario.stock_movements
    DROP CONSTRAINT stock_movements_kind,
    DROP CONSTRAINT stock_movements_sign,
    DROP CONSTRAINT stock_movements_appointment,
    ADD CONSTRAINT stock_movements_kind
        CHECK (kind IN ('PURCHASE', 'ADJUSTMENT', 'WRITE_OFF', 'RETURN', 'CONSUMPTION', 'REVERSAL')),
    ADD CONSTRAINT stock_movements_sign CHECK (
        CASE kind WHEN 'PURCHASE' THEN quantity > 0 WHEN 'REVERSAL' THEN quantity > 0
                  WHEN 'ADJUSTMENT' THEN quantity <> 0 ELSE quantity < 0 END),
    ADD CONSTRAINT stock_movements_appointment
        CHECK ((kind IN ('CONSUMPTION', 'REVERSAL')) = (appointment_id IS NOT NULL)),
    ADD CONSTRAINT stock_movements_completion CHECK ((appointment_id IS NULL) = (completion IS NULL)),
    ADD CONSTRAINT stock_movements_reversal_of CHECK ((kind = 'REVERSAL') = (reverses IS NOT NULL));
DROP INDEX inventario.stock_movements_consumed_once;
CREATE UNIQUE INDEX stock_movements_consumed_once
    ON inventario.stock_movements (appointment_id, completion, lot_id, kind) WHERE appointment_id IS NOT NULL;

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

CREATE FUNCTION inventario.describe_movement() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT public.plain(concat_ws(' ', p.name, p.sku, l.lot_number, NEW.reason, NEW.actor ->> 'name'))
      INTO NEW.search_text
      FROM inventario.products p JOIN inventario.lots l ON l.product_id = p.id
     WHERE l.id = NEW.lot_id AND p.id = NEW.product_id;
    NEW.search_text := coalesce(NEW.search_text, '');
    RETURN NEW;
END $$;
CREATE TRIGGER stock_movements_describe BEFORE INSERT ON inventario.stock_movements
    FOR EACH ROW EXECUTE FUNCTION inventario.describe_movement();
"""

# Codes and names are printed on invoices, whose fields end somewhere. Older rows stay until somebody edits them; a
# constraint would refuse them each movement of their stock.
LIMITS = """
CREATE TRIGGER products_fit_an_invoice BEFORE INSERT OR UPDATE OF sku ON inventario.products
    FOR EACH ROW WHEN (length(NEW.sku) > 25) EXECUTE FUNCTION public.refuse_change('products_sku_length');
CREATE TRIGGER treatments_fit_an_invoice BEFORE INSERT OR UPDATE OF code ON inventario.treatments
    FOR EACH ROW WHEN (length(NEW.code) > 25) EXECUTE FUNCTION public.refuse_change('treatments_code_length');
"""


def upgrade():
    for part in (USABLE, SEARCH, COMPLETIONS, MOVEMENTS, LIMITS):
        run(part)


# What was undone and done again cannot be told by the older tables: it stays as it is, or the step down is refused.
DOWN = """
DROP TRIGGER products_fit_an_invoice ON inventario.products;
DROP TRIGGER treatments_fit_an_invoice ON inventario.treatments;

DROP TRIGGER stock_movements_describe ON inventario.stock_movements;
DROP FUNCTION inventario.describe_movement;
DROP INDEX inventario.stock_movements_consumed_once, inventario.stock_movements_search;
ALTER TABLE inventario.stock_movements
    DROP CONSTRAINT stock_movements_kind,
    DROP CONSTRAINT stock_movements_sign,
    DROP CONSTRAINT stock_movements_appointment,
    DROP COLUMN completion,
    DROP COLUMN reverses,
    DROP COLUMN search_text,
    ADD CONSTRAINT stock_movements_kind
        CHECK (kind IN ('PURCHASE', 'ADJUSTMENT', 'WRITE_OFF', 'RETURN', 'CONSUMPTION')),
    ADD CONSTRAINT stock_movements_sign CHECK (
        CASE kind WHEN 'PURCHASE' THEN quantity > 0 WHEN 'ADJUSTMENT' THEN quantity <> 0 ELSE quantity < 0 END),
    ADD CONSTRAINT stock_movements_appointment CHECK ((kind = 'CONSUMPTION') = (appointment_id IS NOT NULL));
CREATE UNIQUE INDEX stock_movements_consumed_once ON inventario.stock_movements (appointment_id, lot_id)
    WHERE appointment_id IS NOT NULL;

ALTER TABLE inventario.shortages DROP COLUMN completion,
    ADD CONSTRAINT shortages_once_per_appointment UNIQUE (appointment_id, product_id);
REVOKE UPDATE (cost, returned_at) ON inventario.consumptions FROM omni_inventario;
ALTER TABLE inventario.consumptions DROP COLUMN completion, DROP COLUMN cost, DROP COLUMN returned_at,
    ADD CONSTRAINT consumptions_pkey PRIMARY KEY (appointment_id);

ALTER TABLE inventario.products DROP COLUMN search_text;
CREATE INDEX products_search ON inventario.products USING gin (public.plain(name || ' ' || sku) public.gin_trgm_ops);
ALTER TABLE inventario.treatments DROP COLUMN search_text;
CREATE INDEX treatments_search
    ON inventario.treatments USING gin (public.plain(name || ' ' || code) public.gin_trgm_ops);

ALTER TABLE inventario.products ADD COLUMN low_stock boolean
    GENERATED ALWAYS AS (minimum_stock > 0 AND stock_quantity <= minimum_stock) STORED;
CREATE INDEX products_low ON inventario.products (public.plain(name), id) WHERE low_stock;
DROP INDEX inventario.lots_at_hand;
CREATE INDEX lots_first_to_expire ON inventario.lots (product_id, expiry_date, received_at, id)
    INCLUDE (quantity, unit_cost) WHERE quantity > 0 AND NOT recalled;

CREATE OR REPLACE FUNCTION inventario.apply_movement() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = inventario, pg_temp AS $$
DECLARE
    lot record;
BEGIN
    -- Product before lot, as everybody locks them.
    PERFORM FROM products WHERE id = NEW.product_id FOR NO KEY UPDATE;
    SELECT expiry_date, recalled INTO lot FROM lots WHERE id = NEW.lot_id FOR NO KEY UPDATE;
    IF NEW.kind NOT IN ('WRITE_OFF', 'RETURN') THEN
        IF lot.recalled THEN
            RAISE EXCEPTION 'lot % is recalled', NEW.lot_id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'stock_movements_lot_recalled';
        END IF;
        IF lot.expiry_date < NEW.occurred_on THEN
            RAISE EXCEPTION 'lot % is expired', NEW.lot_id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'stock_movements_lot_expired';
        END IF;
    END IF;
    UPDATE lots SET quantity = quantity + NEW.quantity WHERE id = NEW.lot_id;
    IF NEW.kind = 'PURCHASE' THEN
        UPDATE products SET last_cost = NEW.unit_cost WHERE id = NEW.product_id;
    END IF;
    SELECT stock_quantity INTO NEW.balance_after FROM products WHERE id = NEW.product_id;
    RETURN NEW;
END $$;
DROP FUNCTION inventario.usable, inventario.expired;
"""


def downgrade():
    run(DOWN)
