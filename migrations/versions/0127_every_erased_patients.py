"""Services remember the numbers of whoever was erased: what comes late names them no more, whichever way it comes.

An event, a form that was being filled in, an answer of a neighbour asked a moment before: the row says the label that stands in
the place of the name. Whoever writes of a person waits for whoever erases one, and the other way round, so that nothing slips
between them.
"""

from migrations.sql import run

revision = "0127"
down_revision = "0126"

# In each service, the tables that name a patient, and their columns besides `patient_name` that become NULL.
CONTACTS = "patient_document_type, patient_document_number, patient_phone, patient_email, patient_address"
NAMING = {
    "citas": {"appointments": CONTACTS, "waitlist_entries": CONTACTS},
    "inventario": {"consumptions": "", "material_uses": "", "pack_uses": ""},
    "facturacion": {
        "quotes": "patient_document, patient_phone, patient_email",
        "patient_packages": "",
        "package_sharers": "",
        "package_redemptions": "",
        "account_movements": "",
    },
}
REMEMBERED = """
CREATE TABLE {service}.erased_patients (
    id        bigint      NOT NULL CONSTRAINT erased_patients_pkey PRIMARY KEY,
    label     text        NOT NULL,
    erased_at timestamptz NOT NULL DEFAULT now()
);
REVOKE ALL ON {service}.erased_patients FROM omni_{service};
GRANT SELECT ON {service}.erased_patients TO omni_{service};
GRANT SELECT, INSERT (id, label) ON {service}.erased_patients TO omni_housekeeper;
INSERT INTO {service}.erased_patients (id, label, erased_at) SELECT id, label, erased_at FROM logs.erased_patients;

-- Called by `erase` first of all: once it has the lock, what others wrote meanwhile is there to be replaced.
CREATE FUNCTION {service}.remember_erased(ids bigint[], label text) RETURNS void
    LANGUAGE plpgsql SET search_path = {service}, pg_temp AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('{service}.erased_patients', 0));
    INSERT INTO erased_patients (id, label) SELECT id, label FROM unnest(ids) AS id ON CONFLICT DO NOTHING;
    {drafts}
END $$;

CREATE FUNCTION {service}.label_of_erased(patient_id bigint) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    IF patient_id IS NULL THEN
        RETURN NULL;
    END IF;
    PERFORM pg_advisory_xact_lock_shared(hashtextextended('{service}.erased_patients', 0));
    RETURN (SELECT e.label FROM {service}.erased_patients e WHERE e.id = patient_id);
END $$;

-- Its arguments are the columns that become NULL.
CREATE FUNCTION {service}.keep_erased() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    stands text := {service}.label_of_erased(NEW.patient_id);
    gone   text[] := coalesce(TG_ARGV, '{{}}');
BEGIN
    IF stands IS NOT NULL THEN
        NEW := jsonb_populate_record(
            NEW, jsonb_build_object('patient_name', stands) || jsonb_object(gone, array_fill(NULL::text, ARRAY[cardinality(gone)]))
        );
    END IF;
    RETURN NEW;
END $$;
"""
KEPT = """
CREATE TRIGGER {table}_erased BEFORE INSERT OR UPDATE OF {columns} ON {service}.{table}
    FOR EACH ROW EXECUTE FUNCTION {service}.keep_erased({arguments});
ALTER TABLE {service}.{table} ENABLE ALWAYS TRIGGER {table}_erased;
"""
# A draft made out to the person waits for somebody to say who pays. Where another pays, that stays, as in an issued invoice.
DRAFTS = """
    UPDATE invoices i
       SET buyer_document = '', buyer_name = remember_erased.label, buyer_email = NULL, buyer_phone = NULL, buyer_address = NULL,
           needs_mending = true
     WHERE i.patient_id = ANY (ids) AND i.status = 'DRAFT' AND (i.buyer_document = i.patient_document OR i.buyer_name = i.patient_name);
    UPDATE invoices i SET patient_name = remember_erased.label, patient_document = NULL
     WHERE i.patient_id = ANY (ids) AND i.status = 'DRAFT';
"""
INVOICES = """
CREATE FUNCTION facturacion.keep_erased_from_draft() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    stands text := facturacion.label_of_erased(NEW.patient_id);
BEGIN
    IF stands IS NOT NULL THEN
        IF NEW.buyer_document = NEW.patient_document OR NEW.buyer_name = NEW.patient_name THEN
            NEW.buyer_document := '';
            NEW.buyer_name := stands;
            NEW.buyer_email := NULL;
            NEW.buyer_phone := NULL;
            NEW.buyer_address := NULL;
            NEW.needs_mending := true;
        END IF;
        NEW.patient_name := stands;
        NEW.patient_document := NULL;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER invoices_erased BEFORE INSERT OR UPDATE OF patient_id, patient_name, patient_document, buyer_name, buyer_document
    ON facturacion.invoices
    FOR EACH ROW WHEN (NEW.status = 'DRAFT') EXECUTE FUNCTION facturacion.keep_erased_from_draft();
ALTER TABLE facturacion.invoices ENABLE ALWAYS TRIGGER invoices_erased;
GRANT UPDATE (needs_mending) ON facturacion.invoices TO omni_housekeeper;
"""
# `erase` and `housekeeping` of each service, with a line more. What was waiting to be delivered goes once it was.
ERASING = "PERFORM set_config('omni.erasing', 'on', true);\n"
REMEMBERS = "    PERFORM remember_erased(ids, label);\n"
CLEARED = "    DELETE FROM inbox WHERE received_at < now() - interval '60 days';\n"
CLEARS = """    DELETE FROM outbox o
     USING erased_patients e
     WHERE (o.data ->> 'patient_id')::bigint = e.id AND NOT EXISTS (SELECT FROM deliveries d WHERE d.event_id = o.id);
"""
CHANGED = """
DO $do$
DECLARE
    was text := pg_get_functiondef('{function}'::regproc);
    now text := replace(was, $t${after}$t$, $t${after}{more}$t$);
BEGIN
    IF was = now THEN
        RAISE EXCEPTION '{function} is not as it was';
    END IF;
    EXECUTE now;
END $do$;
"""
AS_BEFORE = (
    "DO $do$ BEGIN EXECUTE replace(pg_get_functiondef('{function}'::regproc), $t${more}$t$, ''); END $do$;"
)


def changed_functions():
    for service in NAMING:
        yield {"function": f"{service}.erase", "after": ERASING, "more": REMEMBERS}
        yield {"function": f"{service}.housekeeping", "after": CLEARED, "more": CLEARS}


def upgrade():
    for service, tables in NAMING.items():
        run(REMEMBERED.format(service=service, drafts=DRAFTS if service == "facturacion" else ""))
        for table, gone in tables.items():
            columns = ", ".join(filter(None, ("patient_id", "patient_name", gone)))
            arguments = ", ".join(f"'{name}'" for name in gone.split(", ") if name)
            run(KEPT.format(service=service, table=table, columns=columns, arguments=arguments))
        run(f"GRANT EXECUTE ON FUNCTION {service}.remember_erased(bigint[], text) TO omni_housekeeper")
        run(f"REVOKE ALL ON FUNCTION {service}.remember_erased(bigint[], text) FROM PUBLIC")
    run(INVOICES)
    for change in changed_functions():
        run(CHANGED.format(**change))


def downgrade():
    for change in changed_functions():
        run(AS_BEFORE.format(**change))
    run("""
        REVOKE UPDATE (needs_mending) ON facturacion.invoices FROM omni_housekeeper;
        DROP TRIGGER invoices_erased ON facturacion.invoices;
        DROP FUNCTION facturacion.keep_erased_from_draft();
        """)
    for service, tables in NAMING.items():
        for table in tables:
            run(f"DROP TRIGGER {table}_erased ON {service}.{table}")
        run(f"""
            DROP FUNCTION {service}.keep_erased();
            DROP FUNCTION {service}.label_of_erased(bigint);
            DROP FUNCTION {service}.remember_erased(bigint[], text);
            DROP TABLE {service}.erased_patients;
            """)
