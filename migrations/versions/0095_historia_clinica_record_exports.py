"""Copies of a whole record: each is a row with a state, made by the relay, downloaded by who asked, gone after a week."""

from migrations.permissions import grant, withdraw
from migrations.sql import run

revision = "0095"
down_revision = "0094"

TABLES = """
CREATE TABLE historia_clinica.record_exports (
    id            bigint  GENERATED ALWAYS AS IDENTITY CONSTRAINT record_exports_pkey PRIMARY KEY,
    patient_id    bigint  NOT NULL CONSTRAINT record_exports_patient REFERENCES historia_clinica.patients,
    state         text    NOT NULL DEFAULT 'WAITING' CONSTRAINT record_exports_state
                          CHECK (state IN ('WAITING', 'RUNNING', 'READY', 'FAILED', 'EXPIRED')),
    -- How much of it is made: parts, of which each file is one.
    done          integer NOT NULL DEFAULT 0,
    total         integer NOT NULL DEFAULT 1,
    error         text,
    asked_by_id   text    NOT NULL,
    asked_by_name text    NOT NULL,
    asked_by_role text    NOT NULL,
    asked_at      timestamptz NOT NULL DEFAULT now(),
    touched_at    timestamptz NOT NULL DEFAULT now(),
    expires_at    timestamptz NOT NULL DEFAULT now() + interval '7 days',
    -- What the other services answered to who asked; forgotten once it is in the copy.
    told          jsonb,
    letterhead    jsonb   NOT NULL,
    file_name     uuid    NOT NULL DEFAULT gen_random_uuid(),
    sha256        text,
    size_bytes    bigint,
    CONSTRAINT record_exports_parts CHECK (done BETWEEN 0 AND total),
    CONSTRAINT record_exports_ready CHECK (state <> 'READY' OR num_nulls(sha256, size_bytes) = 0),
    CONSTRAINT record_exports_failed CHECK ((state = 'FAILED') = (error IS NOT NULL)),
    CONSTRAINT record_exports_forgotten CHECK (state IN ('WAITING', 'RUNNING') OR told IS NULL)
);
CREATE INDEX record_exports_of_patient ON historia_clinica.record_exports (patient_id, id);
CREATE UNIQUE INDEX record_exports_one_at_once ON historia_clinica.record_exports (patient_id, asked_by_id)
    WHERE state IN ('WAITING', 'RUNNING');
CREATE INDEX record_exports_to_expire ON historia_clinica.record_exports (expires_at) WHERE state IN ('READY', 'FAILED');
REVOKE INSERT, UPDATE ON historia_clinica.record_exports FROM omni_historia_clinica;
GRANT INSERT (patient_id, asked_by_id, asked_by_name, asked_by_role, told, letterhead),
      UPDATE (state, done, total, error, touched_at, told, sha256, size_bytes)
      ON historia_clinica.record_exports TO omni_historia_clinica;
"""


def upgrade():
    run(TABLES)
    grant("records:read", administrator=("records:export",))


def downgrade():
    withdraw("records:export")
    run("DROP TABLE historia_clinica.record_exports")
