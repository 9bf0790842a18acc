"""A consent is also signed by a link, on the patient's own phone: what was sent to be signed, and how each was signed."""

from migrations.sql import run

revision = "0078"
down_revision = "0077"

TABLES = """
ALTER TABLE historia_clinica.procedure_consents
    ADD COLUMN signed_through text NOT NULL DEFAULT 'SCREEN'
        CONSTRAINT procedure_consents_through CHECK (signed_through IN ('SCREEN', 'LINK')),
    ADD CONSTRAINT procedure_consents_through_link CHECK (signed_through = 'SCREEN' OR decision IN ('ACCEPTED', 'REFUSED'));

CREATE TABLE historia_clinica.consent_requests (
    id                bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT consent_requests_pkey PRIMARY KEY,
    patient_id        bigint      NOT NULL CONSTRAINT consent_requests_patient REFERENCES historia_clinica.patients,
    template_id       bigint      NOT NULL CONSTRAINT consent_requests_template REFERENCES historia_clinica.consent_templates,
    appointment_id    bigint,
    professional_name text        NOT NULL CONSTRAINT consent_requests_professional CHECK (length(professional_name) BETWEEN 3 AND 200),
    -- Of the clinic when it was sent: whoever has the link signs without asking anybody for it.
    letterhead        jsonb       NOT NULL,
    asked_by_id       text        NOT NULL,
    asked_by_name     text        NOT NULL,
    asked_at          timestamptz NOT NULL DEFAULT now(),
    expires_at        timestamptz NOT NULL,
    withdrawn_at      timestamptz,
    -- What was decided by its link.
    consent_id        bigint      CONSTRAINT consent_requests_consent REFERENCES historia_clinica.procedure_consents
                                  CONSTRAINT consent_requests_consent_once UNIQUE,
    CONSTRAINT consent_requests_one_end CHECK (withdrawn_at IS NULL OR consent_id IS NULL),
    CONSTRAINT consent_requests_future CHECK (expires_at > asked_at)
);
CREATE INDEX consent_requests_waiting ON historia_clinica.consent_requests (patient_id, id)
    WHERE withdrawn_at IS NULL AND consent_id IS NULL;
REVOKE UPDATE ON historia_clinica.consent_requests FROM omni_historia_clinica;
GRANT UPDATE (withdrawn_at, consent_id) ON historia_clinica.consent_requests TO omni_historia_clinica;
"""


def upgrade():
    run(TABLES)


def downgrade():
    run("""
        DROP TABLE historia_clinica.consent_requests;
        ALTER TABLE historia_clinica.procedure_consents
            DROP CONSTRAINT procedure_consents_through_link, DROP COLUMN signed_through;
        """)
