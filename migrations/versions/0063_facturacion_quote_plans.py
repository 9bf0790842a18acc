"""Quotes that come of a treatment plan, those that expired found by an index, and quotes in the menu of practitioners."""

from migrations.sql import run

revision = "0063"
down_revision = "0062"

COLUMNS = """
ALTER TABLE facturacion.quotes ADD COLUMN plan_id bigint;
ALTER TABLE facturacion.quote_lines ADD COLUMN plan_item_id bigint;
CREATE INDEX quotes_of_plan ON facturacion.quotes (plan_id, id) WHERE plan_id IS NOT NULL;
-- What waits for an answer, and until when: expired is no status.
CREATE INDEX quotes_waiting ON facturacion.quotes (valid_until) WHERE status = 'SENT';
"""
BACK = """
DROP INDEX facturacion.quotes_of_plan, facturacion.quotes_waiting;
ALTER TABLE facturacion.quote_lines DROP COLUMN plan_item_id;
ALTER TABLE facturacion.quotes DROP COLUMN plan_id;
"""

# They may write quotes since 0044, and had no page of them in their menu.
MENU = """
UPDATE auth.roles
   SET menu_config = jsonb_set(menu_config, '{sections}',
           replace((menu_config -> 'sections')::text, '"comisiones"', '"presupuestos", "comisiones"')::jsonb)
 WHERE code = 'practitioner'
   AND (menu_config -> 'sections')::text LIKE '%"comisiones"%'
   AND (menu_config -> 'sections')::text NOT LIKE '%"presupuestos"%';
"""
MENU_BACK = """
UPDATE auth.roles
   SET menu_config = jsonb_set(menu_config, '{sections}',
           replace((menu_config -> 'sections')::text, '"presupuestos", ', '')::jsonb)
 WHERE code = 'practitioner' AND (menu_config -> 'sections')::text LIKE '%"presupuestos"%';
"""


def upgrade():
    run(COLUMNS)
    run(MENU)


def downgrade():
    run(MENU_BACK)
    run(BACK)
