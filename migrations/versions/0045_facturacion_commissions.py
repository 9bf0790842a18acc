"""Commissions: the rules of each professional, what they earn, and the settlements it is paid with."""

from pathlib import Path

from migrations.sql import run

revision = "0045"
down_revision = "0044"

TABLES = Path(__file__).with_suffix(".sql")

# Who administers gets all; who audits reads; a professional sees their own. Old tokens do not say so: they enter again.
ADD = """
WITH changed AS (
       UPDATE auth.roles r
          SET permissions = ARRAY(SELECT DISTINCT unnest(r.permissions || new.granted) COLLATE "C" ORDER BY 1)
         FROM (VALUES ('administrator', ARRAY['commissions:own', 'commissions:read', 'commissions:write']),
                      ('practitioner', ARRAY['commissions:own']),
                      ('auditor', ARRAY['commissions:read'])) AS new (code, granted)
        WHERE r.code = new.code AND NOT r.permissions @> new.granted
          AND permissions && ARRAY['invoices:read', 'records:sign']
    RETURNING 'role:' || r.name AS subject)
INSERT INTO auth.revocations AS v (subject, void_before, expires_at)
     SELECT subject, clock_timestamp(), clock_timestamp() + interval '1 day' FROM changed
ON CONFLICT (subject) DO UPDATE SET void_before = excluded.void_before, expires_at = excluded.expires_at;
"""

# The version before refuses to show a permission that it does not know.
NAMES = "ARRAY['commissions:own', 'commissions:read', 'commissions:write']"
REMOVE = f"""
UPDATE auth.roles SET permissions = ARRAY(SELECT p FROM unnest(permissions) AS p WHERE p <> ALL ({NAMES}))
 WHERE permissions && {NAMES};
UPDATE auth.api_clients SET permissions = ARRAY(SELECT p FROM unnest(permissions) AS p WHERE p <> ALL ({NAMES}))
 WHERE permissions && {NAMES};
"""

BACK = """
DROP TABLE facturacion.commission_entries, facturacion.commission_settlements, facturacion.commission_lines,
    facturacion.commission_rules;
DROP FUNCTION facturacion.check_settlement, facturacion.guard_settlement, facturacion.guard_commission_entry,
    facturacion.enter_commissions, facturacion.accrue_commissions, facturacion.commission_due,
    facturacion.commission_rule;
ALTER TABLE facturacion.operational_expenses DROP COLUMN of_commissions;
"""


def upgrade():
    run(TABLES.read_text())
    run(ADD)


def downgrade():
    run(REMOVE)
    run(BACK)
