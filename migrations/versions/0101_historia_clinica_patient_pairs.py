"""Pairs of files that may be one person: found after each registration and, for those from before, by and by; and what people
said of them."""

from migrations.sql import run

revision = "0101"
down_revision = "0100"

TABLES = """
CREATE TABLE historia_clinica.patient_pairs (
    one_id   bigint   NOT NULL CONSTRAINT patient_pairs_one REFERENCES historia_clinica.patients,
    other_id bigint   NOT NULL CONSTRAINT patient_pairs_other REFERENCES historia_clinica.patients,
    why      text     NOT NULL,
    score    smallint NOT NULL CONSTRAINT patient_pairs_score CHECK (score BETWEEN 0 AND 100),
    found_at timestamptz NOT NULL DEFAULT now(),
    -- Somebody said that they are two people.
    distinct_at      timestamptz,
    distinct_by_id   text,
    distinct_by_name text,
    CONSTRAINT patient_pairs_pkey PRIMARY KEY (one_id, other_id),
    CONSTRAINT patient_pairs_in_order CHECK (one_id < other_id),
    CONSTRAINT patient_pairs_distinct CHECK (num_nulls(distinct_at, distinct_by_id, distinct_by_name) IN (0, 3))
);
CREATE INDEX patient_pairs_by_other ON historia_clinica.patient_pairs (other_id);
CREATE INDEX patient_pairs_waiting ON historia_clinica.patient_pairs (score DESC, one_id DESC, other_id DESC) WHERE distinct_at IS NULL;
-- What is no longer alike goes; what somebody said stays.
GRANT DELETE ON historia_clinica.patient_pairs TO omni_historia_clinica;
CREATE TRIGGER patient_pairs_said BEFORE DELETE ON historia_clinica.patient_pairs
    FOR EACH ROW WHEN (OLD.distinct_at IS NOT NULL) EXECUTE FUNCTION public.refuse_change('patient_pairs_said');
CREATE TRIGGER patient_pairs_not_emptied BEFORE TRUNCATE ON historia_clinica.patient_pairs
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('patient_pairs_said');

-- How far the files from before were compared.
CREATE TABLE historia_clinica.patient_pair_sweep (
    one     boolean PRIMARY KEY DEFAULT true CONSTRAINT patient_pair_sweep_one CHECK (one),
    last_id bigint  NOT NULL DEFAULT 0
);
INSERT INTO historia_clinica.patient_pair_sweep DEFAULT VALUES;
REVOKE INSERT ON historia_clinica.patient_pair_sweep FROM omni_historia_clinica;
"""


def upgrade():
    run(TABLES)


def downgrade():
    run("DROP TABLE historia_clinica.patient_pair_sweep, historia_clinica.patient_pairs")
