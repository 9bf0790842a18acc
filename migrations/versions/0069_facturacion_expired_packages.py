"""Sessions of packages that expired unused are earned once somebody says so; an undone settlement keeps its lines."""

from pathlib import Path

from migrations.sql import run

revision = "0069"
down_revision = "0068"

TABLES = Path(__file__).with_suffix(".sql")

# The version before knows two kinds: what expired is owed again.
BACK = """
DROP TABLE facturacion.commission_settlement_entries;
UPDATE facturacion.package_redemptions
   SET undone_at = now(), undone_reason = 'Versión anterior del sistema'
 WHERE kind = 'EXPIRED' AND undone_at IS NULL;
ALTER TABLE facturacion.package_redemptions
    DISABLE TRIGGER package_redemptions_undone, DISABLE TRIGGER package_redemptions_count,
    DROP CONSTRAINT package_redemptions_kind;
UPDATE facturacion.package_redemptions SET kind = 'REDEEMED', patient_id = p.patient_id
  FROM facturacion.patient_packages p WHERE p.id = patient_package_id AND kind = 'EXPIRED';
ALTER TABLE facturacion.package_redemptions
    ENABLE TRIGGER package_redemptions_undone, ENABLE TRIGGER package_redemptions_count,
    ADD CONSTRAINT package_redemptions_kind CHECK (
        CASE kind WHEN 'REDEEMED' THEN patient_id IS NOT NULL AND credit_note_id IS NULL
                  WHEN 'REFUNDED' THEN credit_note_id IS NOT NULL AND appointment_id IS NULL
                  ELSE false END);
"""
FUNCTIONS_BACK = """
CREATE OR REPLACE FUNCTION facturacion.guard_redemption() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    package facturacion.patient_packages;
    item    facturacion.patient_package_items;
BEGIN
    SELECT * INTO package FROM facturacion.patient_packages WHERE id = NEW.patient_package_id FOR UPDATE;
    SELECT * INTO item FROM facturacion.patient_package_items
     WHERE id = NEW.item_id AND patient_package_id = NEW.patient_package_id;
    IF item.id IS NULL OR NEW.session NOT BETWEEN 1 AND item.sessions THEN
        PERFORM facturacion.refuse('package_redemptions_within', 'the package has no such session');
    END IF;
    IF package.voided_at IS NOT NULL THEN
        PERFORM facturacion.refuse('package_redemptions_void', 'the invoice of the package was annulled');
    END IF;
    IF NEW.kind = 'REDEEMED' THEN
        IF NEW.patient_id <> package.patient_id AND NOT EXISTS (
               SELECT FROM facturacion.package_sharers s
                WHERE s.patient_package_id = package.id AND s.patient_id = NEW.patient_id AND s.active) THEN
            PERFORM facturacion.refuse('package_redemptions_own', 'the package is of another patient');
        END IF;
        IF NEW.day > package.expires_on THEN
            PERFORM facturacion.refuse('package_redemptions_expired', 'the package has expired');
        END IF;
    END IF;
    -- The sessions of an item come to its amount exactly, whatever is given first.
    NEW.value := round(item.amount * NEW.session / item.sessions, 2)
               - round(item.amount * (NEW.session - 1) / item.sessions, 2);
    RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION facturacion.guard_undone_redemption() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    undo text[] := ARRAY['undone_at', 'undone_by_id', 'undone_by_name', 'undone_reason'];
BEGIN
    IF OLD.undone_at IS NOT NULL OR NEW.undone_at IS NULL OR OLD.kind <> 'REDEEMED'
       OR to_jsonb(NEW) - undo IS DISTINCT FROM to_jsonb(OLD) - undo THEN
        PERFORM facturacion.refuse('package_redemptions_frozen', 'a session is undone once, and not changed');
    END IF;
    RETURN NEW;
END $$;
CREATE OR REPLACE FUNCTION facturacion.count_redemption() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    sign  integer := CASE TG_OP WHEN 'INSERT' THEN 1 ELSE -1 END;
    item  facturacion.patient_package_items;
BEGIN
    UPDATE facturacion.patient_packages
       SET used = used + sign,
           delivered = delivered + CASE NEW.kind WHEN 'REDEEMED' THEN sign * NEW.value ELSE 0 END,
           refunded = refunded + CASE NEW.kind WHEN 'REFUNDED' THEN sign * NEW.value ELSE 0 END
     WHERE id = NEW.patient_package_id;
    IF NEW.kind = 'REDEEMED' THEN
        SELECT * INTO item FROM facturacion.patient_package_items WHERE id = NEW.item_id;
        INSERT INTO facturacion.result_entries
               (day, source, source_id, kind, reference_id, name, doctor_id, doctor_name, appointment_id, income)
        SELECT NEW.day, 'PACKAGE', p.invoice_id, 'TREATMENT', item.treatment_id, item.treatment_name, NEW.doctor_id,
               NEW.doctor_name, NEW.appointment_id, sign * NEW.value
          FROM facturacion.patient_packages p
         WHERE p.id = NEW.patient_package_id AND NEW.value <> 0;
        INSERT INTO facturacion.result_changes (day, kind, reference_id, doctor_id, name, doctor_name, quantity)
             VALUES (NEW.day, 'TREATMENT', item.treatment_id, NEW.doctor_id, item.treatment_name, NEW.doctor_name, sign);
    END IF;
    RETURN NULL;
END $$;
"""


def upgrade():
    run(TABLES.read_text())


def downgrade():
    run(BACK)
    run(FUNCTIONS_BACK)
