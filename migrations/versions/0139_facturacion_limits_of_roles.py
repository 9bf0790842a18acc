"""The limit of discounts belongs to a role, by its number: what a new role of an old name may take off is not what the old one
might, and two roles that change names at once keep each its own."""

from migrations.sql import run

revision = "0139"
down_revision = "0138"

# A limit of a name that no role has was nobody's, and must not become that of whoever gets the name.
BY_NUMBER = """
ALTER TABLE facturacion.discount_limits ADD COLUMN role_id bigint;
UPDATE facturacion.discount_limits l SET role_id = r.id FROM auth.roles r WHERE r.name = l.role;
DELETE FROM facturacion.discount_limits WHERE role_id IS NULL;
ALTER TABLE facturacion.discount_limits
    DROP CONSTRAINT discount_limits_pkey,
    ADD CONSTRAINT discount_limits_pkey PRIMARY KEY (role_id);
CREATE INDEX discount_limits_name ON facturacion.discount_limits (role);
"""

BACK = """
DELETE FROM facturacion.discount_limits l
      USING facturacion.discount_limits other WHERE other.role = l.role AND other.role_id < l.role_id;
DROP INDEX facturacion.discount_limits_name;
ALTER TABLE facturacion.discount_limits
    DROP CONSTRAINT discount_limits_pkey,
    DROP COLUMN role_id,
    ADD CONSTRAINT discount_limits_pkey PRIMARY KEY (role);
"""


def upgrade():
    run(BY_NUMBER)


def downgrade():
    run(BACK)
