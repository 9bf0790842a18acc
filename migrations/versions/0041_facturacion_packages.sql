-- Packages of sessions paid before they are given. Run by the migration beside it.

ALTER TABLE facturacion.invoice_lines
    DROP CONSTRAINT invoice_lines_kind,
    ADD CONSTRAINT invoice_lines_kind CHECK (kind IN ('TREATMENT', 'PRODUCT', 'OTHER', 'PACKAGE')),
    ADD CONSTRAINT invoice_lines_package CHECK (
        kind <> 'PACKAGE' OR reference_id IS NOT NULL AND quantity = trunc(quantity) AND quantity <= 50);

-- Whom an invoice is about, who is not always whom it is made out to.
ALTER TABLE facturacion.invoices ADD COLUMN patient_name text;

-- What the sale of a package brings is owed, not earned: its lines enter nowhere until a session is given.
DROP FUNCTION facturacion.entered;
CREATE FUNCTION facturacion.entered(line_kind text, line_reference bigint)
    RETURNS TABLE (kind text, reference_id bigint) LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE WHEN line_kind IN ('TREATMENT', 'PRODUCT') AND line_reference IS NOT NULL THEN line_kind END,
           CASE WHEN line_kind IN ('TREATMENT', 'PRODUCT') THEN line_reference END
     WHERE line_kind <> 'PACKAGE'
$$;

CREATE TABLE facturacion.packages (
    id            bigint        GENERATED ALWAYS AS IDENTITY CONSTRAINT packages_pkey PRIMARY KEY,
    name          text          NOT NULL CONSTRAINT packages_name_length CHECK (length(name) BETWEEN 1 AND 120),
    -- Without IVA.
    price         numeric(12,2) NOT NULL CONSTRAINT packages_price CHECK (price > 0),
    iva_code      text          NOT NULL,
    -- Days from the sale in which its sessions are given; null for as long as it takes.
    validity_days integer       CONSTRAINT packages_validity CHECK (validity_days BETWEEN 1 AND 3650),
    active        boolean       NOT NULL DEFAULT true,
    version       integer       NOT NULL DEFAULT 1,
    created_at    timestamptz   NOT NULL DEFAULT now(),
    updated_at    timestamptz   NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX packages_one_name ON facturacion.packages (public.plain(name)) WHERE active;
CREATE TRIGGER packages_version BEFORE UPDATE ON facturacion.packages
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();

CREATE TABLE facturacion.package_items (
    package_id     bigint        NOT NULL CONSTRAINT package_items_package REFERENCES facturacion.packages,
    treatment_id   bigint        NOT NULL,
    treatment_name text          NOT NULL,
    -- What one session cost apart when the package was written: the weight by which its price is shared.
    list_price     numeric(12,2) NOT NULL CONSTRAINT package_items_list_price CHECK (list_price >= 0),
    sessions       integer       NOT NULL CONSTRAINT package_items_sessions CHECK (sessions BETWEEN 1 AND 200),
    CONSTRAINT package_items_pkey PRIMARY KEY (package_id, treatment_id)
);
-- The items of a package are replaced as a whole; what was sold keeps its own.
GRANT DELETE ON facturacion.package_items TO omni_facturacion;

CREATE TABLE facturacion.patient_packages (
    id              bigint        GENERATED ALWAYS AS IDENTITY CONSTRAINT patient_packages_pkey PRIMARY KEY,
    package_id      bigint        NOT NULL CONSTRAINT patient_packages_package REFERENCES facturacion.packages,
    invoice_id      bigint        NOT NULL CONSTRAINT patient_packages_invoice REFERENCES facturacion.invoices,
    invoice_line_id bigint        NOT NULL CONSTRAINT patient_packages_line REFERENCES facturacion.invoice_lines,
    -- Which of those that the line sells.
    place           integer       NOT NULL,
    name            text          NOT NULL,
    patient_id      bigint        NOT NULL,
    patient_name    text          NOT NULL,
    sold_on         date          NOT NULL,
    expires_on      date,
    -- What was charged for it without IVA, and what of it was earned by giving sessions, or credited.
    amount          numeric(12,2) NOT NULL,
    delivered       numeric(12,2) NOT NULL DEFAULT 0,
    refunded        numeric(12,2) NOT NULL DEFAULT 0,
    sessions        integer       NOT NULL,
    -- Sessions given or refunded.
    used            integer       NOT NULL DEFAULT 0,
    -- Its invoice was annulled.
    voided_at       timestamptz,
    remaining       numeric(12,2) NOT NULL GENERATED ALWAYS AS (
                        CASE WHEN voided_at IS NULL THEN amount - delivered - refunded ELSE 0 END) STORED,
    search_text     text          NOT NULL GENERATED ALWAYS AS (public.plain(patient_name || ' ' || name)) STORED,
    version         integer       NOT NULL DEFAULT 1,
    created_at      timestamptz   NOT NULL DEFAULT now(),
    updated_at      timestamptz   NOT NULL DEFAULT now(),
    CONSTRAINT patient_packages_once UNIQUE (invoice_line_id, place),
    CONSTRAINT patient_packages_within CHECK (
        amount >= 0 AND delivered >= 0 AND refunded >= 0 AND delivered + refunded <= amount
        AND used BETWEEN 0 AND sessions),
    CONSTRAINT patient_packages_expiry CHECK (expires_on >= sold_on),
    CONSTRAINT patient_packages_voided_unused CHECK (voided_at IS NULL OR used = 0)
);
CREATE INDEX patient_packages_patient ON facturacion.patient_packages (patient_id, id);
CREATE INDEX patient_packages_invoice_id ON facturacion.patient_packages (invoice_id);
CREATE INDEX patient_packages_sold_on ON facturacion.patient_packages (sold_on, id);
CREATE INDEX patient_packages_owed ON facturacion.patient_packages (package_id, expires_on) INCLUDE (remaining)
    WHERE voided_at IS NULL AND used < sessions;
CREATE INDEX patient_packages_expires_on ON facturacion.patient_packages (coalesce(expires_on, 'infinity'::date), id);
CREATE INDEX patient_packages_search ON facturacion.patient_packages
    USING gin (search_text gin_trgm_ops);
CREATE TRIGGER patient_packages_version BEFORE UPDATE ON facturacion.patient_packages
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();

CREATE TABLE facturacion.patient_package_items (
    id                 bigint        GENERATED ALWAYS AS IDENTITY CONSTRAINT patient_package_items_pkey PRIMARY KEY,
    patient_package_id bigint        NOT NULL CONSTRAINT patient_package_items_package
                                     REFERENCES facturacion.patient_packages,
    treatment_id       bigint        NOT NULL,
    treatment_name     text          NOT NULL,
    sessions           integer       NOT NULL CONSTRAINT patient_package_items_sessions CHECK (sessions > 0),
    -- What of the package's amount is for these sessions.
    amount             numeric(12,2) NOT NULL CONSTRAINT patient_package_items_amount CHECK (amount >= 0),
    CONSTRAINT patient_package_items_one UNIQUE (patient_package_id, treatment_id)
);

-- Who else may use a package, beside the patient it was sold to.
CREATE TABLE facturacion.package_sharers (
    patient_package_id bigint      NOT NULL CONSTRAINT package_sharers_package REFERENCES facturacion.patient_packages,
    patient_id         bigint      NOT NULL,
    patient_name       text        NOT NULL,
    active             boolean     NOT NULL DEFAULT true,
    added_at           timestamptz NOT NULL DEFAULT now(),
    added_by_id        text        NOT NULL,
    added_by_name      text        NOT NULL,
    CONSTRAINT package_sharers_pkey PRIMARY KEY (patient_package_id, patient_id)
);
CREATE INDEX package_sharers_patient ON facturacion.package_sharers (patient_id) WHERE active;

CREATE TABLE facturacion.package_extensions (
    id                 bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT package_extensions_pkey PRIMARY KEY,
    patient_package_id bigint      NOT NULL CONSTRAINT package_extensions_package
                                   REFERENCES facturacion.patient_packages,
    was                date        NOT NULL,
    expires_on         date        NOT NULL,
    reason             text        NOT NULL CONSTRAINT package_extensions_reason CHECK (btrim(reason) <> ''),
    extended_at        timestamptz NOT NULL DEFAULT now(),
    extended_by_id     text        NOT NULL,
    extended_by_name   text        NOT NULL,
    CONSTRAINT package_extensions_longer CHECK (expires_on > was)
);
CREATE INDEX package_extensions_of_package ON facturacion.package_extensions (patient_package_id, id);

-- A session of a package, given or refunded. What was given by mistake is undone, and stays with who undid it.
CREATE TABLE facturacion.package_redemptions (
    id                 bigint        GENERATED ALWAYS AS IDENTITY CONSTRAINT package_redemptions_pkey PRIMARY KEY,
    patient_package_id bigint        NOT NULL CONSTRAINT package_redemptions_package
                                     REFERENCES facturacion.patient_packages,
    item_id            bigint        NOT NULL CONSTRAINT package_redemptions_item
                                     REFERENCES facturacion.patient_package_items,
    kind               text          NOT NULL,
    session            integer       NOT NULL,
    -- What the session was sold for, without IVA: made by the trigger.
    value              numeric(12,2) NOT NULL DEFAULT 0,
    day                date          NOT NULL,
    patient_id         bigint,
    patient_name       text,
    doctor_id          bigint,
    doctor_name        text,
    appointment_id     bigint,
    completion         integer,
    credit_note_id     bigint        CONSTRAINT package_redemptions_note REFERENCES facturacion.credit_notes,
    recorded_at        timestamptz   NOT NULL DEFAULT now(),
    recorded_by_id     text,
    recorded_by_name   text,
    undone_at          timestamptz,
    undone_by_id       text,
    undone_by_name     text,
    undone_reason      text,
    CONSTRAINT package_redemptions_kind CHECK (
        CASE kind WHEN 'REDEEMED' THEN patient_id IS NOT NULL AND credit_note_id IS NULL
                  WHEN 'REFUNDED' THEN credit_note_id IS NOT NULL AND appointment_id IS NULL
                  ELSE false END),
    CONSTRAINT package_redemptions_visit CHECK ((appointment_id IS NULL) = (completion IS NULL)),
    CONSTRAINT package_redemptions_undone_why CHECK ((undone_at IS NULL) = (undone_reason IS NULL))
);
CREATE UNIQUE INDEX package_redemptions_session ON facturacion.package_redemptions (item_id, session)
    WHERE undone_at IS NULL;
CREATE INDEX package_redemptions_of_package ON facturacion.package_redemptions (patient_package_id, id);
CREATE INDEX package_redemptions_of_visit ON facturacion.package_redemptions (appointment_id)
    WHERE appointment_id IS NOT NULL;
CREATE INDEX package_redemptions_of_note ON facturacion.package_redemptions (credit_note_id)
    WHERE credit_note_id IS NOT NULL;

REVOKE UPDATE ON facturacion.package_items, facturacion.patient_package_items, facturacion.package_extensions, facturacion.package_redemptions
    FROM omni_facturacion;
GRANT UPDATE (undone_at, undone_by_id, undone_by_name, undone_reason)
    ON facturacion.package_redemptions TO omni_facturacion;

-- What was sold stays as it was sold.
CREATE FUNCTION facturacion.guard_patient_package() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    moves text[] := ARRAY['delivered', 'refunded', 'used', 'remaining', 'search_text', 'expires_on', 'voided_at', 'patient_name',
                          'version', 'updated_at'];
BEGIN
    IF to_jsonb(NEW) - moves IS DISTINCT FROM to_jsonb(OLD) - moves THEN
        PERFORM facturacion.refuse('patient_packages_frozen', 'a package that was sold is not changed');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER patient_packages_guard BEFORE UPDATE ON facturacion.patient_packages
    FOR EACH ROW EXECUTE FUNCTION facturacion.guard_patient_package();
CREATE TRIGGER patient_packages_keep BEFORE DELETE ON facturacion.patient_packages
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('patient_packages_frozen');
CREATE TRIGGER patient_packages_not_emptied BEFORE TRUNCATE ON facturacion.patient_packages
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('patient_packages_not_emptied');
CREATE TRIGGER patient_package_items_frozen BEFORE UPDATE OR DELETE ON facturacion.patient_package_items
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('patient_packages_frozen');
CREATE TRIGGER patient_package_items_not_emptied BEFORE TRUNCATE ON facturacion.patient_package_items
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('patient_package_items_not_emptied');
CREATE TRIGGER package_extensions_frozen BEFORE UPDATE OR DELETE ON facturacion.package_extensions
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('package_extensions_frozen');
CREATE TRIGGER package_extensions_not_emptied BEFORE TRUNCATE ON facturacion.package_extensions
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('package_extensions_not_emptied');

CREATE FUNCTION facturacion.guard_sharer() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM facturacion.patient_packages
                WHERE id = NEW.patient_package_id AND patient_id = NEW.patient_id) THEN
        PERFORM facturacion.refuse('package_sharers_other', 'the package is of that patient');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER package_sharers_guard BEFORE INSERT ON facturacion.package_sharers
    FOR EACH ROW EXECUTE FUNCTION facturacion.guard_sharer();

CREATE FUNCTION facturacion.extend_package() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE facturacion.patient_packages SET expires_on = NEW.expires_on WHERE id = NEW.patient_package_id;
    RETURN NULL;
END $$;
CREATE TRIGGER package_extensions_extend AFTER INSERT ON facturacion.package_extensions
    FOR EACH ROW EXECUTE FUNCTION facturacion.extend_package();

-- The package's row is the lock under which its sessions are given: who comes second finds one less.
CREATE FUNCTION facturacion.guard_redemption() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER package_redemptions_guard BEFORE INSERT ON facturacion.package_redemptions
    FOR EACH ROW EXECUTE FUNCTION facturacion.guard_redemption();

CREATE FUNCTION facturacion.guard_undone_redemption() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    undo text[] := ARRAY['undone_at', 'undone_by_id', 'undone_by_name', 'undone_reason'];
BEGIN
    IF OLD.undone_at IS NOT NULL OR NEW.undone_at IS NULL OR OLD.kind <> 'REDEEMED'
       OR to_jsonb(NEW) - undo IS DISTINCT FROM to_jsonb(OLD) - undo THEN
        PERFORM facturacion.refuse('package_redemptions_frozen', 'a session is undone once, and not changed');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER package_redemptions_undone BEFORE UPDATE ON facturacion.package_redemptions
    FOR EACH ROW EXECUTE FUNCTION facturacion.guard_undone_redemption();
CREATE TRIGGER package_redemptions_keep BEFORE DELETE ON facturacion.package_redemptions
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('package_redemptions_frozen');
CREATE TRIGGER package_redemptions_not_emptied BEFORE TRUNCATE ON facturacion.package_redemptions
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('package_redemptions_not_emptied');

-- A session given is earned on its day; one undone takes that back on the same day, as every entry of the ledger does.
CREATE FUNCTION facturacion.count_redemption() RETURNS trigger LANGUAGE plpgsql AS $$
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
CREATE TRIGGER package_redemptions_count AFTER INSERT OR UPDATE ON facturacion.package_redemptions
    FOR EACH ROW EXECUTE FUNCTION facturacion.count_redemption();

-- An annulled invoice takes its packages with it; one of which a session was given or refunded refuses it.
CREATE FUNCTION facturacion.void_packages() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE facturacion.patient_packages SET voided_at = now() WHERE invoice_id = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER invoices_void_packages AFTER UPDATE ON facturacion.invoices
    FOR EACH ROW WHEN (OLD.status = 'ISSUED' AND NEW.status = 'ANNULLED')
    EXECUTE FUNCTION facturacion.void_packages();

-- Looked at when the transaction ends: an issued line of packages has each of them, and they come to what it charges.
CREATE FUNCTION facturacion.check_packages() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM facturacion.invoice_lines l
                CROSS JOIN LATERAL (SELECT count(*) AS count, coalesce(sum(p.amount), 0) AS amount
                                      FROM facturacion.patient_packages p
                                     WHERE p.invoice_line_id = l.id AND p.patient_id = NEW.patient_id) AS sold
                WHERE l.invoice_id = NEW.id AND l.kind = 'PACKAGE'
                  AND (sold.count <> l.quantity OR sold.amount <> l.subtotal)) THEN
        PERFORM facturacion.refuse('invoices_packages', 'a package is sold to a patient, whole');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER invoices_packages AFTER UPDATE ON facturacion.invoices
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.status = 'DRAFT' AND NEW.status = 'ISSUED')
    EXECUTE FUNCTION facturacion.check_packages();

-- And what a note credits of a package is just the sessions that it refunds.
CREATE FUNCTION facturacion.check_credited_package() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM facturacion.invoice_lines WHERE id = NEW.invoice_line_id AND kind = 'PACKAGE')
       AND NEW.subtotal <> (
               SELECT coalesce(sum(r.value), 0)
                 FROM facturacion.package_redemptions r
                 JOIN facturacion.patient_packages p ON p.id = r.patient_package_id
                WHERE r.credit_note_id = NEW.credit_note_id AND p.invoice_line_id = NEW.invoice_line_id) THEN
        PERFORM facturacion.refuse('credit_note_lines_packages', 'a package is refunded by its sessions');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER credit_note_lines_packages AFTER INSERT ON facturacion.credit_note_lines
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION facturacion.check_credited_package();
