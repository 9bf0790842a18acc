-- Quotes: what treatments would cost until a day, what of it was accepted, and what of that was billed.

CREATE TABLE facturacion.quote_rules (
    only_one   boolean     NOT NULL DEFAULT true CONSTRAINT quote_rules_pkey PRIMARY KEY
               CONSTRAINT quote_rules_only_one CHECK (only_one),
    valid_days integer     NOT NULL DEFAULT 30 CONSTRAINT quote_rules_valid_days CHECK (valid_days BETWEEN 1 AND 365),
    conditions text        NOT NULL DEFAULT 'El precio de lo aceptado no cambia hasta terminarlo.',
    version    integer     NOT NULL DEFAULT 1,
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE TRIGGER quote_rules_version BEFORE UPDATE ON facturacion.quote_rules
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();
INSERT INTO facturacion.quote_rules DEFAULT VALUES;

CREATE TABLE facturacion.quotes (
    id               bigint        GENERATED ALWAYS AS IDENTITY CONSTRAINT quotes_pkey PRIMARY KEY,
    -- Of all its editions; the first one gives its own id.
    sequential       bigint        NOT NULL,
    edition          integer       NOT NULL DEFAULT 1,
    number           text          NOT NULL GENERATED ALWAYS AS (
                         'P-' || lpad(sequential::text, greatest(6, length(sequential::text)), '0')) STORED,
    -- Expired is no status: it is a sent quote after its last day.
    status           text          NOT NULL DEFAULT 'DRAFT',
    patient_id       bigint        NOT NULL,
    patient_name     text          NOT NULL,
    patient_document text,
    patient_phone    text,
    patient_email    text,
    appointment_id   bigint,
    doctor_id        bigint,
    doctor_name      text,
    -- What it is for, in the words of its first lines.
    summary          text          NOT NULL,
    notes            text,
    conditions       text,
    valid_days       integer       NOT NULL,
    valid_until      date,
    subtotal         numeric(12,2) NOT NULL,
    discount         numeric(12,2) NOT NULL,
    iva              numeric(12,2) NOT NULL,
    total            numeric(12,2) NOT NULL,
    approved_by_id   text,
    approved_by_name text,
    created_by_id    text          NOT NULL,
    created_by_name  text          NOT NULL,
    sent_at          timestamptz,
    sent_by_id       text,
    sent_by_name     text,
    reject_reason    text,
    rejected_on      date,
    rejected_by_id   text,
    rejected_by_name text,
    version          integer       NOT NULL DEFAULT 1,
    created_at       timestamptz   NOT NULL DEFAULT now(),
    updated_at       timestamptz   NOT NULL DEFAULT now(),
    search_text      text          NOT NULL GENERATED ALWAYS AS (
                         public.plain('P-' || lpad(sequential::text, greatest(6, length(sequential::text)), '0')
                                      || ' ' || patient_name || ' ' || coalesce(patient_document, '')
                                      || ' ' || coalesce(patient_phone, '') || ' ' || coalesce(doctor_name, '')
                                      || ' ' || summary)) STORED,
    CONSTRAINT quotes_edition UNIQUE (sequential, edition),
    CONSTRAINT quotes_edition_positive CHECK (edition >= 1),
    CONSTRAINT quotes_status CHECK (status IN ('DRAFT', 'SENT', 'ACCEPTED', 'REJECTED', 'SUPERSEDED', 'DISCARDED')),
    CONSTRAINT quotes_valid_days CHECK (valid_days BETWEEN 1 AND 365),
    CONSTRAINT quotes_sent CHECK ((status IN ('DRAFT', 'DISCARDED')) = (sent_at IS NULL)
                                  AND num_nonnulls(sent_at, sent_by_id, sent_by_name, valid_until) IN (0, 4)),
    CONSTRAINT quotes_rejected CHECK ((status = 'REJECTED') = (reject_reason IS NOT NULL)
                                      AND num_nonnulls(reject_reason, rejected_on, rejected_by_id, rejected_by_name) IN (0, 4)),
    CONSTRAINT quotes_total CHECK (total = subtotal + iva AND subtotal >= 0 AND iva >= 0 AND discount >= 0)
);
CREATE UNIQUE INDEX quotes_one_draft ON facturacion.quotes (sequential) WHERE status = 'DRAFT';
CREATE UNIQUE INDEX quotes_one_live ON facturacion.quotes (sequential) WHERE status IN ('SENT', 'ACCEPTED');
CREATE INDEX quotes_by_creation ON facturacion.quotes (created_at, id);
CREATE INDEX quotes_by_total ON facturacion.quotes (total, id);
CREATE INDEX quotes_by_status ON facturacion.quotes (status, created_at, id);
CREATE INDEX quotes_of_patient ON facturacion.quotes (patient_id, created_at, id);
CREATE INDEX quotes_of_appointment ON facturacion.quotes (appointment_id) WHERE appointment_id IS NOT NULL;
CREATE INDEX quotes_search ON facturacion.quotes USING gin (search_text public.gin_trgm_ops);

CREATE FUNCTION facturacion.guard_quote() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later CONSTANT text[] := ARRAY['status', 'reject_reason', 'rejected_on', 'rejected_by_id', 'rejected_by_name',
                                   'version', 'updated_at',
                                   -- Generated: not worked out yet.
                                   'number', 'search_text'];
BEGIN
    IF TG_OP = 'INSERT' THEN
        NEW.sequential := coalesce(NEW.sequential, NEW.id);
        IF NEW.status <> 'DRAFT' THEN
            PERFORM facturacion.refuse('quotes_begin_as_drafts', 'a quote begins as a draft');
        END IF;
        RETURN NEW;
    END IF;
    IF (NEW.id, NEW.sequential, NEW.edition) <> (OLD.id, OLD.sequential, OLD.edition) THEN
        PERFORM facturacion.refuse('quotes_frozen', 'a quote keeps its number');
    END IF;
    IF OLD.status <> NEW.status AND (OLD.status, NEW.status) NOT IN (
           ('DRAFT', 'SENT'), ('DRAFT', 'DISCARDED'), ('SENT', 'ACCEPTED'), ('SENT', 'REJECTED'), ('SENT', 'SUPERSEDED'),
           ('ACCEPTED', 'SENT'), ('REJECTED', 'SENT')) THEN
        PERFORM facturacion.refuse('quotes_moves', 'a quote does not move so');
    END IF;
    IF OLD.status <> 'DRAFT' AND to_jsonb(NEW) - later IS DISTINCT FROM to_jsonb(OLD) - later THEN
        PERFORM facturacion.refuse('quotes_frozen', 'a quote that was sent is not edited');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER quotes_guard BEFORE INSERT OR UPDATE ON facturacion.quotes
    FOR EACH ROW EXECUTE FUNCTION facturacion.guard_quote();
CREATE TRIGGER quotes_version BEFORE UPDATE ON facturacion.quotes
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();
CREATE TRIGGER quotes_keep BEFORE DELETE ON facturacion.quotes
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('quotes_frozen');
CREATE TRIGGER quotes_not_emptied BEFORE TRUNCATE ON facturacion.quotes
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('quotes_not_emptied');

-- Somebody said yes to some lines; undone where that was a mistake.
CREATE TABLE facturacion.quote_acceptances (
    id               bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT quote_acceptances_pkey PRIMARY KEY,
    quote_id         bigint      NOT NULL CONSTRAINT quote_acceptances_quote REFERENCES facturacion.quotes,
    accepted_by      text        NOT NULL,
    accepted_on      date        NOT NULL,
    recorded_at      timestamptz NOT NULL DEFAULT now(),
    recorded_by_id   text        NOT NULL,
    recorded_by_name text        NOT NULL,
    undone_at        timestamptz
);
CREATE INDEX quote_acceptances_of_quote ON facturacion.quote_acceptances (quote_id, id);
CREATE TRIGGER quote_acceptances_keep BEFORE DELETE ON facturacion.quote_acceptances
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('quotes_frozen');
CREATE TRIGGER quote_acceptances_not_emptied BEFORE TRUNCATE ON facturacion.quote_acceptances
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('quotes_not_emptied');

CREATE TABLE facturacion.quote_lines (
    id            bigint        GENERATED ALWAYS AS IDENTITY CONSTRAINT quote_lines_pkey PRIMARY KEY,
    quote_id      bigint        NOT NULL CONSTRAINT quote_lines_quote REFERENCES facturacion.quotes,
    position      integer       NOT NULL,
    phase         text,
    kind          text          NOT NULL CONSTRAINT quote_lines_kind CHECK (kind IN ('TREATMENT', 'PRODUCT', 'OTHER')),
    reference_id  bigint,
    code          text,
    description   text          NOT NULL,
    tooth         text,
    notes         text,
    quantity      numeric(14,3) NOT NULL CONSTRAINT quote_lines_quantity CHECK (quantity > 0),
    unit_price    numeric(12,2) NOT NULL CONSTRAINT quote_lines_unit_price CHECK (unit_price >= 0),
    discount      numeric(12,2) NOT NULL,
    iva_code      text          NOT NULL,
    iva_rate      numeric(5,2)  NOT NULL,
    subtotal      numeric(12,2) NOT NULL,
    iva           numeric(12,2) NOT NULL,
    total         numeric(12,2) NOT NULL,
    acceptance_id bigint        CONSTRAINT quote_lines_acceptance REFERENCES facturacion.quote_acceptances,
    -- Its quantity on drafts and invoices that stand, kept by a trigger.
    billed        numeric(14,3) NOT NULL DEFAULT 0,
    CONSTRAINT quote_lines_position UNIQUE (quote_id, position),
    CONSTRAINT quote_lines_discount CHECK (discount >= 0 AND subtotal >= 0),
    CONSTRAINT quote_lines_total CHECK (total = subtotal + iva),
    -- What was accepted once is billed once.
    CONSTRAINT quote_lines_billed_within CHECK (
        billed BETWEEN 0 AND CASE WHEN acceptance_id IS NULL THEN 0 ELSE quantity END)
);
CREATE INDEX quote_lines_agreed ON facturacion.quote_lines (kind, reference_id)
    WHERE acceptance_id IS NOT NULL AND billed < quantity;

CREATE FUNCTION facturacion.guard_quote_line() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later CONSTANT text[] := ARRAY['acceptance_id', 'billed'];
    found_status   text;
BEGIN
    IF TG_OP = 'UPDATE' THEN
        IF to_jsonb(NEW) - later IS DISTINCT FROM to_jsonb(OLD) - later THEN
            PERFORM facturacion.refuse('quotes_frozen', 'a line is replaced, not edited');
        END IF;
        RETURN NEW;
    END IF;
    SELECT status INTO found_status FROM facturacion.quotes WHERE id = coalesce(NEW.quote_id, OLD.quote_id) FOR UPDATE;
    IF found_status <> 'DRAFT' OR TG_OP = 'INSERT' AND (NEW.billed <> 0 OR NEW.acceptance_id IS NOT NULL) THEN
        PERFORM facturacion.refuse('quotes_frozen', 'the lines of a quote that was sent are not edited');
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER quote_lines_guard BEFORE INSERT OR UPDATE OR DELETE ON facturacion.quote_lines
    FOR EACH ROW EXECUTE FUNCTION facturacion.guard_quote_line();
CREATE TRIGGER quote_lines_not_emptied BEFORE TRUNCATE ON facturacion.quote_lines
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('quotes_not_emptied');

CREATE TABLE facturacion.quote_discounts (
    quote_id bigint        NOT NULL CONSTRAINT quote_discounts_quote REFERENCES facturacion.quotes,
    position integer,
    percent  numeric(5,2)  CONSTRAINT quote_discounts_percent CHECK (percent > 0 AND percent <= 100),
    amount   numeric(12,2) NOT NULL CONSTRAINT quote_discounts_amount CHECK (amount > 0),
    reason   text          NOT NULL,
    CONSTRAINT quote_discounts_once UNIQUE NULLS NOT DISTINCT (quote_id, position)
);
CREATE FUNCTION facturacion.guard_quote_discount() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    found_status text;
BEGIN
    SELECT status INTO found_status FROM facturacion.quotes WHERE id = coalesce(NEW.quote_id, OLD.quote_id) FOR UPDATE;
    IF TG_OP = 'UPDATE' OR found_status <> 'DRAFT' THEN
        PERFORM facturacion.refuse('quotes_frozen', 'the discounts of a quote that was sent are not edited');
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER quote_discounts_guard BEFORE INSERT OR UPDATE OR DELETE ON facturacion.quote_discounts
    FOR EACH ROW EXECUTE FUNCTION facturacion.guard_quote_discount();
CREATE TRIGGER quote_discounts_not_emptied BEFORE TRUNCATE ON facturacion.quote_discounts
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('quotes_not_emptied');

-- What of an accepted line stands on which draft or invoice, until that one is discarded or annulled.
CREATE TABLE facturacion.quote_billings (
    id            bigint        GENERATED ALWAYS AS IDENTITY CONSTRAINT quote_billings_pkey PRIMARY KEY,
    quote_line_id bigint        NOT NULL CONSTRAINT quote_billings_line REFERENCES facturacion.quote_lines,
    invoice_id    bigint        NOT NULL CONSTRAINT quote_billings_invoice REFERENCES facturacion.invoices,
    quantity      numeric(14,3) NOT NULL CONSTRAINT quote_billings_quantity CHECK (quantity > 0),
    discount      numeric(12,2) NOT NULL CONSTRAINT quote_billings_discount CHECK (discount >= 0),
    billed_at     timestamptz   NOT NULL DEFAULT now(),
    released_at   timestamptz
);
CREATE UNIQUE INDEX quote_billings_standing ON facturacion.quote_billings (quote_line_id, invoice_id)
    WHERE released_at IS NULL;
CREATE INDEX quote_billings_of_invoice ON facturacion.quote_billings (invoice_id);

CREATE FUNCTION facturacion.count_quote_billing() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.released_at IS NOT NULL OR NEW.released_at IS NULL) THEN
        PERFORM facturacion.refuse('quote_billings_released_once', 'what was released stays so');
    END IF;
    UPDATE facturacion.quote_lines
       SET billed = billed + CASE TG_OP WHEN 'INSERT' THEN NEW.quantity ELSE -NEW.quantity END
     WHERE id = NEW.quote_line_id;
    RETURN NULL;
END $$;
CREATE TRIGGER quote_billings_count AFTER INSERT OR UPDATE ON facturacion.quote_billings
    FOR EACH ROW EXECUTE FUNCTION facturacion.count_quote_billing();
CREATE TRIGGER quote_billings_keep BEFORE DELETE ON facturacion.quote_billings
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('quotes_frozen');
CREATE TRIGGER quote_billings_not_emptied BEFORE TRUNCATE ON facturacion.quote_billings
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('quotes_not_emptied');

-- A draft that is discarded and an invoice that is annulled give back what they had of a quote.
CREATE FUNCTION facturacion.release_quote() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE facturacion.quote_billings SET released_at = now() WHERE invoice_id = NEW.id AND released_at IS NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER invoices_release_quote AFTER UPDATE OF status ON facturacion.invoices
    FOR EACH ROW WHEN (NEW.status IN ('ANNULLED', 'DISCARDED') AND OLD.status IS DISTINCT FROM NEW.status)
    EXECUTE FUNCTION facturacion.release_quote();

-- As it was sent: printed once, and never again.
CREATE TABLE facturacion.quote_documents (
    quote_id bigint NOT NULL CONSTRAINT quote_documents_pkey PRIMARY KEY
             CONSTRAINT quote_documents_quote REFERENCES facturacion.quotes,
    pdf      bytea  NOT NULL
);
CREATE TRIGGER quote_documents_frozen BEFORE UPDATE OR DELETE ON facturacion.quote_documents
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('quotes_frozen');
CREATE TRIGGER quote_documents_not_emptied BEFORE TRUNCATE ON facturacion.quote_documents
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('quotes_not_emptied');

REVOKE INSERT ON facturacion.quote_rules FROM omni_facturacion;
REVOKE UPDATE ON facturacion.quote_lines, facturacion.quote_discounts, facturacion.quote_acceptances,
    facturacion.quote_billings, facturacion.quote_documents FROM omni_facturacion;
GRANT UPDATE (acceptance_id, billed) ON facturacion.quote_lines TO omni_facturacion;
GRANT UPDATE (undone_at) ON facturacion.quote_acceptances TO omni_facturacion;
GRANT UPDATE (released_at) ON facturacion.quote_billings TO omni_facturacion;
GRANT DELETE ON facturacion.quote_lines, facturacion.quote_discounts TO omni_facturacion;
