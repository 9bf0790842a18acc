"""Without IVA what is done for looks needs a diagnosis, of which billing keeps a hash and nothing else."""

from migrations.sql import run

revision = "0087"
down_revision = "0086"

TABLES = """
-- As inventario's events tell: which treatments are flagged.
CREATE TABLE facturacion.aesthetic_treatments (
    treatment_id bigint NOT NULL CONSTRAINT aesthetic_treatments_pkey PRIMARY KEY
);
REVOKE UPDATE ON facturacion.aesthetic_treatments FROM omni_facturacion;
GRANT DELETE ON facturacion.aesthetic_treatments TO omni_facturacion;

-- The signed diagnosis for which a treatment was done: its hash, when it was signed, who linked it.
CREATE TABLE facturacion.invoice_diagnoses (
    invoice_id     bigint      NOT NULL CONSTRAINT invoice_diagnoses_invoice REFERENCES facturacion.invoices,
    treatment_id   bigint      NOT NULL,
    sha256         text        NOT NULL CONSTRAINT invoice_diagnoses_sha256 CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    signed_on      date        NOT NULL,
    linked_at      timestamptz NOT NULL DEFAULT now(),
    linked_by_id   text        NOT NULL,
    linked_by_name text        NOT NULL,
    CONSTRAINT invoice_diagnoses_pkey PRIMARY KEY (invoice_id, treatment_id)
);
GRANT DELETE ON facturacion.invoice_diagnoses TO omni_facturacion;
CREATE TRIGGER invoice_diagnoses_not_emptied BEFORE TRUNCATE ON facturacion.invoice_diagnoses
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('invoice_diagnoses_frozen');

CREATE FUNCTION facturacion.guard_invoice_diagnosis() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    own bigint := CASE TG_OP WHEN 'DELETE' THEN OLD.invoice_id ELSE NEW.invoice_id END;
BEGIN
    IF (SELECT status FROM facturacion.invoices WHERE id = own) <> 'DRAFT' THEN
        PERFORM facturacion.refuse('invoice_diagnoses_frozen', 'what an invoice was issued with stays with it');
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER invoice_diagnoses_guard BEFORE INSERT OR UPDATE OR DELETE ON facturacion.invoice_diagnoses
    FOR EACH ROW EXECUTE FUNCTION facturacion.guard_invoice_diagnosis();

CREATE FUNCTION facturacion.guard_aesthetic() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM facturacion.invoice_lines l
                 JOIN facturacion.aesthetic_treatments a ON a.treatment_id = l.reference_id
                WHERE l.invoice_id = NEW.id AND l.kind = 'TREATMENT' AND l.iva_rate = 0 AND l.subtotal > 0
                  AND NOT EXISTS (SELECT FROM facturacion.invoice_diagnoses d
                                   WHERE d.invoice_id = NEW.id AND d.treatment_id = l.reference_id)) THEN
        PERFORM facturacion.refuse('invoices_aesthetic_diagnosed', 'without IVA it needs a diagnosis');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER invoices_aesthetic BEFORE UPDATE ON facturacion.invoices
    FOR EACH ROW WHEN (OLD.status = 'DRAFT' AND NEW.status = 'ISSUED') EXECUTE FUNCTION facturacion.guard_aesthetic();
"""
BACK = """
DROP TRIGGER invoices_aesthetic ON facturacion.invoices;
DROP FUNCTION facturacion.guard_aesthetic();
DROP TABLE facturacion.invoice_diagnoses;
DROP FUNCTION facturacion.guard_invoice_diagnosis();
DROP TABLE facturacion.aesthetic_treatments;
"""


def upgrade():
    run(TABLES)


def downgrade():
    run(BACK)
