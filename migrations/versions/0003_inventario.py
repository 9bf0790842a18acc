"""The tables of inventario: products, their lots and the ledger of movements; treatments and their recipes."""

from migrations.sql import run

revision = "0003"
down_revision = "0002"

PRODUCTS = """
CREATE TABLE inventario.products (
    id             bigint        GENERATED ALWAYS AS IDENTITY CONSTRAINT products_pkey PRIMARY KEY,
    sku            text          NOT NULL,
    name           text          NOT NULL,
    category       text          NOT NULL,
    unit           text          NOT NULL,
    minimum_stock  numeric(14,3) NOT NULL CONSTRAINT products_minimum_stock_not_negative CHECK (minimum_stock >= 0),
    sale_price     numeric(12,2) NOT NULL CONSTRAINT products_sale_price_not_negative CHECK (sale_price >= 0),
    iva_code       text          NOT NULL CONSTRAINT products_iva_code CHECK (iva_code IN ('0','4','5','6','7','8')),
    active         boolean       NOT NULL DEFAULT true,
    stock_quantity numeric(14,3) NOT NULL DEFAULT 0 CONSTRAINT products_stock_not_negative CHECK (stock_quantity >= 0),
    last_cost      numeric(14,4) NOT NULL DEFAULT 0,
    low_stock      boolean       GENERATED ALWAYS AS (minimum_stock > 0 AND stock_quantity <= minimum_stock) STORED,
    version        integer       NOT NULL DEFAULT 1,
    created_at     timestamptz   NOT NULL DEFAULT now(),
    updated_at     timestamptz   NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX products_sku ON inventario.products (public.plain(sku));
CREATE INDEX products_by_sku ON inventario.products (public.plain(sku), id);
CREATE INDEX products_by_name ON inventario.products (public.plain(name), id);
CREATE INDEX products_by_stock ON inventario.products (stock_quantity, id);
CREATE INDEX products_by_category ON inventario.products (category, public.plain(name), id);
CREATE INDEX products_low ON inventario.products (public.plain(name), id) WHERE low_stock;
CREATE INDEX products_search ON inventario.products USING gin (public.plain(name || ' ' || sku) public.gin_trgm_ops);

-- The version speaks of what people edit; stock moves without making their form stale.
CREATE TRIGGER products_version BEFORE UPDATE OF sku, name, category, unit, minimum_stock, sale_price, iva_code, active
    ON inventario.products FOR EACH ROW EXECUTE FUNCTION public.bump_version();
"""

STOCK = """
CREATE TABLE inventario.lots (
    id          bigint        GENERATED ALWAYS AS IDENTITY CONSTRAINT lots_pkey PRIMARY KEY,
    product_id  bigint        NOT NULL CONSTRAINT lots_product REFERENCES inventario.products,
    lot_number  text          NOT NULL,
    expiry_date date,
    quantity    numeric(14,3) NOT NULL DEFAULT 0 CONSTRAINT lots_quantity_not_negative CHECK (quantity >= 0),
    unit_cost   numeric(14,4) NOT NULL CONSTRAINT lots_unit_cost_not_negative CHECK (unit_cost >= 0),
    recalled    boolean       NOT NULL DEFAULT false,
    received_at timestamptz   NOT NULL DEFAULT now(),
    version     integer       NOT NULL DEFAULT 1,
    created_at  timestamptz   NOT NULL DEFAULT now(),
    updated_at  timestamptz   NOT NULL DEFAULT now(),
    CONSTRAINT lots_product_lot_number UNIQUE (product_id, lot_number),
    CONSTRAINT lots_of_product UNIQUE (id, product_id)
);
CREATE INDEX lots_first_to_expire ON inventario.lots (product_id, expiry_date, received_at, id)
    INCLUDE (quantity, unit_cost) WHERE quantity > 0 AND NOT recalled;
CREATE TRIGGER lots_version BEFORE UPDATE OF recalled, expiry_date
    ON inventario.lots FOR EACH ROW EXECUTE FUNCTION public.bump_version();

CREATE TABLE inventario.stock_movements (
    id             bigint        GENERATED ALWAYS AS IDENTITY CONSTRAINT stock_movements_pkey PRIMARY KEY,
    product_id     bigint        NOT NULL CONSTRAINT stock_movements_product REFERENCES inventario.products,
    lot_id         bigint        NOT NULL,
    kind           text          NOT NULL CONSTRAINT stock_movements_kind
                                 CHECK (kind IN ('PURCHASE', 'ADJUSTMENT', 'WRITE_OFF', 'RETURN', 'CONSUMPTION')),
    quantity       numeric(14,3) NOT NULL,
    unit_cost      numeric(14,4) NOT NULL CONSTRAINT stock_movements_unit_cost_not_negative CHECK (unit_cost >= 0),
    balance_after  numeric(14,3) NOT NULL,
    reason         text,
    appointment_id bigint,
    actor          jsonb,
    occurred_on    date          NOT NULL,
    occurred_at    timestamptz   NOT NULL DEFAULT clock_timestamp(),
    CONSTRAINT stock_movements_lot FOREIGN KEY (lot_id, product_id) REFERENCES inventario.lots (id, product_id),
    CONSTRAINT stock_movements_sign CHECK (
        CASE kind WHEN 'PURCHASE' THEN quantity > 0 WHEN 'ADJUSTMENT' THEN quantity <> 0 ELSE quantity < 0 END),
    CONSTRAINT stock_movements_reason CHECK (kind IN ('PURCHASE', 'CONSUMPTION') OR reason IS NOT NULL),
    CONSTRAINT stock_movements_appointment CHECK ((kind = 'CONSUMPTION') = (appointment_id IS NOT NULL)),
    -- The clinic's own day, which only the service knows: at most one away from that of Greenwich.
    CONSTRAINT stock_movements_occurred_today
        CHECK (occurred_on - (occurred_at AT TIME ZONE 'UTC')::date BETWEEN -1 AND 1)
);
CREATE INDEX stock_movements_by_product ON inventario.stock_movements (product_id, id);
CREATE INDEX stock_movements_by_lot ON inventario.stock_movements (lot_id, product_id);
CREATE INDEX stock_movements_by_kind ON inventario.stock_movements (kind, id);
CREATE UNIQUE INDEX stock_movements_consumed_once ON inventario.stock_movements (appointment_id, lot_id)
    WHERE appointment_id IS NOT NULL;

CREATE TABLE inventario.consumptions (
    appointment_id bigint      NOT NULL CONSTRAINT consumptions_pkey PRIMARY KEY,
    consumed_at    timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE inventario.shortages (
    id             bigint        GENERATED ALWAYS AS IDENTITY CONSTRAINT shortages_pkey PRIMARY KEY,
    product_id     bigint        NOT NULL CONSTRAINT shortages_product REFERENCES inventario.products,
    appointment_id bigint        NOT NULL,
    quantity       numeric(14,3) NOT NULL CONSTRAINT shortages_quantity_positive CHECK (quantity > 0),
    created_at     timestamptz   NOT NULL DEFAULT now(),
    resolved_at    timestamptz,
    resolved_by    jsonb,
    resolution     text,
    CONSTRAINT shortages_once_per_appointment UNIQUE (appointment_id, product_id),
    CONSTRAINT shortages_resolution CHECK ((resolved_at IS NULL) = (resolution IS NULL))
);
CREATE INDEX shortages_by_product ON inventario.shortages (product_id, id);
CREATE INDEX shortages_open ON inventario.shortages (id) WHERE resolved_at IS NULL;
"""

# Stock changes in one way: a movement is inserted. The role of the service may write no quantity itself.
LEDGER = """
CREATE FUNCTION inventario.apply_movement() RETURNS trigger
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
CREATE TRIGGER stock_movements_apply BEFORE INSERT ON inventario.stock_movements
    FOR EACH ROW EXECUTE FUNCTION inventario.apply_movement();

CREATE FUNCTION inventario.keep_stock() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = inventario, pg_temp AS $$
BEGIN
    UPDATE products
       SET stock_quantity = stock_quantity + NEW.quantity - CASE TG_OP WHEN 'UPDATE' THEN OLD.quantity ELSE 0 END
     WHERE id = NEW.product_id;
    RETURN NULL;
END $$;
CREATE TRIGGER lots_keep_stock AFTER INSERT OR UPDATE OF quantity ON inventario.lots
    FOR EACH ROW EXECUTE FUNCTION inventario.keep_stock();

CREATE TRIGGER stock_movements_final BEFORE UPDATE OR DELETE ON inventario.stock_movements
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('stock_movements_final');
CREATE TRIGGER stock_movements_not_emptied BEFORE TRUNCATE ON inventario.stock_movements
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('stock_movements_final');

REVOKE UPDATE ON inventario.stock_movements, inventario.consumptions FROM omni_inventario;
REVOKE INSERT, UPDATE ON inventario.products, inventario.lots FROM omni_inventario;
GRANT INSERT (sku, name, category, unit, minimum_stock, sale_price, iva_code, active),
      UPDATE (sku, name, category, unit, minimum_stock, sale_price, iva_code, active)
    ON inventario.products TO omni_inventario;
GRANT INSERT (product_id, lot_number, expiry_date, unit_cost), UPDATE (expiry_date, unit_cost, recalled)
    ON inventario.lots TO omni_inventario;
"""

TREATMENTS = """
CREATE TABLE inventario.treatments (
    id               bigint        GENERATED ALWAYS AS IDENTITY CONSTRAINT treatments_pkey PRIMARY KEY,
    code             text          NOT NULL,
    name             text          NOT NULL,
    category         text          NOT NULL,
    description      text,
    price            numeric(12,2) NOT NULL CONSTRAINT treatments_price_not_negative CHECK (price >= 0),
    duration_minutes integer       NOT NULL CONSTRAINT treatments_duration CHECK (duration_minutes BETWEEN 1 AND 1440),
    iva_code         text          NOT NULL CONSTRAINT treatments_iva_code CHECK (iva_code IN ('0','4','5','6','7','8')),
    active           boolean       NOT NULL DEFAULT true,
    version          integer       NOT NULL DEFAULT 1,
    created_at       timestamptz   NOT NULL DEFAULT now(),
    updated_at       timestamptz   NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX treatments_code ON inventario.treatments (public.plain(code));
CREATE INDEX treatments_by_code ON inventario.treatments (public.plain(code), id);
CREATE INDEX treatments_by_name ON inventario.treatments (public.plain(name), id);
CREATE INDEX treatments_by_price ON inventario.treatments (price, id);
CREATE INDEX treatments_by_category ON inventario.treatments (category, public.plain(name), id);
CREATE INDEX treatments_search
    ON inventario.treatments USING gin (public.plain(name || ' ' || code) public.gin_trgm_ops);
CREATE TRIGGER treatments_version BEFORE UPDATE ON inventario.treatments
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();

CREATE TABLE inventario.treatment_recipes (
    treatment_id bigint        NOT NULL CONSTRAINT treatment_recipes_treatment REFERENCES inventario.treatments,
    product_id   bigint        NOT NULL CONSTRAINT treatment_recipes_product REFERENCES inventario.products,
    quantity     numeric(14,3) NOT NULL CONSTRAINT treatment_recipes_quantity_positive CHECK (quantity > 0),
    position     smallint      NOT NULL,
    CONSTRAINT treatment_recipes_pkey PRIMARY KEY (treatment_id, product_id)
);
CREATE INDEX treatment_recipes_by_product ON inventario.treatment_recipes (product_id);
GRANT DELETE ON inventario.treatment_recipes TO omni_inventario;
"""


def upgrade():
    for part in (PRODUCTS, STOCK, LEDGER, TREATMENTS):
        run(part)


def downgrade():
    run("""
        DROP TABLE inventario.treatment_recipes, inventario.treatments, inventario.shortages, inventario.consumptions,
                   inventario.stock_movements, inventario.lots, inventario.products;
        DROP FUNCTION inventario.apply_movement, inventario.keep_stock;
        """)
