"""The permissions `alerts:read` and `appointments:reopen`, for the roles and programs of an installation from before them.

The seeded roles get what a new installation gives them, as far as they still hold what the permission builds on. Who
reads records goes on seeing the alerts in them. Whoever gains one enters again: the old token would hide an allergy
from a professional for the rest of the day.
"""

from migrations.sql import run

revision = "0012"
down_revision = "0011"

ADD = """
WITH granted AS (
       SELECT id, permissions || ARRAY(
                  SELECT permission
                    FROM (VALUES ('alerts:read', 'patients:read', ARRAY['administrator', 'practitioner', 'reception']),
                                 ('appointments:reopen', 'appointments:write', ARRAY['administrator', 'practitioner']))
                         AS new (permission, needs, codes)
                   WHERE code = ANY (codes) AND needs = ANY (permissions)
                      OR permission = 'alerts:read' AND 'records:read' = ANY (permissions)
              ) AS permissions
         FROM auth.roles),
     changed AS (
       UPDATE auth.roles r
          SET permissions = ARRAY(SELECT unnest(g.permissions) COLLATE "C" ORDER BY 1)
         FROM granted g
        WHERE g.id = r.id AND cardinality(g.permissions) > cardinality(r.permissions)
    RETURNING 'role:' || r.name AS subject),
     programs AS (
       UPDATE auth.api_clients
          SET permissions = ARRAY(SELECT unnest(permissions || ARRAY['alerts:read']) COLLATE "C" ORDER BY 1)
        WHERE 'records:read' = ANY (permissions)
    RETURNING 'client:' || client_id AS subject)
INSERT INTO auth.revocations AS v (subject, void_before, expires_at)
     SELECT subject, clock_timestamp(), clock_timestamp() + interval '1 day'
       FROM (SELECT subject FROM changed UNION ALL SELECT subject FROM programs) AS whose
ON CONFLICT (subject) DO UPDATE SET void_before = excluded.void_before, expires_at = excluded.expires_at;
"""

# The version before refuses to show a permission that it does not know.
REMOVE = """
UPDATE auth.roles SET permissions = array_remove(array_remove(permissions, 'alerts:read'), 'appointments:reopen')
 WHERE permissions && ARRAY['alerts:read', 'appointments:reopen'];
UPDATE auth.api_clients SET permissions = array_remove(array_remove(permissions, 'alerts:read'), 'appointments:reopen')
 WHERE permissions && ARRAY['alerts:read', 'appointments:reopen'];
"""


def upgrade():
    run(ADD)


def downgrade():
    run(REMOVE)
