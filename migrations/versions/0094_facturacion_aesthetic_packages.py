"""What is done for looks needs its diagnosis without IVA inside a package too."""

from migrations.sql import run

revision = "0094"
down_revision = "0093"

GUARD = """
CREATE OR REPLACE FUNCTION facturacion.guard_aesthetic() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS ({undiagnosed}) THEN
        PERFORM facturacion.refuse('invoices_aesthetic_diagnosed', 'without IVA it needs a diagnosis');
    END IF;
    RETURN NEW;
END $$;
"""
IN_PACKAGES_TOO = """SELECT FROM facturacion.invoice_lines l
                 LEFT JOIN facturacion.package_items p ON l.kind = 'PACKAGE' AND p.package_id = l.reference_id
                 JOIN facturacion.aesthetic_treatments a
                   ON a.treatment_id = CASE l.kind WHEN 'TREATMENT' THEN l.reference_id ELSE p.treatment_id END
                WHERE l.invoice_id = NEW.id AND l.iva_rate = 0 AND l.subtotal > 0
                  AND NOT EXISTS (SELECT FROM facturacion.invoice_diagnoses d
                                   WHERE d.invoice_id = NEW.id AND d.treatment_id = a.treatment_id)"""
# As 0087 has it.
ALONE = """SELECT FROM facturacion.invoice_lines l
                 JOIN facturacion.aesthetic_treatments a ON a.treatment_id = l.reference_id
                WHERE l.invoice_id = NEW.id AND l.kind = 'TREATMENT' AND l.iva_rate = 0 AND l.subtotal > 0
                  AND NOT EXISTS (SELECT FROM facturacion.invoice_diagnoses d
                                   WHERE d.invoice_id = NEW.id AND d.treatment_id = l.reference_id)"""


def upgrade():
    run(GUARD.replace("{undiagnosed}", IN_PACKAGES_TOO))


def downgrade():
    run(GUARD.replace("{undiagnosed}", ALONE))
