"""What runs with its owner's rights (SECURITY DEFINER) belongs to a role that can do nothing else and cannot log in.

Until now it belonged to the database's owner, often a superuser, and looked for names among temporary tables first: a service's
role could put a table with a trigger there, and the trigger ran as the owner. `migrations/definers.py` gives it its owner.
"""

from migrations.sql import run

revision = "0023"
down_revision = "0022"

SIX = ("auth", "inventario", "historia_clinica", "facturacion", "citas", "logs")
OWNER = """
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'omni_housekeeper') THEN
        CREATE ROLE omni_housekeeper NOLOGIN;
    END IF;
END $$;
"""
EACH = """
ALTER FUNCTION {service}.housekeeping() SET search_path = {service}, pg_temp;
GRANT USAGE ON SCHEMA {service} TO omni_housekeeper;
GRANT SELECT, DELETE ON {service}.idempotency_keys, {service}.outbox, {service}.inbox TO omni_housekeeper;
GRANT SELECT ON {service}.deliveries TO omni_housekeeper;
"""
MORE = """
GRANT SELECT, DELETE ON auth.revocations TO omni_housekeeper;

GRANT SELECT ON inventario.products, inventario.lots, inventario.stock_movements TO omni_housekeeper;
GRANT UPDATE (stock_quantity, last_cost, version, updated_at) ON inventario.products TO omni_housekeeper;
GRANT UPDATE (quantity, unit_cost, version, updated_at) ON inventario.lots TO omni_housekeeper;

GRANT EXECUTE ON FUNCTION logs.ensure_partitions(integer) TO omni_housekeeper;
"""
BACK = """
DO $$
DECLARE
    function regprocedure;
    log      regclass;
BEGIN
    FOR function IN SELECT oid FROM pg_proc WHERE proowner = 'omni_housekeeper'::regrole LOOP
        EXECUTE format('ALTER FUNCTION %s OWNER TO CURRENT_USER', function);
    END LOOP;
    FOR log IN SELECT oid FROM pg_class WHERE relowner = 'omni_housekeeper'::regrole AND relkind IN ('r', 'p') LOOP
        EXECUTE format('ALTER TABLE %s OWNER TO CURRENT_USER', log);
    END LOOP;
END $$;
REVOKE ALL ON FUNCTION logs.ensure_partitions(integer) FROM omni_housekeeper;
"""
EACH_BACK = """
REVOKE ALL ON ALL TABLES IN SCHEMA {service} FROM omni_housekeeper;
REVOKE ALL ON SCHEMA {service} FROM omni_housekeeper;
"""


def upgrade():
    run(OWNER)
    for service in SIX:
        run(EACH.format(service=service))
    run(MORE)


def downgrade():
    run(BACK)
    for service in SIX:
        run(EACH_BACK.format(service=service))
