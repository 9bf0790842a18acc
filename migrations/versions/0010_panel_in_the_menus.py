"""The seeded roles of an installation from before the panel was everybody's have it in their menu.

It comes where a new installation has it, at the end of the first section. The administrator's and the auditor's menus
always had it; a role that the clinic made is the clinic's.
"""

from migrations.sql import run

revision = "0010"
down_revision = "0009"

ADD = """
UPDATE auth.roles
   SET menu_config = jsonb_insert(menu_config, '{sections,0,items,-1}', '"panel"', true)
 WHERE code IN ('practitioner', 'reception', 'cashier', 'storekeeper')
   -- Without sections of its own, a menu shows all that its permissions open.
   AND jsonb_array_length(menu_config -> 'sections') > 0
   AND NOT jsonb_path_exists(menu_config, '$.sections[*].items[*] ? (@ == "panel")');
"""


def upgrade():
    run(ADD)


def downgrade():
    """Nothing to take away: the version before knows the panel too, and whose menu had it is not known any more."""
