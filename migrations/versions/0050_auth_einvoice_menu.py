"""The board of electronic documents in the menus of the roles that read it."""

from migrations.sql import run

revision = "0050"
down_revision = "0049"

MENU = """
UPDATE auth.roles
   SET menu_config = jsonb_set(menu_config, '{sections}',
           replace((menu_config -> 'sections')::text, '"facturacion"', '"facturacion", "comprobantes"')::jsonb)
 WHERE code IN ('administrator', 'cashier', 'auditor')
   AND (menu_config -> 'sections')::text LIKE '%"facturacion"%'
   AND (menu_config -> 'sections')::text NOT LIKE '%"comprobantes"%';
"""

# The version before refuses to show a section that it does not know.
BACK = """
UPDATE auth.roles
   SET menu_config = replace(replace(replace(menu_config::text, '"comprobantes", ', ''), ', "comprobantes"', ''),
                             '"comprobantes"', '"facturacion"')::jsonb
 WHERE menu_config::text LIKE '%"comprobantes"%';
"""


def upgrade():
    run(MENU)


def downgrade():
    run(BACK)
