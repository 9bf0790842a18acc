"""What was used at the chair: the lot of a material and the sterile pack, at which tooth of which patient.

A use of a lot says where of a visit's stock movement it went: declared before the visit is completed, it decides which lot leaves
the stock; afterwards it comes to no more than what left. Cycles of the autoclave make packs, each used once.
"""

from migrations.permissions import grant, withdraw
from migrations.sql import run

revision = "0098"
down_revision = "0097"

# Two files of one patient read as one here too (0075).
MERGED = """
CREATE TABLE inventario.merged_patients (
    id             bigint      NOT NULL CONSTRAINT merged_patients_pkey PRIMARY KEY,
    merged_into_id bigint      NOT NULL,
    merged_at      timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT merged_patients_another CHECK (id <> merged_into_id)
);
CREATE INDEX merged_patients_into ON inventario.merged_patients (merged_into_id);
REVOKE ALL ON inventario.merged_patients FROM omni_inventario;
GRANT SELECT, DELETE, INSERT (id, merged_into_id) ON inventario.merged_patients TO omni_inventario;
CREATE FUNCTION inventario.person(asked bigint) RETURNS bigint LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
DECLARE
    stands bigint := asked;
    next   bigint;
BEGIN
    FOR step IN 1 .. 100 LOOP
        SELECT merged_into_id INTO next FROM inventario.merged_patients WHERE id = stands;
        EXIT WHEN NOT FOUND;
        stands := next;
    END LOOP;
    RETURN stands;
END $$;
CREATE FUNCTION inventario.patient_ids(asked bigint) RETURNS bigint[] LANGUAGE plpgsql STABLE STRICT PARALLEL SAFE AS $$
DECLARE
    stands bigint := inventario.person(asked);
BEGIN
    IF NOT EXISTS (SELECT FROM inventario.merged_patients WHERE merged_into_id = stands) THEN
        RETURN ARRAY[stands];
    END IF;
    RETURN ARRAY(WITH RECURSIVE numbers (id) AS (
                     SELECT stands
                      UNION
                     SELECT merged.id FROM inventario.merged_patients merged
                       JOIN numbers ON merged.merged_into_id = numbers.id)
                 SELECT id FROM numbers);
END $$;
-- Whose supplies a completion used: a lot that is recalled leads to the person.
ALTER TABLE inventario.consumptions ADD COLUMN patient_id bigint, ADD COLUMN patient_name text;
GRANT UPDATE (patient_id, patient_name) ON inventario.consumptions TO omni_inventario;
"""

USES = """
-- FDI (ISO 3950): permanent 11 to 48, temporary 51 to 85.
CREATE FUNCTION inventario.is_tooth(tooth integer) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS
    'SELECT tooth / 10 BETWEEN 1 AND 4 AND tooth % 10 BETWEEN 1 AND 8 OR tooth / 10 BETWEEN 5 AND 8 AND tooth % 10 BETWEEN 1 AND 5';
-- What is noted of a visit and its consumption wait for each other.
CREATE FUNCTION inventario.lock_visit(appointment_id bigint) RETURNS void LANGUAGE sql AS
    $$SELECT pg_advisory_xact_lock(hashtextextended('inventario:visit:' || appointment_id, 0))$$;

CREATE TABLE inventario.material_uses (
    id             bigint        GENERATED ALWAYS AS IDENTITY CONSTRAINT material_uses_pkey PRIMARY KEY,
    appointment_id bigint        NOT NULL,
    patient_id     bigint        NOT NULL,
    patient_name   text          NOT NULL CONSTRAINT material_uses_patient_name CHECK (length(patient_name) BETWEEN 1 AND 300),
    lot_id         bigint        NOT NULL CONSTRAINT material_uses_lot REFERENCES inventario.lots,
    quantity       numeric(14,3) NOT NULL CONSTRAINT material_uses_quantity CHECK (quantity > 0 AND quantity <= 10000),
    tooth          integer       CONSTRAINT material_uses_tooth CHECK (inventario.is_tooth(tooth)),
    used_on        date          NOT NULL,
    noted_at       timestamptz   NOT NULL DEFAULT now(),
    noted_by_id    text          NOT NULL,
    noted_by_name  text          NOT NULL,
    withdrawn_at      timestamptz,
    withdrawn_by_id   text,
    withdrawn_by_name text,
    withdrawn_reason  text,
    CONSTRAINT material_uses_withdrawal CHECK (
        num_nonnulls(withdrawn_at, withdrawn_by_id, withdrawn_by_name, withdrawn_reason) IN (0, 4)
        AND length(withdrawn_reason) BETWEEN 3 AND 500 IS NOT FALSE)
);
CREATE INDEX material_uses_of_visit ON inventario.material_uses (appointment_id, id);
CREATE INDEX material_uses_of_lot ON inventario.material_uses (lot_id, id);
CREATE INDEX material_uses_of_patient ON inventario.material_uses (patient_id, id);
REVOKE ALL ON inventario.material_uses FROM omni_inventario;
GRANT SELECT, INSERT (appointment_id, patient_id, patient_name, lot_id, quantity, tooth, used_on, noted_by_id, noted_by_name),
      UPDATE (withdrawn_at, withdrawn_by_id, withdrawn_by_name, withdrawn_reason)
   ON inventario.material_uses TO omni_inventario;

CREATE FUNCTION inventario.use_is_true() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    lot      record;
    done     integer;
    declared numeric;
    moved    numeric;
BEGIN
    PERFORM inventario.lock_visit(NEW.appointment_id);
    SELECT quantity, inventario.usable(recalled, expiry_date, NEW.used_on) AS usable INTO lot
      FROM inventario.lots WHERE id = NEW.lot_id FOR SHARE;
    SELECT coalesce(sum(quantity), 0) INTO declared
      FROM inventario.material_uses
     WHERE appointment_id = NEW.appointment_id AND lot_id = NEW.lot_id AND withdrawn_at IS NULL;
    SELECT max(completion) INTO done
      FROM inventario.consumptions WHERE appointment_id = NEW.appointment_id AND returned_at IS NULL;
    IF done IS NULL THEN
        IF NOT lot.usable THEN
            RAISE EXCEPTION 'lot % may not be used', NEW.lot_id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'material_uses_usable';
        END IF;
        IF declared + NEW.quantity > lot.quantity THEN
            RAISE EXCEPTION 'lot % has less than that', NEW.lot_id
                USING ERRCODE = 'check_violation', CONSTRAINT = 'material_uses_left';
        END IF;
        RETURN NEW;
    END IF;
    SELECT coalesce(-sum(quantity), 0) INTO moved
      FROM inventario.stock_movements
     WHERE appointment_id = NEW.appointment_id AND completion = done AND lot_id = NEW.lot_id;
    IF declared + NEW.quantity > moved THEN
        RAISE EXCEPTION 'visit % used less of lot %', NEW.appointment_id, NEW.lot_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'material_uses_consumed';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER material_uses_true BEFORE INSERT ON inventario.material_uses
    FOR EACH ROW EXECUTE FUNCTION inventario.use_is_true();

-- What was noted is only withdrawn, once.
CREATE FUNCTION inventario.use_is_kept() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.withdrawn_at IS NOT NULL
       OR to_jsonb(NEW) - '{withdrawn_at,withdrawn_by_id,withdrawn_by_name,withdrawn_reason}'::text[]
          <> to_jsonb(OLD) - '{withdrawn_at,withdrawn_by_id,withdrawn_by_name,withdrawn_reason}'::text[] THEN
        RAISE EXCEPTION '% is only withdrawn, once', TG_TABLE_NAME
            USING ERRCODE = 'check_violation', CONSTRAINT = TG_TABLE_NAME || '_kept';
    END IF;
    PERFORM inventario.lock_visit(NEW.appointment_id);
    RETURN NEW;
END $$;
CREATE TRIGGER material_uses_kept BEFORE UPDATE OR DELETE ON inventario.material_uses
    FOR EACH ROW EXECUTE FUNCTION inventario.use_is_kept();
"""

STERILE = """
CREATE TABLE inventario.sterilisation_cycles (
    id            bigint       GENERATED ALWAYS AS IDENTITY CONSTRAINT sterilisation_cycles_pkey PRIMARY KEY,
    autoclave     text         NOT NULL CONSTRAINT sterilisation_cycles_autoclave CHECK (length(autoclave) BETWEEN 1 AND 60),
    number        integer      NOT NULL CONSTRAINT sterilisation_cycles_positive CHECK (number > 0),
    program       text         CONSTRAINT sterilisation_cycles_program CHECK (length(program) BETWEEN 1 AND 80),
    temperature   numeric(4,1) NOT NULL CONSTRAINT sterilisation_cycles_temperature CHECK (temperature BETWEEN 100 AND 200),
    minutes       integer      NOT NULL CONSTRAINT sterilisation_cycles_minutes CHECK (minutes BETWEEN 1 AND 240),
    started_at    timestamptz  NOT NULL,
    -- What changed colour in the chamber is read at its end; spores need days, or were not in it.
    chemical      text         NOT NULL CONSTRAINT sterilisation_cycles_chemical CHECK (chemical IN ('PASSED', 'FAILED')),
    biological    text         NOT NULL CONSTRAINT sterilisation_cycles_biological
                               CHECK (biological IN ('NONE', 'PENDING', 'PASSED', 'FAILED')),
    biological_at      timestamptz,
    biological_by_id   text,
    biological_by_name text,
    remark        text         CONSTRAINT sterilisation_cycles_remark CHECK (length(remark) BETWEEN 1 AND 500),
    operator_id   text         NOT NULL,
    operator_name text         NOT NULL,
    version       integer      NOT NULL DEFAULT 1,
    created_at    timestamptz  NOT NULL DEFAULT now(),
    updated_at    timestamptz  NOT NULL DEFAULT now(),
    CONSTRAINT sterilisation_cycles_number UNIQUE (autoclave, number),
    CONSTRAINT sterilisation_cycles_biological_read CHECK (
        num_nonnulls(biological_at, biological_by_id, biological_by_name)
        = CASE WHEN biological IN ('PASSED', 'FAILED') THEN 3 ELSE 0 END),
    CONSTRAINT sterilisation_cycles_not_ahead CHECK (started_at <= created_at + interval '5 minutes')
);
CREATE INDEX sterilisation_cycles_by_start ON inventario.sterilisation_cycles (started_at, id);
REVOKE ALL ON inventario.sterilisation_cycles FROM omni_inventario;
GRANT SELECT, INSERT (autoclave, number, program, temperature, minutes, started_at, chemical, biological, biological_at,
                      biological_by_id, biological_by_name, remark, operator_id, operator_name),
      UPDATE (biological, biological_at, biological_by_id, biological_by_name, remark)
   ON inventario.sterilisation_cycles TO omni_inventario;
CREATE TRIGGER sterilisation_cycles_version BEFORE UPDATE ON inventario.sterilisation_cycles
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();

CREATE TABLE inventario.sterile_packs (
    id            bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT sterile_packs_pkey PRIMARY KEY,
    cycle_id      bigint      NOT NULL CONSTRAINT sterile_packs_cycle REFERENCES inventario.sterilisation_cycles,
    position      integer     NOT NULL CONSTRAINT sterile_packs_position CHECK (position BETWEEN 1 AND 99),
    -- What its label says, and a reader reads.
    label         text        NOT NULL GENERATED ALWAYS AS (
                      'E' || cycle_id::text || '-' || lpad(position::text, 2, '0')) STORED,
    contents      text        NOT NULL CONSTRAINT sterile_packs_contents CHECK (length(contents) BETWEEN 1 AND 120),
    sterile_until date        NOT NULL,
    discarded_at      timestamptz,
    discarded_by_id   text,
    discarded_by_name text,
    discarded_reason  text,
    CONSTRAINT sterile_packs_place UNIQUE (cycle_id, position),
    CONSTRAINT sterile_packs_discard CHECK (
        num_nonnulls(discarded_at, discarded_by_id, discarded_by_name, discarded_reason) IN (0, 4)
        AND length(discarded_reason) BETWEEN 3 AND 500 IS NOT FALSE)
);
CREATE UNIQUE INDEX sterile_packs_label ON inventario.sterile_packs (label);
CREATE INDEX sterile_packs_search ON inventario.sterile_packs
    USING gin (public.plain(label || ' ' || contents) public.gin_trgm_ops) WHERE discarded_at IS NULL;
REVOKE ALL ON inventario.sterile_packs FROM omni_inventario;
GRANT SELECT, INSERT (cycle_id, position, contents, sterile_until),
      UPDATE (discarded_at, discarded_by_id, discarded_by_name, discarded_reason)
   ON inventario.sterile_packs TO omni_inventario;

CREATE TABLE inventario.pack_uses (
    id             bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT pack_uses_pkey PRIMARY KEY,
    pack_id        bigint      NOT NULL CONSTRAINT pack_uses_pack REFERENCES inventario.sterile_packs,
    appointment_id bigint      NOT NULL,
    patient_id     bigint      NOT NULL,
    patient_name   text        NOT NULL CONSTRAINT pack_uses_patient_name CHECK (length(patient_name) BETWEEN 1 AND 300),
    tooth          integer     CONSTRAINT pack_uses_tooth CHECK (inventario.is_tooth(tooth)),
    used_on        date        NOT NULL,
    noted_at       timestamptz NOT NULL DEFAULT now(),
    noted_by_id    text        NOT NULL,
    noted_by_name  text        NOT NULL,
    withdrawn_at      timestamptz,
    withdrawn_by_id   text,
    withdrawn_by_name text,
    withdrawn_reason  text,
    CONSTRAINT pack_uses_withdrawal CHECK (
        num_nonnulls(withdrawn_at, withdrawn_by_id, withdrawn_by_name, withdrawn_reason) IN (0, 4)
        AND length(withdrawn_reason) BETWEEN 3 AND 500 IS NOT FALSE)
);
CREATE UNIQUE INDEX pack_uses_once ON inventario.pack_uses (pack_id) WHERE withdrawn_at IS NULL;
CREATE INDEX pack_uses_of_visit ON inventario.pack_uses (appointment_id, id);
CREATE INDEX pack_uses_of_patient ON inventario.pack_uses (patient_id, id);
REVOKE ALL ON inventario.pack_uses FROM omni_inventario;
GRANT SELECT, INSERT (pack_id, appointment_id, patient_id, patient_name, tooth, used_on, noted_by_id, noted_by_name),
      UPDATE (withdrawn_at, withdrawn_by_id, withdrawn_by_name, withdrawn_reason)
   ON inventario.pack_uses TO omni_inventario;
CREATE TRIGGER pack_uses_kept BEFORE UPDATE OR DELETE ON inventario.pack_uses
    FOR EACH ROW EXECUTE FUNCTION inventario.use_is_kept();

CREATE FUNCTION inventario.pack_is_sterile() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    pack  record;
    cycle record;
BEGIN
    SELECT cycle_id, sterile_until, discarded_at INTO pack FROM inventario.sterile_packs WHERE id = NEW.pack_id FOR SHARE;
    SELECT chemical, biological INTO cycle FROM inventario.sterilisation_cycles WHERE id = pack.cycle_id FOR SHARE;
    IF pack.discarded_at IS NOT NULL OR pack.sterile_until < NEW.used_on
       OR cycle.chemical = 'FAILED' OR cycle.biological = 'FAILED' THEN
        RAISE EXCEPTION 'pack % is not sterile', NEW.pack_id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'pack_uses_sterile';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER pack_uses_sterile BEFORE INSERT ON inventario.pack_uses
    FOR EACH ROW EXECUTE FUNCTION inventario.pack_is_sterile();

CREATE FUNCTION inventario.discard_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'DELETE' OR OLD.discarded_at IS NOT NULL
       OR EXISTS (SELECT FROM inventario.pack_uses WHERE pack_id = OLD.id AND withdrawn_at IS NULL) THEN
        RAISE EXCEPTION 'pack % was used or discarded', OLD.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'sterile_packs_final';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sterile_packs_final BEFORE UPDATE OR DELETE ON inventario.sterile_packs
    FOR EACH ROW EXECUTE FUNCTION inventario.discard_is_final();
CREATE TRIGGER sterilisation_cycles_kept BEFORE DELETE ON inventario.sterilisation_cycles
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('sterilisation_cycles_kept');
"""
NOT_EMPTIED = """
CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON inventario.{table}
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('{table}_not_emptied');
"""
EVIDENCE = ("material_uses", "sterilisation_cycles", "sterile_packs", "pack_uses")
PERMISSIONS = ("materials:read", "materials:write", "sterilisation:read", "sterilisation:write")
READ = ("materials:read", "sterilisation:read")
STERILISE = ("sterilisation:read", "sterilisation:write")


def upgrade():
    grant("products:read", administrator=PERMISSIONS, practitioner=PERMISSIONS, auditor=READ)
    grant("products:read", storekeeper=STERILISE)
    run(MERGED)
    run(USES)
    run(STERILE)
    for table in EVIDENCE:
        run(NOT_EMPTIED.format(table=table))


def downgrade():
    withdraw(*PERMISSIONS)
    run("""
        DROP TABLE inventario.pack_uses, inventario.sterile_packs, inventario.sterilisation_cycles, inventario.material_uses;
        DROP FUNCTION inventario.pack_is_sterile, inventario.discard_is_final, inventario.use_is_kept, inventario.use_is_true,
                      inventario.lock_visit, inventario.is_tooth, inventario.patient_ids, inventario.person;
        DROP TABLE inventario.merged_patients;
        ALTER TABLE inventario.consumptions DROP COLUMN patient_id, DROP COLUMN patient_name;
        """)
