"""Packages of sessions: their catalogue, what was sold of them, who may use it, and each session given or refunded."""

from pathlib import Path

from migrations.sql import run

revision = "0041"
down_revision = "0040"

TABLES = Path(__file__).with_suffix(".sql")

# Who administers gets all three; who invoices sees them, and who keeps the till gives sessions by hand too. Old tokens
# do not say so: they enter again.
ADD = """
WITH changed AS (
       UPDATE auth.roles r
          SET permissions = ARRAY(SELECT DISTINCT unnest(r.permissions || new.granted) COLLATE "C" ORDER BY 1)
         FROM (VALUES ('administrator', ARRAY['packages:read', 'packages:redeem', 'packages:write']),
                      ('cashier', ARRAY['packages:read', 'packages:redeem']),
                      ('reception', ARRAY['packages:read']),
                      ('auditor', ARRAY['packages:read'])) AS new (code, granted)
        WHERE r.code = new.code AND NOT r.permissions @> new.granted AND 'invoices:read' = ANY (r.permissions)
    RETURNING 'role:' || r.name AS subject)
INSERT INTO auth.revocations AS v (subject, void_before, expires_at)
     SELECT subject, clock_timestamp(), clock_timestamp() + interval '1 day' FROM changed
ON CONFLICT (subject) DO UPDATE SET void_before = excluded.void_before, expires_at = excluded.expires_at;
"""

# The version before refuses to show a permission that it does not know.
NAMES = "ARRAY['packages:read', 'packages:redeem', 'packages:write']"
REMOVE = f"""
UPDATE auth.roles SET permissions = ARRAY(SELECT p FROM unnest(permissions) AS p WHERE p <> ALL ({NAMES}))
 WHERE permissions && {NAMES};
UPDATE auth.api_clients SET permissions = ARRAY(SELECT p FROM unnest(permissions) AS p WHERE p <> ALL ({NAMES}))
 WHERE permissions && {NAMES};
"""

BACK = """
DROP TRIGGER credit_note_lines_packages ON facturacion.credit_note_lines;
DROP TRIGGER invoices_packages ON facturacion.invoices;
DROP TRIGGER invoices_void_packages ON facturacion.invoices;
DROP TABLE facturacion.package_redemptions, facturacion.package_extensions, facturacion.package_sharers,
    facturacion.patient_package_items, facturacion.patient_packages, facturacion.package_items, facturacion.packages;
DROP FUNCTION facturacion.check_credited_package, facturacion.check_packages, facturacion.void_packages,
    facturacion.count_redemption, facturacion.guard_undone_redemption, facturacion.guard_redemption,
    facturacion.extend_package, facturacion.guard_sharer, facturacion.guard_patient_package, facturacion.entered;
CREATE FUNCTION facturacion.entered(line_kind text, line_reference bigint, OUT kind text, OUT reference_id bigint)
    LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN line_kind IN ('TREATMENT', 'PRODUCT') AND line_reference IS NOT NULL THEN line_kind END,
           CASE WHEN line_kind IN ('TREATMENT', 'PRODUCT') THEN line_reference END
$$;
ALTER TABLE facturacion.invoices DROP COLUMN patient_name;
ALTER TABLE facturacion.invoice_lines DROP CONSTRAINT invoice_lines_package;
-- The version before knows no package: what sold one stays, as a line of something else. Issued lines are frozen.
ALTER TABLE facturacion.invoice_lines DROP CONSTRAINT invoice_lines_kind;
ALTER TABLE facturacion.invoice_lines DISABLE TRIGGER USER;
UPDATE facturacion.invoice_lines SET kind = 'OTHER' WHERE kind = 'PACKAGE';
ALTER TABLE facturacion.invoice_lines ENABLE TRIGGER USER;
ALTER TABLE facturacion.invoice_lines
    ADD CONSTRAINT invoice_lines_kind CHECK (kind IN ('TREATMENT', 'PRODUCT', 'OTHER'));
"""


def upgrade():
    run(TABLES.read_text())
    run(ADD)


def downgrade():
    run(REMOVE)
    run(BACK)
