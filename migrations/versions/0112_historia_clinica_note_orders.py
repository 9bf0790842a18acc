"""Orders hang from the note that is being written, as prescriptions do: locked with it, and hidden with it where it is restricted."""

from migrations.sql import function_of, run
from pathlib import Path

revision = "0112"
down_revision = "0111"

BEFORE = Path(__file__).with_name("0102_historia_clinica_orders.py")
COLUMN = """
ALTER TABLE historia_clinica.orders
    ADD COLUMN note_id bigint CONSTRAINT orders_note REFERENCES historia_clinica.clinical_notes;
CREATE INDEX orders_by_note ON historia_clinica.orders (note_id) WHERE note_id IS NOT NULL;
-- A view reads with its owner's rights: the number of an order that is hidden is not given again.
CREATE VIEW historia_clinica.order_numbers AS SELECT number FROM historia_clinica.orders;
REVOKE ALL ON historia_clinica.order_numbers FROM omni_historia_clinica;
GRANT SELECT ON historia_clinica.order_numbers TO omni_historia_clinica;

CREATE OR REPLACE FUNCTION historia_clinica.number_order() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_advisory_xact_lock(hashtextextended('historia_clinica.orders', 0));
    NEW.number := coalesce((SELECT max(number) FROM historia_clinica.order_numbers), 0) + 1;
    NEW.issued_at := now();
    IF NEW.note_id IS NOT NULL THEN
        PERFORM historia_clinica.must_be_draft_of(NEW.note_id, NEW.patient_id, 'orders_note_of_patient');
    END IF;
    RETURN NEW;
END $$;
"""
# As 0091 wrote it for what hangs from a note.
POLICY = """
ALTER TABLE historia_clinica.{table} ENABLE ROW LEVEL SECURITY;
CREATE POLICY {table}_restricted ON historia_clinica.{table} TO omni_historia_clinica USING ({seen});
"""
SEEN = """
    NOT EXISTS (SELECT FROM historia_clinica.note_restrictions r
                 WHERE r.note_id = orders.note_id AND r.lifted_at IS NULL
                   AND r.author_id <> historia_clinica.reader()
                   AND coalesce(historia_clinica.reader_role(), '') <> ALL (r.roles)
                   AND NOT EXISTS (SELECT FROM historia_clinica.note_openings o
                                    WHERE o.note_id = r.note_id AND o.opened_by_id = historia_clinica.reader()
                                      AND o.expires_at > now()))"""
WITH_ORDER = "EXISTS (SELECT FROM historia_clinica.orders o WHERE o.id = {table}.order_id)"
OF_ORDERS = ("order_documents", "order_annulments", "order_results", "order_views", "unseen_results")


def upgrade():
    run(COLUMN)
    run(POLICY.format(table="orders", seen=SEEN))
    for table in OF_ORDERS:
        run(POLICY.format(table=table, seen=WITH_ORDER.format(table=table)))


def downgrade():
    for table in ("orders", *OF_ORDERS):
        run(f"""
            DROP POLICY {table}_restricted ON historia_clinica.{table};
            ALTER TABLE historia_clinica.{table} DISABLE ROW LEVEL SECURITY;
            """)
    run(function_of(BEFORE, "historia_clinica.number_order"))
    run("""
        DROP VIEW historia_clinica.order_numbers;
        ALTER TABLE historia_clinica.orders DROP COLUMN note_id;
        """)
