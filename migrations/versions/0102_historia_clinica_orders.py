"""Orders of laboratory and imaging from the clinic's own catalogue, their results, and who saw them."""

from migrations.sql import run

revision = "0102"
down_revision = "0101"

EXAMS = """
CREATE TABLE historia_clinica.exams (
    id         bigint  GENERATED ALWAYS AS IDENTITY CONSTRAINT exams_pkey PRIMARY KEY,
    kind       text    NOT NULL CONSTRAINT exams_kind CHECK (kind IN ('LABORATORY', 'IMAGING')),
    category   text    NOT NULL CONSTRAINT exams_category CHECK (length(category) BETWEEN 1 AND 60),
    name       text    NOT NULL CONSTRAINT exams_name CHECK (length(name) BETWEEN 2 AND 120),
    -- Of what is a number; without a unit the result is words or a document.
    unit       text    CONSTRAINT exams_unit CHECK (length(unit) BETWEEN 1 AND 20),
    low        numeric(12,3),
    high       numeric(12,3),
    active     boolean NOT NULL DEFAULT true,
    version    integer NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT exams_limits CHECK (num_nonnulls(low, high) = 0 OR unit IS NOT NULL AND coalesce(low < high, true))
);
CREATE UNIQUE INDEX exams_once ON historia_clinica.exams (kind, public.plain(name));
CREATE TRIGGER exams_version BEFORE UPDATE ON historia_clinica.exams
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();
"""
# An order is never changed: results, who saw them and an annulment are rows beside it.
ORDERS = """
CREATE TABLE historia_clinica.orders (
    id           bigint  GENERATED ALWAYS AS IDENTITY CONSTRAINT orders_pkey PRIMARY KEY,
    number       bigint  NOT NULL CONSTRAINT orders_number UNIQUE,
    kind         text    NOT NULL CONSTRAINT orders_kind CHECK (kind IN ('LABORATORY', 'IMAGING')),
    patient_id   bigint  NOT NULL CONSTRAINT orders_patient REFERENCES historia_clinica.patients,
    urgent       boolean NOT NULL,
    indication   text    NOT NULL,
    diagnoses    jsonb   NOT NULL CONSTRAINT orders_diagnoses CHECK (jsonb_array_length(diagnoses) BETWEEN 1 AND 10),
    items        jsonb   NOT NULL CONSTRAINT orders_items CHECK (jsonb_array_length(items) BETWEEN 1 AND 40),
    patient      jsonb   NOT NULL,
    professional jsonb   NOT NULL,
    professional_id   text NOT NULL,
    professional_name text NOT NULL,
    issued_at    timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT orders_registered CHECK (
        professional ->> 'kind' IN ('PHYSICIAN', 'DENTIST', 'OBSTETRICIAN') AND length(professional ->> 'registration') > 0)
);
CREATE INDEX orders_by_patient ON historia_clinica.orders (patient_id, id);

CREATE TABLE historia_clinica.order_documents (
    order_id bigint NOT NULL CONSTRAINT order_documents_pkey PRIMARY KEY
             CONSTRAINT order_documents_order REFERENCES historia_clinica.orders,
    pdf      bytea  NOT NULL
);
CREATE TABLE historia_clinica.order_annulments (
    order_id         bigint NOT NULL CONSTRAINT order_annulments_pkey PRIMARY KEY
                     CONSTRAINT order_annulments_order REFERENCES historia_clinica.orders,
    reason           text   NOT NULL CONSTRAINT order_annulments_reason CHECK (length(reason) BETWEEN 3 AND 300),
    annulled_by_id   text   NOT NULL,
    annulled_by_name text   NOT NULL,
    annulled_at      timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE historia_clinica.order_results (
    id               bigint  GENERATED ALWAYS AS IDENTITY CONSTRAINT order_results_pkey PRIMARY KEY,
    order_id         bigint  NOT NULL CONSTRAINT order_results_order REFERENCES historia_clinica.orders,
    -- Of one exam of the order, by its place; a document may be of all of them.
    position         integer,
    value            text    CONSTRAINT order_results_value CHECK (length(value) BETWEEN 1 AND 200),
    attachment_id    bigint  CONSTRAINT order_results_attachment REFERENCES historia_clinica.attachments,
    remark           text    CONSTRAINT order_results_remark CHECK (length(remark) BETWEEN 1 AND 500),
    recorded_by_id   text    NOT NULL,
    recorded_by_name text    NOT NULL,
    recorded_at      timestamptz NOT NULL DEFAULT now(),
    withdrawn_by_id   text,
    withdrawn_by_name text,
    withdrawn_reason  text CONSTRAINT order_results_withdrawn_reason CHECK (length(withdrawn_reason) BETWEEN 3 AND 300),
    withdrawn_at      timestamptz,
    CONSTRAINT order_results_something CHECK (num_nonnulls(value, attachment_id) = 1 AND (value IS NULL OR position IS NOT NULL)),
    CONSTRAINT order_results_withdrawal CHECK (
        num_nonnulls(withdrawn_by_id, withdrawn_by_name, withdrawn_reason, withdrawn_at) IN (0, 4))
);
CREATE INDEX order_results_of_order ON historia_clinica.order_results (order_id, id);
CREATE UNIQUE INDEX order_results_one_value ON historia_clinica.order_results (order_id, position)
 WHERE value IS NOT NULL AND withdrawn_at IS NULL;
CREATE TABLE historia_clinica.order_views (
    id           bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT order_views_pkey PRIMARY KEY,
    order_id     bigint NOT NULL CONSTRAINT order_views_order REFERENCES historia_clinica.orders,
    -- The last result that was on the page: what came after it is unseen.
    result_id    bigint NOT NULL CONSTRAINT order_views_result REFERENCES historia_clinica.order_results,
    seen_by_id   text   NOT NULL,
    seen_by_name text   NOT NULL,
    seen_at      timestamptz NOT NULL DEFAULT now(),
    undone_at    timestamptz
);
CREATE INDEX order_views_of_order ON historia_clinica.order_views (order_id);

-- Kept by triggers, so that whoever ordered reads what waits for them without reading all that they ever ordered.
CREATE TABLE historia_clinica.unseen_results (
    order_id        bigint NOT NULL CONSTRAINT unseen_results_pkey PRIMARY KEY
                    CONSTRAINT unseen_results_order REFERENCES historia_clinica.orders,
    professional_id text   NOT NULL,
    since           timestamptz NOT NULL
);
CREATE INDEX unseen_results_of_professional ON historia_clinica.unseen_results (professional_id, since, order_id);
"""
GUARDS = """
-- One after the other, so that no number is left out and none is given twice.
CREATE FUNCTION historia_clinica.number_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('historia_clinica.orders', 0));
    NEW.number := coalesce((SELECT max(number) FROM historia_clinica.orders), 0) + 1;
    NEW.issued_at := now();
    RETURN NEW;
END $$;
CREATE TRIGGER orders_numbered BEFORE INSERT ON historia_clinica.orders
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.number_order();

CREATE FUNCTION historia_clinica.written_with_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM historia_clinica.orders WHERE id = NEW.order_id AND issued_at = now()) THEN
        RAISE EXCEPTION 'the order was issued before' USING ERRCODE = 'check_violation', CONSTRAINT = 'orders_frozen';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER order_documents_with_it BEFORE INSERT ON historia_clinica.order_documents
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.written_with_order();

-- Whoever writes beside an order comes one after the other: an annulment and a result exclude each other.
CREATE FUNCTION historia_clinica.beside_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('historia_clinica.order', NEW.order_id));
    IF TG_TABLE_NAME = 'order_annulments' THEN
        IF EXISTS (SELECT FROM historia_clinica.order_results WHERE order_id = NEW.order_id AND withdrawn_at IS NULL) THEN
            RAISE EXCEPTION 'the order has results' USING ERRCODE = 'check_violation', CONSTRAINT = 'orders_with_results';
        END IF;
    ELSIF EXISTS (SELECT FROM historia_clinica.order_annulments WHERE order_id = NEW.order_id) THEN
        RAISE EXCEPTION 'the order is annulled' USING ERRCODE = 'check_violation', CONSTRAINT = 'orders_annulled';
    END IF;
    IF TG_TABLE_NAME = 'order_results' THEN
        IF NOT coalesce(NEW.position BETWEEN 1 AND (SELECT jsonb_array_length(items) FROM historia_clinica.orders
                                                     WHERE id = NEW.order_id), true) THEN
            RAISE EXCEPTION 'no such exam in the order' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_results_position';
        END IF;
    ELSIF TG_TABLE_NAME = 'order_views' THEN
        IF NOT EXISTS (SELECT FROM historia_clinica.order_results WHERE id = NEW.result_id AND order_id = NEW.order_id) THEN
            RAISE EXCEPTION 'a result of another order' USING ERRCODE = 'check_violation', CONSTRAINT = 'order_views_result';
        END IF;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER order_results_beside BEFORE INSERT ON historia_clinica.order_results
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.beside_order();
CREATE TRIGGER order_views_beside BEFORE INSERT ON historia_clinica.order_views
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.beside_order();
CREATE TRIGGER order_annulments_beside BEFORE INSERT ON historia_clinica.order_annulments
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.beside_order();

-- What is withdrawn is so once; of a view only that it was a wrong click.
CREATE FUNCTION historia_clinica.keep_order_row() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    free text[] := CASE TG_TABLE_NAME WHEN 'order_views' THEN '{undone_at}'
                        ELSE '{withdrawn_by_id,withdrawn_by_name,withdrawn_reason,withdrawn_at}' END;
BEGIN
    IF TG_OP = 'DELETE' OR coalesce(to_jsonb(OLD) ->> 'undone_at', to_jsonb(OLD) ->> 'withdrawn_at') IS NOT NULL
       OR to_jsonb(NEW) - free <> to_jsonb(OLD) - free THEN
        RAISE EXCEPTION 'what was recorded is kept' USING ERRCODE = 'check_violation', CONSTRAINT = 'orders_frozen';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER order_results_keep BEFORE UPDATE OR DELETE ON historia_clinica.order_results
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.keep_order_row();
CREATE TRIGGER order_views_keep BEFORE UPDATE OR DELETE ON historia_clinica.order_views
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.keep_order_row();

-- The first of the results that nobody has seen: NULL where there is none.
CREATE FUNCTION historia_clinica.unseen_since(asked bigint) RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT min(r.recorded_at)
      FROM historia_clinica.order_results r
     WHERE r.order_id = asked AND r.withdrawn_at IS NULL
       AND r.id > coalesce((SELECT max(v.result_id) FROM historia_clinica.order_views v
                             WHERE v.order_id = asked AND v.undone_at IS NULL), 0)
$$;
CREATE FUNCTION historia_clinica.keep_unseen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('historia_clinica.order', NEW.order_id));
    DELETE FROM historia_clinica.unseen_results WHERE order_id = NEW.order_id;
    INSERT INTO historia_clinica.unseen_results (order_id, professional_id, since)
         SELECT o.id, o.professional_id, historia_clinica.unseen_since(o.id)
           FROM historia_clinica.orders o
          WHERE o.id = NEW.order_id AND historia_clinica.unseen_since(o.id) IS NOT NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER order_results_unseen AFTER INSERT OR UPDATE ON historia_clinica.order_results
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.keep_unseen();
CREATE TRIGGER order_views_unseen AFTER INSERT OR UPDATE ON historia_clinica.order_views
    FOR EACH ROW EXECUTE FUNCTION historia_clinica.keep_unseen();

REVOKE UPDATE ON historia_clinica.order_results, historia_clinica.order_views, historia_clinica.unseen_results
  FROM omni_historia_clinica;
GRANT UPDATE (withdrawn_by_id, withdrawn_by_name, withdrawn_reason, withdrawn_at) ON historia_clinica.order_results
   TO omni_historia_clinica;
GRANT UPDATE (undone_at) ON historia_clinica.order_views TO omni_historia_clinica;
GRANT DELETE ON historia_clinica.unseen_results TO omni_historia_clinica;

CREATE VIEW historia_clinica.order_papers AS
    SELECT 'ORDER'::text AS kind, o.id, lpad(o.number::text, 7, '0') AS number, o.issued_at,
           o.professional_name AS professional, o.patient ->> 'full_name' AS patient, a.annulled_at,
           historia_clinica.sha256_of(jsonb_build_object(
               'number', o.number, 'kind', o.kind, 'patient_id', o.patient_id, 'patient', o.patient, 'urgent', o.urgent,
               'indication', o.indication, 'diagnoses', o.diagnoses, 'items', o.items, 'professional', o.professional,
               'professional_id', o.professional_id, 'professional_name', o.professional_name,
               'issued_at', historia_clinica.utc(o.issued_at))) AS content_sha256
      FROM historia_clinica.orders o
      LEFT JOIN historia_clinica.order_annulments a ON a.order_id = o.id;
REVOKE ALL ON historia_clinica.order_papers FROM omni_historia_clinica;
CREATE OR REPLACE VIEW historia_clinica.papers AS
    SELECT * FROM historia_clinica.note_papers
     UNION ALL SELECT * FROM historia_clinica.prescription_papers
     UNION ALL SELECT * FROM historia_clinica.certificate_papers
     UNION ALL SELECT * FROM historia_clinica.order_papers;
"""
FROZEN = """
CREATE TRIGGER {table}_frozen BEFORE UPDATE OR DELETE ON historia_clinica.{table}
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('orders_frozen');
REVOKE UPDATE ON historia_clinica.{table} FROM omni_historia_clinica;
"""
NOT_EMPTIED = """
CREATE TRIGGER {table}_not_emptied BEFORE TRUNCATE ON historia_clinica.{table}
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('orders_frozen');
"""
ISSUED = ("orders", "order_documents", "order_annulments")


def upgrade():
    run(EXAMS)
    run(ORDERS)
    run(GUARDS)
    for table in ISSUED:
        run(FROZEN.format(table=table))
    for table in (*ISSUED, "order_results", "order_views"):
        run(NOT_EMPTIED.format(table=table))


def downgrade():
    run("""
        CREATE OR REPLACE VIEW historia_clinica.papers AS
            SELECT * FROM historia_clinica.note_papers
             UNION ALL SELECT * FROM historia_clinica.prescription_papers
             UNION ALL SELECT * FROM historia_clinica.certificate_papers;
        DROP VIEW historia_clinica.order_papers;
        DROP TABLE historia_clinica.unseen_results, historia_clinica.order_views, historia_clinica.order_results,
                   historia_clinica.order_annulments, historia_clinica.order_documents, historia_clinica.orders,
                   historia_clinica.exams;
        DROP FUNCTION historia_clinica.keep_unseen, historia_clinica.unseen_since, historia_clinica.keep_order_row,
                      historia_clinica.beside_order, historia_clinica.written_with_order, historia_clinica.number_order;
        """)
