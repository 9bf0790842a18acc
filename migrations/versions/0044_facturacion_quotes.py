"""Quotes, what was accepted of them and what of that was billed; who may read and write them."""

from pathlib import Path

from migrations.sql import run

revision = "0044"
down_revision = "0043"

TABLES = Path(__file__).with_suffix(".sql")

# Roles of an installation from before get what a new one gives them; whoever gains one enters again.
PERMISSIONS = """
WITH changed AS (
       UPDATE auth.roles r
          SET permissions = ARRAY(SELECT DISTINCT unnest(r.permissions || new.granted) COLLATE "C" ORDER BY 1)
         FROM (VALUES ('administrator', ARRAY['quotes:read', 'quotes:write']),
                      ('practitioner', ARRAY['quotes:read', 'quotes:write']),
                      ('reception', ARRAY['quotes:read', 'quotes:write']),
                      ('cashier', ARRAY['quotes:read', 'quotes:write']),
                      ('auditor', ARRAY['quotes:read'])) AS new (code, granted)
        WHERE r.code = new.code AND NOT r.permissions @> new.granted
          AND r.permissions && ARRAY['treatments:read', 'invoices:read']
    RETURNING 'role:' || r.name AS subject)
INSERT INTO auth.revocations AS v (subject, void_before, expires_at)
     SELECT subject, clock_timestamp(), clock_timestamp() + interval '1 day' FROM changed
ON CONFLICT (subject) DO UPDATE SET void_before = excluded.void_before, expires_at = excluded.expires_at;
UPDATE auth.roles
   SET menu_config = jsonb_set(menu_config, '{sections}',
           replace((menu_config -> 'sections')::text, '"facturacion"', '"presupuestos", "facturacion"')::jsonb)
 WHERE code IN ('administrator', 'reception', 'cashier', 'auditor')
   AND (menu_config -> 'sections')::text LIKE '%"facturacion"%'
   AND (menu_config -> 'sections')::text NOT LIKE '%"presupuestos"%';
"""

# The version before refuses to show a permission or a section that it does not know.
PERMISSIONS_BACK = """
UPDATE auth.roles SET permissions = array_remove(array_remove(permissions, 'quotes:read'), 'quotes:write')
 WHERE permissions && ARRAY['quotes:read', 'quotes:write'];
UPDATE auth.api_clients SET permissions = array_remove(array_remove(permissions, 'quotes:read'), 'quotes:write')
 WHERE permissions && ARRAY['quotes:read', 'quotes:write'];
UPDATE auth.roles
   SET menu_config = replace(replace(replace(menu_config::text, '"presupuestos", ', ''), ', "presupuestos"', ''),
                             '"presupuestos"', '"facturacion"')::jsonb
 WHERE menu_config::text LIKE '%"presupuestos"%';
"""

BACK = """
DROP TRIGGER invoices_release_quote ON facturacion.invoices;
DROP TABLE facturacion.quote_documents, facturacion.quote_billings, facturacion.quote_discounts,
    facturacion.quote_lines, facturacion.quote_acceptances, facturacion.quotes, facturacion.quote_rules;
DROP FUNCTION facturacion.release_quote, facturacion.count_quote_billing, facturacion.guard_quote_discount,
    facturacion.guard_quote_line, facturacion.guard_quote;
"""


def upgrade():
    run(TABLES.read_text())
    run(PERMISSIONS)


def downgrade():
    run(PERMISSIONS_BACK)
    run(BACK)
