"""Functions that run with their owner's rights (SECURITY DEFINER), and who that owner is.

It is `omni_housekeeper`, a role that cannot log in and holds just what those functions do: whoever bends one of them has gained
that and no more. Whom a function belongs to and what PUBLIC may do in a database are not in the history: a copy that is restored
belongs to whoever restored it. Every run of the migrations sees to them anew.
"""

from common.suite import SERVICES

OWNER = "omni_housekeeper"
# Partitions of the log are made by a function of that kind, and only a table's owner may add one.
SECURE = """
DO $$
DECLARE
    function regprocedure;
    place    text;
    log      regclass;
BEGIN
    -- Before the migration that grants it its rights there is nothing that it could do.
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{owner}')
       OR to_regclass('logs.system_logs') IS NULL OR NOT has_schema_privilege('{owner}', 'logs', 'USAGE') THEN
        RETURN;
    END IF;
    -- Who can make a temporary table can put it in the way of a name that somebody else's function means.
    EXECUTE format('REVOKE TEMPORARY ON DATABASE %I FROM PUBLIC', current_database());
    -- On a managed server the database's owner is no superuser, and gives away only to a role that it is a member of.
    IF NOT pg_has_role(current_user, '{owner}', 'USAGE') THEN
        GRANT {owner} TO CURRENT_USER;
    END IF;
    FOR function, place IN
        SELECT p.oid, n.nspname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
         WHERE p.prosecdef AND n.nspname = ANY ('{{{schemas}}}') AND p.proowner <> '{owner}'::regrole
    LOOP
        EXECUTE format('GRANT CREATE ON SCHEMA %I TO {owner}', place);
        EXECUTE format('ALTER FUNCTION %s OWNER TO {owner}', function);
        EXECUTE format('REVOKE CREATE ON SCHEMA %I FROM {owner}', place);
    END LOOP;
    GRANT CREATE ON SCHEMA logs TO {owner};
    FOR log IN
        SELECT c.oid FROM pg_class c
         WHERE (c.oid = 'logs.system_logs'::regclass
                OR c.oid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = 'logs.system_logs'::regclass))
           AND c.relowner <> '{owner}'::regrole
    LOOP
        EXECUTE format('ALTER TABLE %s OWNER TO {owner}', log);
    END LOOP;
END $$
""".format(owner=OWNER, schemas=",".join(SERVICES))


def secure(connection):
    """Give those functions their owner, and take the right to temporary tables from everybody."""
    with connection.connection.cursor() as cursor:
        cursor.execute(SECURE)
