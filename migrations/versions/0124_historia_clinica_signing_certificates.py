"""Prescriptions signed electronically: the certificate of each prescriber, its key sealed, and what a PDF was signed with."""

from migrations.sql import run

revision = "0124"
down_revision = "0123"

TABLE = """
CREATE TABLE historia_clinica.signing_certificates (
    id          bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT signing_certificates_pkey PRIMARY KEY,
    owner_id    text        NOT NULL,
    owner_name  text        NOT NULL,
    -- Of whom it is and from whom, as a reader of PDFs shows them.
    holder      text        NOT NULL,
    issuer      text        NOT NULL,
    serial      text        NOT NULL,
    valid_from  timestamptz NOT NULL,
    valid_to    timestamptz NOT NULL,
    -- The certificate and, after it, those that vouch for it.
    pem         text        NOT NULL,
    -- Encrypted with a key that is not here (common/signing/sealing.py); gone once the certificate is taken away.
    sealed_key  bytea,
    uploaded_at timestamptz NOT NULL DEFAULT now(),
    removed_at  timestamptz,
    CONSTRAINT signing_certificates_removal CHECK ((sealed_key IS NULL) = (removed_at IS NOT NULL))
);
CREATE UNIQUE INDEX signing_certificates_one ON historia_clinica.signing_certificates (owner_id) WHERE removed_at IS NULL;
REVOKE INSERT, UPDATE, DELETE ON historia_clinica.signing_certificates FROM omni_historia_clinica;
GRANT INSERT (owner_id, owner_name, holder, issuer, serial, valid_from, valid_to, pem, sealed_key),
      UPDATE (sealed_key, removed_at) ON historia_clinica.signing_certificates TO omni_historia_clinica;
CREATE TRIGGER signing_certificates_keep BEFORE UPDATE ON historia_clinica.signing_certificates
    FOR EACH ROW WHEN (OLD.removed_at IS NOT NULL OR NEW.removed_at IS NULL
                       OR (OLD.owner_id, OLD.owner_name, OLD.holder, OLD.issuer, OLD.serial, OLD.valid_from, OLD.valid_to, OLD.pem)
                          IS DISTINCT FROM
                          (NEW.owner_id, NEW.owner_name, NEW.holder, NEW.issuer, NEW.serial, NEW.valid_from, NEW.valid_to, NEW.pem))
    EXECUTE FUNCTION public.refuse_change('signing_certificates_kept');
CREATE TRIGGER signing_certificates_keep_rows BEFORE DELETE ON historia_clinica.signing_certificates
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('signing_certificates_kept');
CREATE TRIGGER signing_certificates_not_emptied BEFORE TRUNCATE ON historia_clinica.signing_certificates
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('signing_certificates_kept');

ALTER TABLE historia_clinica.prescription_documents
    -- {holder, issuer, serial} of the certificate that signed the PDF; none where it goes without a signature.
    ADD COLUMN signature jsonb;
-- For the page that tells a paper from a forged one: of whom the signature is, and nothing that it signs.
CREATE VIEW historia_clinica.prescription_signatures AS
    SELECT prescription_id AS id, signature FROM historia_clinica.prescription_documents;
REVOKE ALL ON historia_clinica.prescription_signatures FROM omni_historia_clinica;
GRANT SELECT ON historia_clinica.prescription_signatures TO omni_historia_clinica;
"""


def upgrade():
    run(TABLE)


def downgrade():
    run("""
        DROP VIEW historia_clinica.prescription_signatures;
        ALTER TABLE historia_clinica.prescription_documents DROP COLUMN signature;
        DROP TABLE historia_clinica.signing_certificates;
        """)
