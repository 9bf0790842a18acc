"""Treatment plans: items by tooth and phase, alternatives of which one is accepted, what was signed, and the sessions done."""

from migrations.permissions import grant, withdraw
from migrations.sql import run

revision = "0082"
down_revision = "0081"

PLANS = """
CREATE TABLE historia_clinica.treatment_plans (
    id              bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT treatment_plans_pkey PRIMARY KEY,
    patient_id      bigint      NOT NULL CONSTRAINT treatment_plans_patient REFERENCES historia_clinica.patients,
    name            text        NOT NULL CONSTRAINT treatment_plans_name CHECK (length(name) BETWEEN 1 AND 120),
    -- The names of its phases, in order; an item stands in one by its place, from 1.
    phases          text[]      NOT NULL CONSTRAINT treatment_plans_phases CHECK (cardinality(phases) BETWEEN 1 AND 9),
    remarks         text        CONSTRAINT treatment_plans_remarks CHECK (length(remarks) BETWEEN 1 AND 2000),
    closed_at       timestamptz,
    created_by_id   text        NOT NULL,
    created_by_name text        NOT NULL,
    version         integer     NOT NULL DEFAULT 1,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX treatment_plans_one_open ON historia_clinica.treatment_plans (patient_id) WHERE closed_at IS NULL;
CREATE INDEX treatment_plans_by_patient ON historia_clinica.treatment_plans (patient_id, id);
CREATE TRIGGER treatment_plans_version BEFORE UPDATE ON historia_clinica.treatment_plans
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();

-- Somebody signed for some items, at the prices that `content` tells; withdrawn where that was a mistake.
CREATE TABLE historia_clinica.plan_acceptances (
    id               bigint        GENERATED ALWAYS AS IDENTITY CONSTRAINT plan_acceptances_pkey PRIMARY KEY,
    plan_id          bigint        NOT NULL CONSTRAINT plan_acceptances_plan REFERENCES historia_clinica.treatment_plans,
    signer_name      text          NOT NULL CONSTRAINT plan_acceptances_signer CHECK (length(signer_name) BETWEEN 3 AND 200),
    signer_document  text          CONSTRAINT plan_acceptances_document CHECK (length(signer_document) BETWEEN 1 AND 40),
    signer_relation  text          CONSTRAINT plan_acceptances_relation CHECK (length(signer_relation) BETWEEN 1 AND 60),
    signature        jsonb         NOT NULL CONSTRAINT plan_acceptances_signed CHECK (
                         jsonb_typeof(signature) = 'array' AND jsonb_array_length(signature) BETWEEN 1 AND 100),
    content          jsonb         NOT NULL,
    total            numeric(12,2) NOT NULL CONSTRAINT plan_acceptances_total CHECK (total >= 0),
    content_sha256   text          NOT NULL,
    accepted_at      timestamptz   NOT NULL DEFAULT now(),
    recorded_by_id   text          NOT NULL,
    recorded_by_name text          NOT NULL,
    withdrawn_at      timestamptz,
    withdrawn_by_id   text,
    withdrawn_by_name text,
    withdrawn_reason  text,
    CONSTRAINT plan_acceptances_withdrawal CHECK (
        num_nonnulls(withdrawn_at, withdrawn_by_id, withdrawn_by_name, withdrawn_reason) IN (0, 4)
        AND length(withdrawn_reason) >= 3 IS NOT FALSE)
);
CREATE INDEX plan_acceptances_of_plan ON historia_clinica.plan_acceptances (plan_id, id);
REVOKE UPDATE ON historia_clinica.plan_acceptances FROM omni_historia_clinica;
GRANT UPDATE (withdrawn_at, withdrawn_by_id, withdrawn_by_name, withdrawn_reason)
    ON historia_clinica.plan_acceptances TO omni_historia_clinica;

CREATE TABLE historia_clinica.plan_items (
    id                bigint        GENERATED ALWAYS AS IDENTITY CONSTRAINT plan_items_pkey PRIMARY KEY,
    plan_id           bigint        NOT NULL CONSTRAINT plan_items_plan REFERENCES historia_clinica.treatment_plans,
    phase             integer       NOT NULL CONSTRAINT plan_items_phase CHECK (phase BETWEEN 1 AND 9),
    position          integer       NOT NULL,
    -- A tooth with its faces, a quadrant (5 to 8 of temporary teeth) or an arch; nothing of these is the whole mouth.
    tooth             integer       CONSTRAINT plan_items_tooth CHECK (
                          tooth / 10 BETWEEN 1 AND 4 AND tooth % 10 BETWEEN 1 AND 8
                          OR tooth / 10 BETWEEN 5 AND 8 AND tooth % 10 BETWEEN 1 AND 5),
    faces             text[]        NOT NULL DEFAULT '{}' CONSTRAINT plan_items_faces CHECK (
                          faces <@ ARRAY['V', 'M', 'D', 'L', 'O'] AND cardinality(faces) <= 5),
    quadrant          integer       CONSTRAINT plan_items_quadrant CHECK (quadrant BETWEEN 1 AND 8),
    arch              text          CONSTRAINT plan_items_arch CHECK (arch IN ('UPPER', 'LOWER')),
    -- The treatment as the catalogue had it; its price is for all sessions.
    treatment_id      bigint        NOT NULL,
    code              text          NOT NULL,
    name              text          NOT NULL,
    unit_price        numeric(12,2) NOT NULL CONSTRAINT plan_items_price CHECK (unit_price >= 0),
    duration_minutes  integer       NOT NULL,
    iva_code          text          NOT NULL,
    discount          numeric(12,2) NOT NULL DEFAULT 0 CONSTRAINT plan_items_discount CHECK (discount BETWEEN 0 AND unit_price),
    discount_reason   text          CONSTRAINT plan_items_discount_reason CHECK (length(discount_reason) BETWEEN 1 AND 200),
    sessions          integer       NOT NULL DEFAULT 1 CONSTRAINT plan_items_session_count CHECK (sessions BETWEEN 1 AND 40),
    -- What it is for ("Restauración de 14"), and which way of doing it this item belongs to.
    alternative_group text          CONSTRAINT plan_items_group CHECK (length(alternative_group) BETWEEN 1 AND 80),
    alternative       text          CONSTRAINT plan_items_letter CHECK (alternative ~ '^[A-D]$'),
    -- The finding of the chart that it treats.
    finding_tooth     integer,
    finding_kind      text          CONSTRAINT plan_items_finding_kind CHECK (finding_kind ~ '^[A-Z_]{2,30}$'),
    remark            text          CONSTRAINT plan_items_remark CHECK (length(remark) BETWEEN 1 AND 500),
    status            text          NOT NULL DEFAULT 'PROPOSED',
    decline_reason    text          CONSTRAINT plan_items_decline_reason CHECK (length(decline_reason) BETWEEN 1 AND 500),
    acceptance_id     bigint        CONSTRAINT plan_items_acceptance REFERENCES historia_clinica.plan_acceptances,
    -- Kept by the trigger of plan_sessions.
    sessions_done     integer       NOT NULL DEFAULT 0,
    created_by_id     text          NOT NULL,
    created_by_name   text          NOT NULL,
    created_at        timestamptz   NOT NULL DEFAULT now(),
    CONSTRAINT plan_items_place CHECK (num_nonnulls(tooth, quadrant, arch) <= 1 AND (tooth IS NOT NULL OR faces = '{}')),
    CONSTRAINT plan_items_alternative CHECK ((alternative_group IS NULL) = (alternative IS NULL)),
    CONSTRAINT plan_items_finding CHECK ((finding_tooth IS NULL) = (finding_kind IS NULL)),
    CONSTRAINT plan_items_discount_said CHECK (discount = 0 OR discount_reason IS NOT NULL),
    CONSTRAINT plan_items_status CHECK (status IN ('PROPOSED', 'ACCEPTED', 'DONE', 'DECLINED', 'REMOVED')),
    CONSTRAINT plan_items_accepted CHECK ((status IN ('ACCEPTED', 'DONE')) = (acceptance_id IS NOT NULL)),
    CONSTRAINT plan_items_declined CHECK ((status = 'DECLINED') = (decline_reason IS NOT NULL)),
    -- What is accepted is done as often as it has sessions, once each.
    CONSTRAINT plan_items_sessions CHECK (
        sessions_done BETWEEN 0 AND CASE WHEN acceptance_id IS NULL THEN 0 ELSE sessions END),
    CONSTRAINT plan_items_done CHECK ((status = 'DONE') = (sessions_done = sessions)),
    -- Of the ways of doing one thing only one is accepted, however many of its items are.
    CONSTRAINT plan_items_one_alternative EXCLUDE USING gist (
        plan_id WITH =, alternative_group WITH =, alternative WITH <>) WHERE (acceptance_id IS NOT NULL)
);
CREATE INDEX plan_items_of_plan ON historia_clinica.plan_items (plan_id, phase, position, id);

CREATE TABLE historia_clinica.plan_sessions (
    id             bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT plan_sessions_pkey PRIMARY KEY,
    item_id        bigint      NOT NULL CONSTRAINT plan_sessions_item REFERENCES historia_clinica.plan_items,
    appointment_id bigint,
    note_id        bigint      CONSTRAINT plan_sessions_note REFERENCES historia_clinica.clinical_notes,
    done_at        timestamptz NOT NULL,
    done_by_id     text        NOT NULL,
    done_by_name   text        NOT NULL,
    recorded_at    timestamptz NOT NULL DEFAULT now(),
    undone_at      timestamptz,
    undone_by_id   text,
    undone_by_name text,
    undone_reason  text,
    CONSTRAINT plan_sessions_undoing CHECK (num_nonnulls(undone_at, undone_by_id, undone_by_name, undone_reason) IN (0, 4)),
    CONSTRAINT plan_sessions_not_ahead CHECK (done_at <= recorded_at + interval '5 minutes')
);
CREATE UNIQUE INDEX plan_sessions_once ON historia_clinica.plan_sessions (item_id, appointment_id) WHERE undone_at IS NULL;
CREATE INDEX plan_sessions_of_item ON historia_clinica.plan_sessions (item_id, id);
CREATE INDEX plan_sessions_of_appointment ON historia_clinica.plan_sessions (appointment_id) WHERE undone_at IS NULL;
REVOKE UPDATE ON historia_clinica.plan_sessions FROM omni_historia_clinica;
GRANT UPDATE (undone_at, undone_by_id, undone_by_name, undone_reason) ON historia_clinica.plan_sessions TO omni_historia_clinica;

-- Which treatment the clinic usually proposes for a finding.
CREATE TABLE historia_clinica.plan_suggestions (
    finding_kind   text   NOT NULL CONSTRAINT plan_suggestions_pkey PRIMARY KEY
                   CONSTRAINT plan_suggestions_kind CHECK (finding_kind ~ '^[A-Z_]{2,30}$'),
    treatment_id   bigint NOT NULL,
    treatment_name text   NOT NULL
);
REVOKE UPDATE ON historia_clinica.plan_suggestions FROM omni_historia_clinica;
GRANT DELETE ON historia_clinica.plan_suggestions TO omni_historia_clinica;
"""
GUARDS = """
CREATE FUNCTION historia_clinica.refuse_plan(name text, said text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '%', said USING ERRCODE = 'check_violation', CONSTRAINT = name;
END $$;

CREATE FUNCTION historia_clinica.guard_plan() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.id, NEW.patient_id, NEW.created_by_id, NEW.created_at) IS DISTINCT FROM
       (OLD.id, OLD.patient_id, OLD.created_by_id, OLD.created_at) THEN
        PERFORM historia_clinica.refuse_plan('treatment_plans_kept', 'a plan stays with its patient');
    END IF;
    IF EXISTS (SELECT FROM historia_clinica.plan_items
                WHERE plan_id = NEW.id AND status <> 'REMOVED' AND phase > cardinality(NEW.phases)) THEN
        PERFORM historia_clinica.refuse_plan('plan_items_in_phase', 'the phase has items');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER treatment_plans_guard BEFORE UPDATE ON historia_clinica.treatment_plans
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.guard_plan();

-- An item begins as proposed; what somebody answered keeps its content, and what is done its phase.
CREATE FUNCTION historia_clinica.guard_plan_item() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    later CONSTANT text[] := ARRAY['status', 'decline_reason', 'acceptance_id', 'sessions_done', 'position', 'phase'];
BEGIN
    IF NEW.phase > (SELECT cardinality(phases) FROM historia_clinica.treatment_plans WHERE id = NEW.plan_id) THEN
        PERFORM historia_clinica.refuse_plan('plan_items_phase', 'no such phase');
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.status <> 'PROPOSED' THEN
            PERFORM historia_clinica.refuse_plan('plan_items_moves', 'an item begins as proposed');
        END IF;
        RETURN NEW;
    END IF;
    IF OLD.status <> NEW.status AND (OLD.status, NEW.status) NOT IN (
           ('PROPOSED', 'ACCEPTED'), ('PROPOSED', 'DECLINED'), ('PROPOSED', 'REMOVED'), ('DECLINED', 'PROPOSED'),
           ('ACCEPTED', 'PROPOSED'), ('ACCEPTED', 'DONE'), ('DONE', 'ACCEPTED')) THEN
        PERFORM historia_clinica.refuse_plan('plan_items_moves', 'an item does not move so');
    END IF;
    IF OLD.status <> 'PROPOSED' AND to_jsonb(NEW) - later IS DISTINCT FROM to_jsonb(OLD) - later
       OR (NEW.id, NEW.plan_id) <> (OLD.id, OLD.plan_id)
       OR OLD.acceptance_id <> NEW.acceptance_id THEN
        PERFORM historia_clinica.refuse_plan('plan_items_frozen', 'what was answered is not edited');
    END IF;
    IF OLD.status = 'DONE' AND NEW.phase <> OLD.phase THEN
        PERFORM historia_clinica.refuse_plan('plan_items_done_stays', 'what is done stays in its phase');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER plan_items_guard BEFORE INSERT OR UPDATE ON historia_clinica.plan_items
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.guard_plan_item();

CREATE FUNCTION historia_clinica.guard_plan_acceptance() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.withdrawn_at IS NOT NULL
       OR to_jsonb(NEW) - '{withdrawn_at,withdrawn_by_id,withdrawn_by_name,withdrawn_reason}'::text[]
          <> to_jsonb(OLD) - '{withdrawn_at,withdrawn_by_id,withdrawn_by_name,withdrawn_reason}'::text[] THEN
        PERFORM historia_clinica.refuse_plan('plan_acceptances_kept', 'what was signed is not changed');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER plan_acceptances_guard BEFORE UPDATE ON historia_clinica.plan_acceptances
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.guard_plan_acceptance();

-- Sessions move their item: with the last one it is done, without it no longer.
CREATE FUNCTION historia_clinica.count_plan_session() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    step CONSTANT integer := CASE WHEN TG_OP = 'INSERT' THEN 1 ELSE -1 END;
BEGIN
    IF TG_OP = 'UPDATE' AND (OLD.undone_at IS NOT NULL OR NEW.undone_at IS NULL
           OR to_jsonb(NEW) - '{undone_at,undone_by_id,undone_by_name,undone_reason}'::text[]
              <> to_jsonb(OLD) - '{undone_at,undone_by_id,undone_by_name,undone_reason}'::text[]) THEN
        PERFORM historia_clinica.refuse_plan('plan_sessions_kept', 'a session is undone, not changed');
    END IF;
    UPDATE historia_clinica.plan_items
       SET sessions_done = sessions_done + step,
           status = CASE WHEN acceptance_id IS NULL THEN status WHEN sessions_done + step = sessions THEN 'DONE' ELSE 'ACCEPTED' END
     WHERE id = NEW.item_id;
    RETURN NEW;
END $$;
CREATE TRIGGER plan_sessions_count BEFORE INSERT OR UPDATE ON historia_clinica.plan_sessions
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.count_plan_session();
"""
KEPT = ("treatment_plans", "plan_acceptances", "plan_items", "plan_sessions")
PERMISSIONS = ("plans:read", "plans:accept")


def upgrade():
    run(PLANS)
    run(GUARDS)
    for table in KEPT:
        run(f"""
            CREATE TRIGGER {table}_keep BEFORE DELETE ON historia_clinica.{table}
                FOR EACH ROW EXECUTE FUNCTION public.refuse_change('treatment_plans_kept');
            CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON historia_clinica.{table}
                FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('treatment_plans_kept');
            """)
    grant(
        "patients:read",
        administrator=PERMISSIONS,
        practitioner=PERMISSIONS,
        reception=PERMISSIONS,
        cashier=("plans:read",),
        auditor=("plans:read",),
    )


def downgrade():
    withdraw(*PERMISSIONS)
    run("""
        DROP TABLE historia_clinica.plan_suggestions, historia_clinica.plan_sessions, historia_clinica.plan_items,
                   historia_clinica.plan_acceptances, historia_clinica.treatment_plans;
        DROP FUNCTION historia_clinica.count_plan_session, historia_clinica.guard_plan_acceptance, historia_clinica.guard_plan_item,
                      historia_clinica.guard_plan, historia_clinica.refuse_plan;
        """)
