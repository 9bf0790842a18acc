"""Consents to procedures (form 024): texts by version, which treatments need which, and what was signed, refused or revoked."""

from migrations.permissions import grant, withdraw
from migrations.sql import run

revision = "0068"
down_revision = "0067"

TABLES = """
CREATE TABLE historia_clinica.consent_templates (
    id         bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT consent_templates_pkey PRIMARY KEY,
    name       text        NOT NULL CONSTRAINT consent_templates_name CHECK (length(name) BETWEEN 1 AND 120),
    -- How long what was signed counts, counted from its day.
    valid_days integer     NOT NULL CONSTRAINT consent_templates_valid CHECK (valid_days BETWEEN 1 AND 365),
    edition    integer     NOT NULL DEFAULT 1,
    active     boolean     NOT NULL DEFAULT true,
    version    integer     NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX consent_templates_one ON historia_clinica.consent_templates (public.plain(name));
CREATE TRIGGER consent_templates_version BEFORE UPDATE ON historia_clinica.consent_templates
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();

CREATE TABLE historia_clinica.consent_editions (
    template_id bigint      NOT NULL CONSTRAINT consent_editions_template REFERENCES historia_clinica.consent_templates,
    edition     integer     NOT NULL,
    body        text        NOT NULL CONSTRAINT consent_editions_body CHECK (length(body) BETWEEN 1 AND 20000),
    written_by_id   text    NOT NULL,
    written_by_name text    NOT NULL,
    created_at  timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT consent_editions_pkey PRIMARY KEY (template_id, edition)
);
REVOKE UPDATE ON historia_clinica.consent_editions FROM omni_historia_clinica;
CREATE TRIGGER consent_editions_keep BEFORE UPDATE OR DELETE ON historia_clinica.consent_editions
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('consent_editions_kept');
CREATE TRIGGER consent_editions_not_emptied BEFORE TRUNCATE ON historia_clinica.consent_editions
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('consent_editions_kept');

-- A treatment of inventario that is not recorded as done without this consent.
CREATE TABLE historia_clinica.consent_requirements (
    template_id    bigint NOT NULL CONSTRAINT consent_requirements_template REFERENCES historia_clinica.consent_templates,
    treatment_id   bigint NOT NULL,
    treatment_name text   NOT NULL,
    CONSTRAINT consent_requirements_pkey PRIMARY KEY (template_id, treatment_id)
);
CREATE INDEX consent_requirements_by_treatment ON historia_clinica.consent_requirements (treatment_id);
REVOKE UPDATE ON historia_clinica.consent_requirements FROM omni_historia_clinica;
GRANT DELETE ON historia_clinica.consent_requirements TO omni_historia_clinica;

CREATE TABLE historia_clinica.procedure_consents (
    id              bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT procedure_consents_pkey PRIMARY KEY,
    patient_id      bigint      NOT NULL CONSTRAINT procedure_consents_patient REFERENCES historia_clinica.patients,
    template_id     bigint      NOT NULL,
    edition         integer     NOT NULL,
    appointment_id  bigint,
    decision        text        NOT NULL CONSTRAINT procedure_consents_decision CHECK (
                                    decision IN ('ACCEPTED', 'REFUSED', 'EMERGENCY', 'REVOKED')),
    title           text        NOT NULL,
    -- What was read, word for word.
    text            text        NOT NULL,
    reason          text,
    revokes_id      bigint      CONSTRAINT procedure_consents_revokes REFERENCES historia_clinica.procedure_consents
                                CONSTRAINT procedure_consents_revoked_once UNIQUE,
    signer          text        NOT NULL CONSTRAINT procedure_consents_signer CHECK (
                                    signer IN ('PATIENT', 'GUARDIAN', 'PROFESSIONAL')),
    signer_name     text        NOT NULL,
    signer_document text,
    signer_relation text,
    -- Strokes of points, each side of the pad a thousand wide.
    signature       jsonb,
    professional_name text      NOT NULL,
    valid_until     date        NOT NULL,
    content_sha256  text        NOT NULL CONSTRAINT procedure_consents_sha256 CHECK (content_sha256 ~ '^[0-9a-f]{64}$'),
    file_id         uuid        NOT NULL CONSTRAINT procedure_consents_file REFERENCES historia_clinica.files
                                CONSTRAINT procedure_consents_file_once UNIQUE,
    recorded_by_id  text        NOT NULL,
    recorded_by_name text       NOT NULL,
    signed_at       timestamptz NOT NULL,
    CONSTRAINT procedure_consents_edition FOREIGN KEY (template_id, edition) REFERENCES historia_clinica.consent_editions,
    CONSTRAINT procedure_consents_signed CHECK ((signature IS NULL) = (signer = 'PROFESSIONAL')),
    CONSTRAINT procedure_consents_emergency CHECK ((decision = 'EMERGENCY') = (signer = 'PROFESSIONAL')),
    CONSTRAINT procedure_consents_reason CHECK (
        decision NOT IN ('EMERGENCY', 'REVOKED') OR length(reason) >= 3 IS TRUE),
    CONSTRAINT procedure_consents_revocation CHECK ((decision = 'REVOKED') = (revokes_id IS NOT NULL)),
    CONSTRAINT procedure_consents_guardian CHECK ((signer = 'GUARDIAN') = (signer_relation IS NOT NULL))
);
CREATE INDEX procedure_consents_by_patient ON historia_clinica.procedure_consents (patient_id, id);
CREATE INDEX procedure_consents_latest ON historia_clinica.procedure_consents (patient_id, template_id, id);
REVOKE UPDATE ON historia_clinica.procedure_consents FROM omni_historia_clinica;
CREATE TRIGGER procedure_consents_keep BEFORE UPDATE OR DELETE ON historia_clinica.procedure_consents
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('procedure_consents_kept');
CREATE TRIGGER procedure_consents_not_emptied BEFORE TRUNCATE ON historia_clinica.procedure_consents
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('procedure_consents_kept');

-- What is revoked was accepted, by the same patient to the same text; and nobody signs at another hour than now.
CREATE FUNCTION historia_clinica.consent_is_true() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.decision = 'REVOKED' AND NOT EXISTS (
           SELECT FROM historia_clinica.procedure_consents c
            WHERE c.id = NEW.revokes_id AND c.decision = 'ACCEPTED'
              AND (c.patient_id, c.template_id) = (NEW.patient_id, NEW.template_id)) THEN
        RAISE EXCEPTION 'only what was accepted is revoked'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'procedure_consents_revocable';
    END IF;
    IF abs(extract(epoch FROM now() - NEW.signed_at)) > 60 THEN
        RAISE EXCEPTION 'a signature bears its own hour'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'procedure_consents_hour';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER procedure_consents_true BEFORE INSERT ON historia_clinica.procedure_consents
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.consent_is_true();
"""

# Reception hands over the tablet; texts are the professionals'. Old tokens do not say so: they enter again.
PERMISSIONS = ("consents:read", "consents:template", "consents:write")


def upgrade():
    run(TABLES)
    grant(
        "patients:read",
        administrator=PERMISSIONS,
        practitioner=PERMISSIONS,
        reception=("consents:read", "consents:write"),
        auditor=("consents:read",),
    )


def downgrade():
    withdraw(*PERMISSIONS)
    run("""
        DROP TABLE historia_clinica.procedure_consents, historia_clinica.consent_requirements,
                   historia_clinica.consent_editions, historia_clinica.consent_templates;
        DROP FUNCTION historia_clinica.consent_is_true;
        """)
