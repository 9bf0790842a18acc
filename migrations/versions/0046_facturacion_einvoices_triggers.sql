-- What the database itself refuses of electronic documents. Run by 0046_facturacion_einvoices.py.

-- A document is named once and for good; its state moves as the SRI's answers do; what was authorised stays as it is.
CREATE FUNCTION facturacion.guard_einvoice() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later text[] := ARRAY['status', 'xml', 'snapshot', 'messages', 'signed_at', 'received_at', 'authorised_at',
                          'authorised_xml', 'annulment', 'version', 'updated_at'];
BEGIN
    IF to_jsonb(NEW) - later IS DISTINCT FROM to_jsonb(OLD) - later THEN
        PERFORM facturacion.refuse('electronic_invoices_fixed', 'key and number of an electronic document never change');
    END IF;
    IF OLD.status <> NEW.status AND (OLD.status, NEW.status) NOT IN (
            ('PREPARED', 'SIGNED'), ('SIGNED', 'RECEIVED'), ('SIGNED', 'RETURNED'), ('RECEIVED', 'AUTHORISED'),
            ('RECEIVED', 'NOT_AUTHORISED'), ('RETURNED', 'SIGNED'), ('NOT_AUTHORISED', 'SIGNED')) THEN
        PERFORM facturacion.refuse('electronic_invoices_moves', format('from %s to %s', OLD.status, NEW.status));
    END IF;
    -- Signed bytes are sent as they are, however often: only signing writes them.
    IF NEW.xml IS DISTINCT FROM OLD.xml AND (NEW.status <> 'SIGNED' OR OLD.status = 'SIGNED') THEN
        PERFORM facturacion.refuse('electronic_invoices_frozen', 'a signed document is not changed');
    END IF;
    IF OLD.status = 'AUTHORISED'
       AND (NEW.authorised_at, NEW.authorised_xml) IS DISTINCT FROM (OLD.authorised_at, OLD.authorised_xml) THEN
        PERFORM facturacion.refuse('electronic_invoices_frozen', 'an authorised document is not changed');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER electronic_invoices_guard BEFORE UPDATE ON facturacion.electronic_invoices
    FOR EACH ROW EXECUTE FUNCTION facturacion.guard_einvoice();
CREATE TRIGGER electronic_invoices_keep BEFORE DELETE ON facturacion.electronic_invoices
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('electronic_invoices_frozen');
CREATE TRIGGER electronic_invoice_attempts_keep BEFORE UPDATE OR DELETE ON facturacion.electronic_invoice_attempts
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('electronic_invoice_attempts_frozen');
CREATE TRIGGER electronic_invoice_attempts_not_emptied BEFORE TRUNCATE ON facturacion.electronic_invoice_attempts
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('electronic_invoice_attempts_not_emptied');
CREATE TRIGGER certificates_keep BEFORE UPDATE OR DELETE ON facturacion.certificates
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('certificates_frozen');
CREATE TRIGGER certificates_not_emptied BEFORE TRUNCATE ON facturacion.certificates
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('certificates_not_emptied');
CREATE TRIGGER issuer_version BEFORE UPDATE ON facturacion.issuer
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();
