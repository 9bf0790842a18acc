"""The administrator's menu of an installation from before 0008 leads to the clinic's own page.

A menu is people's once it is made, so the setup never touches it again: what is new in the suite is put there once,
beside the integrations as in a new installation, or at the end of a menu that has no such neighbour.
"""

from migrations.sql import run

revision = "0009"
down_revision = "0008"

ADD = """
UPDATE auth.roles r
   SET menu_config = jsonb_insert(r.menu_config, place.path, '"clinica"', true)
  FROM (
        SELECT DISTINCT ON (role.id)
               role.id,
               ARRAY['sections', (section.at - 1)::text, 'items', (item.at - 1)::text] AS path
          FROM auth.roles role
         CROSS JOIN jsonb_array_elements(role.menu_config -> 'sections') WITH ORDINALITY section (value, at)
         CROSS JOIN jsonb_array_elements_text(section.value -> 'items') WITH ORDINALITY item (key, at)
         WHERE role.code = 'administrator'
         ORDER BY role.id,
                  array_position(ARRAY['integraciones', 'roles', 'usuarios'], item.key),
                  section.at DESC,
                  item.at DESC
       ) place
 WHERE r.id = place.id
   AND NOT jsonb_path_exists(r.menu_config, '$.sections[*].items[*] ? (@ == "clinica")');
"""

REMOVE = """
UPDATE auth.roles r
   SET menu_config = jsonb_set(
       r.menu_config,
       '{sections}',
       (
        SELECT jsonb_agg(jsonb_set(value, '{items}', (value -> 'items') - 'clinica') ORDER BY at)
          FROM jsonb_array_elements(r.menu_config -> 'sections') WITH ORDINALITY section (value, at)
       )
   )
 WHERE code = 'administrator'
   AND jsonb_path_exists(r.menu_config, '$.sections[*].items[*] ? (@ == "clinica")');
"""


def upgrade():
    run(ADD)


def downgrade():
    run(REMOVE)
