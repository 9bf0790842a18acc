"""Annulments that wait for the SRI's portal: who asked, why, and what became of it."""

from migrations.sql import run

revision = "0070"
down_revision = "0069"

TABLE = """
CREATE TABLE facturacion.annulment_requests (
    id            bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT annulment_requests_pkey PRIMARY KEY,
    invoice_id    bigint      NOT NULL CONSTRAINT annulment_requests_invoice REFERENCES facturacion.invoices,
    reason        text        NOT NULL CONSTRAINT annulment_requests_reason CHECK (btrim(reason) <> ''),
    asked_at      timestamptz NOT NULL DEFAULT now(),
    asked_by_id   text        NOT NULL,
    asked_by_name text        NOT NULL,
    outcome       text        CONSTRAINT annulment_requests_outcome CHECK (outcome IN ('CONFIRMED', 'WITHDRAWN')),
    ended_at      timestamptz,
    ended_by_id   text,
    ended_by_name text,
    CONSTRAINT annulment_requests_ended CHECK ((ended_at IS NULL) = (outcome IS NULL))
);
CREATE UNIQUE INDEX annulment_requests_one_open ON facturacion.annulment_requests (invoice_id) WHERE ended_at IS NULL;
CREATE INDEX annulment_requests_of_invoice ON facturacion.annulment_requests (invoice_id, id);
REVOKE UPDATE ON facturacion.annulment_requests FROM omni_facturacion;
GRANT UPDATE (outcome, ended_at, ended_by_id, ended_by_name) ON facturacion.annulment_requests TO omni_facturacion;
CREATE TRIGGER annulment_requests_frozen BEFORE UPDATE ON facturacion.annulment_requests
    FOR EACH ROW WHEN (OLD.ended_at IS NOT NULL) EXECUTE FUNCTION public.refuse_change('annulment_requests_frozen');
CREATE TRIGGER annulment_requests_keep BEFORE DELETE ON facturacion.annulment_requests
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('annulment_requests_frozen');
CREATE TRIGGER annulment_requests_not_emptied BEFORE TRUNCATE ON facturacion.annulment_requests
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('annulment_requests_frozen');

-- What the SRI has, or may have in a moment, counts until its portal says that it is annulled; and what waits for that is neither
-- charged nor credited meanwhile.
CREATE FUNCTION facturacion.guard_annulment() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.status = 'ANNULLED' AND EXISTS (
           SELECT FROM facturacion.electronic_invoices e
            WHERE e.invoice_id = NEW.id
              AND (e.status IN ('PREPARED', 'SIGNED', 'RECEIVED')
                   OR e.status = 'AUTHORISED' AND e.annulment IS DISTINCT FROM 'CONFIRMED')) THEN
        PERFORM facturacion.refuse('invoices_annulled_in_portal', 'the SRI still has the invoice');
    END IF;
    IF (NEW.paid > OLD.paid OR NEW.credited > OLD.credited) AND EXISTS (
           SELECT FROM facturacion.annulment_requests r WHERE r.invoice_id = NEW.id AND r.ended_at IS NULL) THEN
        PERFORM facturacion.refuse('invoices_annulment_awaited', 'the invoice waits for its annulment');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER invoices_annulment BEFORE UPDATE ON facturacion.invoices
    FOR EACH ROW WHEN (OLD.status = 'ISSUED') EXECUTE FUNCTION facturacion.guard_annulment();

-- The same of the packages that it sold: what was used of one is not annulled, and nothing is used of what waits. Both lock the package.
CREATE FUNCTION facturacion.guard_annulment_request() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    package facturacion.patient_packages;
BEGIN
    FOR package IN SELECT * FROM facturacion.patient_packages WHERE invoice_id = NEW.invoice_id ORDER BY id FOR UPDATE LOOP
        IF package.used > 0 THEN
            PERFORM facturacion.refuse('patient_packages_voided_unused', 'a session of the package was used');
        END IF;
    END LOOP;
    RETURN NEW;
END $$;
CREATE TRIGGER annulment_requests_unused BEFORE INSERT ON facturacion.annulment_requests
    FOR EACH ROW EXECUTE FUNCTION facturacion.guard_annulment_request();
CREATE FUNCTION facturacion.guard_waiting_package() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    sold bigint;
BEGIN
    SELECT invoice_id INTO sold FROM facturacion.patient_packages WHERE id = NEW.patient_package_id FOR UPDATE;
    IF EXISTS (SELECT FROM facturacion.annulment_requests WHERE invoice_id = sold AND ended_at IS NULL) THEN
        PERFORM facturacion.refuse('package_redemptions_awaited', 'the invoice of the package waits for its annulment');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER package_redemptions_waiting BEFORE INSERT ON facturacion.package_redemptions
    FOR EACH ROW EXECUTE FUNCTION facturacion.guard_waiting_package();
"""


def upgrade():
    run(TABLE)


def downgrade():
    run("""
        DROP TRIGGER package_redemptions_waiting ON facturacion.package_redemptions;
        DROP FUNCTION facturacion.guard_waiting_package();
        DROP TRIGGER invoices_annulment ON facturacion.invoices;
        DROP FUNCTION facturacion.guard_annulment();
        DROP TABLE facturacion.annulment_requests;
        DROP FUNCTION facturacion.guard_annulment_request();
        """)
