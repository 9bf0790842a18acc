"""Receipts of stock: what came in together, with the supplier's document where there is one, and undone as a whole."""

from pathlib import Path

from migrations.sql import function_of, run

revision = "0120"
down_revision = "0119"

AT_ONCE = Path(__file__).with_name("0042_inventario_stock_at_once.py")

RECEIPTS = """
-- What two writings of one name or number have in common: letters and digits, without case or accents.
CREATE FUNCTION inventario.document_key(value text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    AS $$ SELECT regexp_replace(public.plain(value), '[^a-z0-9]', '', 'g') $$;

CREATE TABLE inventario.receipts (
    id               bigint        GENERATED ALWAYS AS IDENTITY CONSTRAINT receipts_pkey PRIMARY KEY,
    -- The document of the supplier, whole or not at all: what comes without one may get it later.
    supplier_name    text          CONSTRAINT receipts_supplier_name CHECK (length(supplier_name) BETWEEN 1 AND 200),
    supplier_ruc     text          CONSTRAINT receipts_supplier_ruc CHECK (supplier_ruc ~ '^[0-9]{13}$'),
    document_type    text          CONSTRAINT receipts_document_type
                                   CHECK (document_type IN ('INVOICE', 'SALE_NOTE', 'LIQUIDATION', 'OTHER')),
    document_number  text          CONSTRAINT receipts_document_number CHECK (length(document_number) BETWEEN 1 AND 50),
    authorisation    text          CONSTRAINT receipts_authorisation CHECK (authorisation ~ '^[0-9]{3,49}$'),
    date             date,
    amount           numeric(12,2) CONSTRAINT receipts_amount CHECK (amount > 0),
    iva              numeric(12,2) CONSTRAINT receipts_iva CHECK (iva >= 0 AND iva < amount),
    base_zero        numeric(12,2) CONSTRAINT receipts_base_zero CHECK (base_zero >= 0 AND base_zero <= amount - iva),
    payment_method   text          CONSTRAINT receipts_payment_method
                                   CHECK (payment_method IN ('CASH', 'CARD_CREDIT', 'CARD_DEBIT', 'TRANSFER', 'CHECK', 'OTHER')),
    -- What of the amount is in the lots.
    stocked          numeric(12,2) CONSTRAINT receipts_stocked CHECK (stocked >= 0 AND stocked <= amount),
    repeated         boolean       NOT NULL DEFAULT false,
    received_by_id   text          NOT NULL,
    received_by_name text          NOT NULL,
    received_at      timestamptz   NOT NULL DEFAULT now(),
    annulled_at      timestamptz,
    annulled_by_id   text,
    annulled_by_name text,
    annulled_reason  text,
    version          integer       NOT NULL DEFAULT 1,
    updated_at       timestamptz   NOT NULL DEFAULT now(),
    search_text      text          NOT NULL GENERATED ALWAYS AS (public.plain(
                         coalesce(supplier_name, '') || ' ' || coalesce(supplier_ruc, '') || ' '
                         || coalesce(document_number, '') || ' ' || received_by_name)) STORED,
    CONSTRAINT receipts_whole_document CHECK (
        num_nonnulls(supplier_name, document_type, document_number, date, amount, iva, base_zero, payment_method, stocked) IN (0, 9)
        AND (document_type IS NOT NULL OR num_nonnulls(supplier_ruc, authorisation) = 0)),
    CONSTRAINT receipts_annulment CHECK (
        num_nonnulls(annulled_at, annulled_by_id, annulled_by_name, annulled_reason) IN (0, 4)
        AND length(annulled_reason) BETWEEN 3 AND 300 IS NOT FALSE)
);
CREATE UNIQUE INDEX receipts_document ON inventario.receipts
    (inventario.document_key(supplier_name), inventario.document_key(document_number))
    WHERE annulled_at IS NULL AND NOT repeated;
CREATE INDEX receipts_search ON inventario.receipts USING gin (search_text public.gin_trgm_ops);
REVOKE ALL ON inventario.receipts FROM omni_inventario;
GRANT SELECT,
      INSERT (supplier_name, supplier_ruc, document_type, document_number, authorisation, date, amount, iva, base_zero,
              payment_method, stocked, repeated, received_by_id, received_by_name),
      UPDATE (supplier_name, supplier_ruc, document_type, document_number, authorisation, date, amount, iva, base_zero,
              payment_method, stocked, repeated, annulled_at, annulled_by_id, annulled_by_name, annulled_reason)
   ON inventario.receipts TO omni_inventario;

-- A document may be put right, never taken away; what was annulled stays as it was.
CREATE FUNCTION inventario.receipt_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.annulled_at IS NOT NULL
       OR OLD.document_type IS NOT NULL AND NEW.document_type IS NULL THEN
        RAISE EXCEPTION 'receipt % is kept', OLD.id USING ERRCODE = 'check_violation', CONSTRAINT = 'receipts_kept';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER receipts_kept BEFORE UPDATE OR DELETE ON inventario.receipts
    FOR EACH ROW EXECUTE FUNCTION inventario.receipt_is_kept();
CREATE TRIGGER receipts_not_emptied BEFORE TRUNCATE ON inventario.receipts
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('receipts_kept');
CREATE TRIGGER receipts_version BEFORE UPDATE ON inventario.receipts
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();
"""

LEDGER = """
ALTER TABLE inventario.stock_movements
    ADD COLUMN receipt_id bigint CONSTRAINT stock_movements_receipt REFERENCES inventario.receipts,
    DROP CONSTRAINT stock_movements_kind,
    DROP CONSTRAINT stock_movements_reversal_of,
    ADD CONSTRAINT stock_movements_kind
        CHECK (kind IN ('PURCHASE', 'ADJUSTMENT', 'WRITE_OFF', 'RETURN', 'CONSUMPTION', 'REVERSAL', 'ANNULMENT')),
    ADD CONSTRAINT stock_movements_reversal_of CHECK ((kind IN ('REVERSAL', 'ANNULMENT')) = (reverses IS NOT NULL)),
    ADD CONSTRAINT stock_movements_receipt_of CHECK (
        CASE kind WHEN 'PURCHASE' THEN true WHEN 'ANNULMENT' THEN receipt_id IS NOT NULL ELSE receipt_id IS NULL END);
CREATE INDEX stock_movements_of_receipt ON inventario.stock_movements (receipt_id, id) WHERE receipt_id IS NOT NULL;

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
    IF NEW.kind IN ('REVERSAL', 'ANNULMENT') AND NOT EXISTS (
        SELECT FROM stock_movements m
         WHERE m.id = NEW.reverses
           AND m.kind = CASE NEW.kind WHEN 'REVERSAL' THEN 'CONSUMPTION' ELSE 'PURCHASE' END
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

CREATE OR REPLACE FUNCTION inventario.settle_movements() RETURNS trigger
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
    -- What goes the way back at the cost at which it came makes the lot's cost what it would have been. What visits used
    -- meanwhile took its part of a dearer purchase along: the cost of what is left never falls below nothing.
    UPDATE lots l
       SET quantity = l.quantity + m.quantity,
           unit_cost = CASE WHEN m.back <> 0 AND l.quantity + m.back > 0
                            THEN greatest((l.quantity * l.unit_cost + m.worth) / (l.quantity + m.back), 0)
                            ELSE l.unit_cost END
      FROM (SELECT lot_id, sum(quantity) AS quantity,
                   coalesce(sum(quantity) FILTER (WHERE kind IN ('REVERSAL', 'ANNULMENT')), 0) AS back,
                   sum(quantity * moved.unit_cost) FILTER (WHERE kind IN ('REVERSAL', 'ANNULMENT')) AS worth
              FROM moved GROUP BY lot_id) AS m
     WHERE l.id = m.lot_id;
    UPDATE products p SET last_cost = m.unit_cost
      FROM (SELECT DISTINCT ON (product_id) product_id, moved.unit_cost
              FROM moved WHERE kind = 'PURCHASE' ORDER BY product_id, id DESC) AS m
     WHERE p.id = m.product_id;
    -- The last price of a product is that of the last purchase that stands.
    UPDATE products p
       SET last_cost = coalesce((SELECT m.unit_cost FROM stock_movements m
                                  WHERE m.product_id = p.id AND m.kind = 'PURCHASE'
                                    AND NOT EXISTS (SELECT FROM stock_movements r WHERE r.reverses = m.id)
                                  ORDER BY m.id DESC LIMIT 1), 0)
     WHERE p.id IN (SELECT product_id FROM moved WHERE kind = 'ANNULMENT');
    RETURN NULL;
END $$;
"""

# The ledger of before knows of no annulment: where there is one, the step down is refused.
BACK = """
DROP INDEX inventario.stock_movements_of_receipt;
ALTER TABLE inventario.stock_movements
    DROP CONSTRAINT stock_movements_receipt_of,
    DROP CONSTRAINT stock_movements_kind,
    DROP CONSTRAINT stock_movements_reversal_of,
    ADD CONSTRAINT stock_movements_kind
        CHECK (kind IN ('PURCHASE', 'ADJUSTMENT', 'WRITE_OFF', 'RETURN', 'CONSUMPTION', 'REVERSAL')),
    ADD CONSTRAINT stock_movements_reversal_of CHECK ((kind = 'REVERSAL') = (reverses IS NOT NULL)),
    DROP COLUMN receipt_id;
DROP TABLE inventario.receipts;
DROP FUNCTION inventario.receipt_is_kept, inventario.document_key;
"""


def upgrade():
    run(RECEIPTS)
    run(LEDGER)


def downgrade():
    for name in ("apply_movement", "settle_movements"):
        run(function_of(AT_ONCE, f"inventario.{name}"))
    run(BACK)
