"""Prices of treatments from a day on: announced, in force on their day, withdrawn before it."""

from migrations.sql import run

revision = "0073"
down_revision = "0072"

TABLES = """
-- A price announced for a later day gives way to one that somebody sets on that day or after it.
ALTER TABLE inventario.treatments ADD COLUMN priced_on date NOT NULL DEFAULT '2000-01-01';
ALTER TABLE inventario.treatments ALTER COLUMN priced_on SET DEFAULT CURRENT_DATE;

CREATE TABLE inventario.treatment_prices (
    id                bigint        GENERATED ALWAYS AS IDENTITY CONSTRAINT treatment_prices_pkey PRIMARY KEY,
    treatment_id      bigint        NOT NULL CONSTRAINT treatment_prices_treatment REFERENCES inventario.treatments,
    valid_from        date          NOT NULL CONSTRAINT treatment_prices_years
                                    CHECK (valid_from BETWEEN '2000-01-01' AND '2100-12-31'),
    price             numeric(12,2) NOT NULL CONSTRAINT treatment_prices_not_negative CHECK (price >= 0),
    announced_on      date          NOT NULL,
    announced_by_id   text          NOT NULL,
    announced_by_name text          NOT NULL,
    withdrawn_on      date,
    withdrawn_by_id   text,
    withdrawn_by_name text,
    created_at        timestamptz   NOT NULL DEFAULT now(),
    CONSTRAINT treatment_prices_announced_before CHECK (announced_on < valid_from),
    CONSTRAINT treatment_prices_withdrawn_before CHECK (withdrawn_on < valid_from),
    CONSTRAINT treatment_prices_withdrawn CHECK (
        num_nulls(withdrawn_on, withdrawn_by_id, withdrawn_by_name) IN (0, 3))
);
CREATE UNIQUE INDEX treatment_prices_one_a_day ON inventario.treatment_prices (treatment_id, valid_from)
    WHERE withdrawn_on IS NULL;
CREATE TRIGGER treatment_prices_not_emptied BEFORE TRUNCATE ON inventario.treatment_prices
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('treatment_prices_not_emptied');
REVOKE UPDATE, DELETE ON inventario.treatment_prices FROM omni_inventario;
GRANT UPDATE (withdrawn_on, withdrawn_by_id, withdrawn_by_name) ON inventario.treatment_prices TO omni_inventario;
-- What a treatment costs today is no column any more.
DROP INDEX inventario.treatments_by_price;
"""
BACK = """
CREATE INDEX treatments_by_price ON inventario.treatments (price, id);
-- The version before knows one price: the one in force.
UPDATE inventario.treatments t SET price = (
       SELECT s.price FROM inventario.treatment_prices s
        WHERE s.treatment_id = t.id AND s.withdrawn_on IS NULL AND s.valid_from > t.priced_on
          AND s.valid_from <= (now() AT TIME ZONE 'America/Guayaquil')::date
        ORDER BY s.valid_from DESC LIMIT 1)
 WHERE EXISTS (
       SELECT FROM inventario.treatment_prices s
        WHERE s.treatment_id = t.id AND s.withdrawn_on IS NULL AND s.valid_from > t.priced_on
          AND s.valid_from <= (now() AT TIME ZONE 'America/Guayaquil')::date);
DROP TABLE inventario.treatment_prices;
ALTER TABLE inventario.treatments DROP COLUMN priced_on;
"""


def upgrade():
    run(TABLES)


def downgrade():
    run(BACK)
