"""The day money was received, categories as one whatever their case, repeated documents, and more walls in facturacion."""

from zoneinfo import ZoneInfo

from common.config import read
from migrations.sql import run

revision = "0018"
down_revision = "0017"

PAYMENTS = """
ALTER TABLE facturacion.payments
    -- The day on which the money was received, which may be before it was recorded.
    ADD COLUMN received_on date,
    -- Somebody confirmed that its reference repeats that of another payment.
    ADD COLUMN repeated boolean NOT NULL DEFAULT false;
ALTER TABLE facturacion.payments DISABLE TRIGGER USER;
UPDATE facturacion.payments SET received_on = (received_at AT TIME ZONE '{zone}')::date;
UPDATE facturacion.payments p SET repeated = true
  FROM (SELECT id, row_number() OVER (PARTITION BY method, facturacion.document_key(reference) ORDER BY id) AS place
          FROM facturacion.payments
         WHERE voided_at IS NULL AND method IN ('TRANSFER', 'CHECK') AND reference ~ '[0-9]') AS known
 WHERE known.id = p.id AND known.place > 1;
ALTER TABLE facturacion.payments ENABLE TRIGGER USER;
ALTER TABLE facturacion.payments
    ALTER COLUMN received_on SET NOT NULL,
    -- Today in the clinic may be tomorrow in Greenwich or yesterday, but never later.
    ADD CONSTRAINT payments_received_on CHECK (received_on <= (received_at AT TIME ZONE 'UTC')::date + 1);
CREATE INDEX payments_twins ON facturacion.payments (method, facturacion.document_key(reference))
    WHERE voided_at IS NULL AND method IN ('TRANSFER', 'CHECK');
CREATE UNIQUE INDEX payments_reference ON facturacion.payments (method, facturacion.document_key(reference))
    WHERE voided_at IS NULL AND NOT repeated AND method IN ('TRANSFER', 'CHECK') AND reference ~ '[0-9]';
DROP INDEX facturacion.payments_collected;
CREATE INDEX payments_collected ON facturacion.payments (received_on) INCLUDE (method, amount)
    WHERE voided_at IS NULL;
"""

PAYMENTS_BACK = """
DROP INDEX facturacion.payments_collected, facturacion.payments_reference, facturacion.payments_twins;
ALTER TABLE facturacion.payments DROP COLUMN received_on, DROP COLUMN repeated;
CREATE INDEX payments_collected ON facturacion.payments (received_at) INCLUDE (method, amount)
    WHERE voided_at IS NULL;
"""

KEY = """
-- What two writings of one name or number have in common: letters and digits, without case or accents.
CREATE FUNCTION facturacion.document_key(value text) RETURNS text
    LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT
    AS $$ SELECT regexp_replace(public.plain(value), '[^a-z0-9]', '', 'g') $$;
"""

EXPENSES = """
-- A category is what was first written; «LUZ», «luz» and «Luz» are one.
CREATE TABLE facturacion.expense_categories (
    name text NOT NULL CONSTRAINT expense_categories_pkey PRIMARY KEY
);
CREATE UNIQUE INDEX expense_categories_one ON facturacion.expense_categories (public.plain(name));

CREATE FUNCTION facturacion.name_category() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.category := regexp_replace(btrim(NEW.category), '\\s+', ' ', 'g');
    INSERT INTO facturacion.expense_categories (name) VALUES (NEW.category) ON CONFLICT DO NOTHING;
    SELECT name INTO STRICT NEW.category FROM facturacion.expense_categories
     WHERE public.plain(name) = public.plain(NEW.category);
    RETURN NEW;
END $$;

ALTER TABLE facturacion.operational_expenses
    -- Somebody confirmed that its document repeats that of another expense.
    ADD COLUMN repeated    boolean NOT NULL DEFAULT false,
    ADD COLUMN search_text text    NOT NULL GENERATED ALWAYS AS (public.plain(
        description || ' ' || category || coalesce(' ' || supplier_name, '')
        || coalesce(' ' || document_number || ' ' || replace(document_number, '-', ''), ''))) STORED;
ALTER TABLE facturacion.operational_expenses DISABLE TRIGGER USER;
INSERT INTO facturacion.expense_categories (name)
     SELECT (array_agg(category ORDER BY used DESC, category))[1]
       FROM (SELECT regexp_replace(btrim(category), '\\s+', ' ', 'g') AS category, count(*) AS used
               FROM facturacion.operational_expenses GROUP BY 1) AS written
      GROUP BY public.plain(category);
UPDATE facturacion.operational_expenses e SET category = c.name
  FROM facturacion.expense_categories c
 WHERE public.plain(c.name) = public.plain(regexp_replace(btrim(e.category), '\\s+', ' ', 'g')) AND c.name <> e.category;
UPDATE facturacion.operational_expenses e SET repeated = true
  FROM (SELECT id, row_number() OVER (PARTITION BY facturacion.document_key(supplier_name), facturacion.document_key(document_number)
                                      ORDER BY id) AS place
          FROM facturacion.operational_expenses
         WHERE active AND supplier_name IS NOT NULL AND document_number IS NOT NULL) AS known
 WHERE known.id = e.id AND known.place > 1;
ALTER TABLE facturacion.operational_expenses ENABLE TRIGGER USER;
ALTER TABLE facturacion.operational_expenses ADD CONSTRAINT operational_expenses_category
    FOREIGN KEY (category) REFERENCES facturacion.expense_categories (name);
CREATE TRIGGER operational_expenses_name_category BEFORE INSERT OR UPDATE OF category
    ON facturacion.operational_expenses FOR EACH ROW EXECUTE FUNCTION facturacion.name_category();
CREATE INDEX operational_expenses_twins ON facturacion.operational_expenses
    (facturacion.document_key(supplier_name), facturacion.document_key(document_number)) WHERE active;
CREATE UNIQUE INDEX operational_expenses_document ON facturacion.operational_expenses
    (facturacion.document_key(supplier_name), facturacion.document_key(document_number))
    WHERE active AND NOT repeated;
DROP INDEX facturacion.operational_expenses_search;
CREATE INDEX operational_expenses_search ON facturacion.operational_expenses USING gin (search_text gin_trgm_ops);
"""

EXPENSES_BACK = """
DROP INDEX facturacion.operational_expenses_search, facturacion.operational_expenses_document,
    facturacion.operational_expenses_twins;
DROP TRIGGER operational_expenses_name_category ON facturacion.operational_expenses;
DROP FUNCTION facturacion.name_category;
ALTER TABLE facturacion.operational_expenses
    DROP CONSTRAINT operational_expenses_category, DROP COLUMN search_text, DROP COLUMN repeated;
DROP TABLE facturacion.expense_categories;
CREATE INDEX operational_expenses_search ON facturacion.operational_expenses
    USING gin (public.plain(description || ' ' || coalesce(supplier_name, '') || ' ' || coalesce(document_number, ''))
               gin_trgm_ops);
"""

# The service reads rates and never writes them; of a cost it changes the amount and its day.
GRANTS = """
REVOKE INSERT, UPDATE ON facturacion.iva_rates FROM omni_facturacion;
REVOKE UPDATE ON facturacion.appointment_costs, facturacion.expense_categories FROM omni_facturacion;
GRANT UPDATE (cost, consumed_at) ON facturacion.appointment_costs TO omni_facturacion;
"""

GRANTS_BACK = """
REVOKE UPDATE (cost, consumed_at) ON facturacion.appointment_costs FROM omni_facturacion;
GRANT UPDATE ON facturacion.appointment_costs TO omni_facturacion;
GRANT INSERT, UPDATE ON facturacion.iva_rates TO omni_facturacion;
"""


def upgrade():
    # Which day it was when money came is the clinic's to say: the setting that the services read.
    run(KEY)
    run(PAYMENTS.replace("{zone}", ZoneInfo(read("CLINIC_TIMEZONE") or "America/Guayaquil").key))
    run(EXPENSES)
    run(GRANTS)


def downgrade():
    run(GRANTS_BACK)
    run(EXPENSES_BACK)
    run(PAYMENTS_BACK)
    run("DROP FUNCTION facturacion.document_key")
