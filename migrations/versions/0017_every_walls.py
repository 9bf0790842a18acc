"""Walls: evidence is emptied by nobody, and the services' roles change no more than their code does."""

from migrations.sql import run

revision = "0017"
down_revision = "0016"

SERVICES = ("auth", "inventario", "historia_clinica", "facturacion", "citas", "logs")
# An event and the ids of handled ones are written once; of a delivery and of a remembered answer only the state moves.
STATE = {
    "outbox": None,
    "inbox": None,
    "deliveries": "attempts, available_at, first_attempt_at, leased_until, dead_lettered_at, last_error",
    "idempotency_keys": "status, etag, body",
}
EVIDENCE = {
    "auth": ("users", "roles", "revocations", "password_resets"),
    "inventario": ("products", "lots", "consumptions", "shortages", "treatments", "treatment_recipes"),
    "historia_clinica": ("patients", "medical_history", "clinical_notes", "diagnoses", "note_addenda"),
    "citas": ("appointments", "appointment_treatments", "appointment_extras"),
    "facturacion": (
        "invoices",
        "invoice_lines",
        "payments",
        "series",
        "electronic_invoices",
        "operational_expenses",
        "appointment_costs",
        "iva_rates",
    ),
    "logs": ("system_logs",),
}
NOT_EMPTIED = """
CREATE OR REPLACE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON {service}.{table}
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('{table}_not_emptied');
"""
INVENTARIO = """
REVOKE UPDATE ON inventario.shortages, inventario.treatment_recipes FROM omni_inventario;
GRANT UPDATE (resolved_at, resolved_by, resolution) ON inventario.shortages TO omni_inventario;
"""

# A trigger on statements is not handed down to partitions: each gets its own when it is made.
PARTITIONS = """
CREATE OR REPLACE FUNCTION logs.ensure_partitions(months_ahead integer) RETURNS void
    LANGUAGE plpgsql SET timezone = 'UTC' AS $$
DECLARE
    this_month timestamptz := date_trunc('month', now());
    first_day  timestamptz;
    next_month timestamptz;
    partition  text;
BEGIN
    PERFORM pg_advisory_xact_lock(hashtext('logs.ensure_partitions'));
    FOR first_day IN
        SELECT generate_series(this_month - interval '3 months', this_month + months_ahead * interval '1 month', '1 month')
    LOOP
        next_month := first_day + interval '1 month';
        partition := 'system_logs_' || to_char(first_day, 'YYYY_MM');
        CONTINUE WHEN to_regclass('logs.' || partition) IS NOT NULL
                   OR EXISTS (SELECT FROM logs.system_logs_default
                               WHERE occurred_at >= first_day AND occurred_at < next_month);
        BEGIN
            EXECUTE format('CREATE TABLE logs.%I PARTITION OF logs.system_logs FOR VALUES FROM (%L) TO (%L)',
                           partition, first_day, next_month);
            EXECUTE format('REVOKE ALL ON logs.%I FROM omni_logs', partition);{not_emptied}
        EXCEPTION WHEN check_violation OR lock_not_available THEN
            -- A row of that month came meanwhile, or readers kept the table busy: the next hour tries again.
            RAISE WARNING 'partition % not made: %', partition, SQLERRM;
        END;
    END LOOP;
END $$;
"""
NOT_EMPTIED_PARTITION = """
            EXECUTE format('CREATE TRIGGER system_logs_not_emptied BEFORE TRUNCATE ON logs.%I FOR EACH STATEMENT'
                           ' EXECUTE FUNCTION public.refuse_change(''system_logs_not_emptied'')', partition);"""
EACH_PARTITION = """
DO $$
DECLARE
    partition regclass;
BEGIN
    FOR partition IN SELECT inhrelid::regclass FROM pg_inherits WHERE inhparent = 'logs.system_logs'::regclass LOOP
        EXECUTE format({statement}, partition);
    END LOOP;
END $$;
"""


def upgrade():
    for service in SERVICES:
        for table, columns in STATE.items():
            run(f"REVOKE UPDATE ON {service}.{table} FROM omni_{service}")
            if columns:
                run(f"GRANT UPDATE ({columns}) ON {service}.{table} TO omni_{service}")
        for table in EVIDENCE[service]:
            run(NOT_EMPTIED.format(service=service, table=table))
    run(INVENTARIO)
    run(PARTITIONS.replace("{not_emptied}", NOT_EMPTIED_PARTITION))
    made = """'CREATE TRIGGER system_logs_not_emptied BEFORE TRUNCATE ON %s FOR EACH STATEMENT'
                       ' EXECUTE FUNCTION public.refuse_change(''system_logs_not_emptied'')'"""
    run(EACH_PARTITION.replace("{statement}", made))


def downgrade():
    run(EACH_PARTITION.replace("{statement}", "'DROP TRIGGER system_logs_not_emptied ON %s'"))
    run(PARTITIONS.replace("{not_emptied}", ""))
    run("REVOKE UPDATE (resolved_at, resolved_by, resolution) ON inventario.shortages FROM omni_inventario")
    run("GRANT UPDATE ON inventario.shortages, inventario.treatment_recipes TO omni_inventario")
    for service in SERVICES:
        for table in EVIDENCE[service]:
            run(f"DROP TRIGGER {table}_not_emptied ON {service}.{table}")
        for table, columns in STATE.items():
            if columns:
                run(f"REVOKE UPDATE ({columns}) ON {service}.{table} FROM omni_{service}")
            run(f"GRANT UPDATE ON {service}.{table} TO omni_{service}")
