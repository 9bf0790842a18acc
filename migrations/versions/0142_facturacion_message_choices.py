"""Whether a patient wants messages is known to facturacion too: a quote and a reminder of a debt ask it again as they leave."""

from migrations.sql import run

revision = "0142"
down_revision = "0141"

CHOICES = """
CREATE TABLE facturacion.message_choices (
    patient_id bigint      NOT NULL CONSTRAINT message_choices_pkey PRIMARY KEY,
    wanted     boolean     NOT NULL,
    said_at    timestamptz NOT NULL
);
INSERT INTO facturacion.message_choices (patient_id, wanted, said_at)
     SELECT DISTINCT ON (patient_id) patient_id, given, created_at
       FROM historia_clinica.patient_consents
      WHERE purpose = 'MESSAGES'
      ORDER BY patient_id, id DESC;
"""


def upgrade():
    run(CHOICES)


def downgrade():
    run("DROP TABLE facturacion.message_choices")
