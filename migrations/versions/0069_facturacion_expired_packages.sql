-- What of a package expired unused is earned once somebody says so, and a settlement keeps its lines when it is undone.
-- Run by the migration beside it.

ALTER TABLE facturacion.package_redemptions
    DROP CONSTRAINT package_redemptions_kind,
    ADD CONSTRAINT package_redemptions_kind CHECK (
        CASE kind WHEN 'REDEEMED' THEN patient_id IS NOT NULL AND credit_note_id IS NULL
                  WHEN 'REFUNDED' THEN credit_note_id IS NOT NULL AND appointment_id IS NULL
                  WHEN 'EXPIRED' THEN credit_note_id IS NULL AND appointment_id IS NULL
                  ELSE false END);

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
    IF NEW.kind = 'EXPIRED' AND (package.expires_on IS NULL OR NEW.day <= package.expires_on) THEN
        PERFORM facturacion.refuse('package_redemptions_not_expired', 'the package has not expired');
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
    IF OLD.undone_at IS NOT NULL OR NEW.undone_at IS NULL OR OLD.kind = 'REFUNDED'
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
           delivered = delivered + CASE NEW.kind WHEN 'REFUNDED' THEN 0 ELSE sign * NEW.value END,
           refunded = refunded + CASE NEW.kind WHEN 'REFUNDED' THEN sign * NEW.value ELSE 0 END
     WHERE id = NEW.patient_package_id;
    IF NEW.kind <> 'REFUNDED' THEN
        SELECT * INTO item FROM facturacion.patient_package_items WHERE id = NEW.item_id;
        INSERT INTO facturacion.result_entries
               (day, source, source_id, kind, reference_id, name, doctor_id, doctor_name, appointment_id, income)
        SELECT NEW.day, 'PACKAGE', p.invoice_id, 'TREATMENT', item.treatment_id, item.treatment_name, NEW.doctor_id,
               NEW.doctor_name, NEW.appointment_id, sign * NEW.value
          FROM facturacion.patient_packages p
         WHERE p.id = NEW.patient_package_id AND NEW.value <> 0;
        -- What expired is earned, and was not done.
        INSERT INTO facturacion.result_changes (day, kind, reference_id, doctor_id, name, doctor_name, quantity)
        SELECT NEW.day, 'TREATMENT', item.treatment_id, NEW.doctor_id, item.treatment_name, NEW.doctor_name, sign
         WHERE NEW.kind = 'REDEEMED';
    END IF;
    RETURN NULL;
END $$;

-- What a settlement was made of, whatever became of it.
CREATE TABLE facturacion.commission_settlement_entries (
    settlement_id bigint NOT NULL CONSTRAINT commission_settlement_entries_settlement
                  REFERENCES facturacion.commission_settlements,
    entry_id      bigint NOT NULL CONSTRAINT commission_settlement_entries_entry REFERENCES facturacion.commission_entries,
    CONSTRAINT commission_settlement_entries_pkey PRIMARY KEY (settlement_id, entry_id)
);
INSERT INTO facturacion.commission_settlement_entries (settlement_id, entry_id)
     SELECT settlement_id, id FROM facturacion.commission_entries WHERE settlement_id IS NOT NULL;
CREATE INDEX commission_settlement_entries_of_entry ON facturacion.commission_settlement_entries (entry_id);
CREATE TRIGGER commission_settlement_entries_frozen BEFORE UPDATE OR DELETE ON facturacion.commission_settlement_entries
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('commission_settlements_frozen');
CREATE TRIGGER commission_settlement_entries_not_emptied BEFORE TRUNCATE ON facturacion.commission_settlement_entries
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('commission_settlements_not_emptied');
REVOKE UPDATE ON facturacion.commission_settlement_entries FROM omni_facturacion;
