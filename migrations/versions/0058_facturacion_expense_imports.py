"""Expenses imported from a file: which file, by whom, and which expenses came of it."""

from migrations.sql import run

revision = "0058"
down_revision = "0057"

TABLES = """
CREATE TABLE facturacion.expense_imports (
    id               bigint        GENERATED ALWAYS AS IDENTITY CONSTRAINT expense_imports_pkey PRIMARY KEY,
    name             text          NOT NULL CONSTRAINT expense_imports_name CHECK (length(name) BETWEEN 1 AND 120),
    content_hash     text          NOT NULL CONSTRAINT expense_imports_hash CHECK (content_hash ~ '^[0-9a-f]{64}$'),
    expenses         integer       NOT NULL CONSTRAINT expense_imports_some CHECK (expenses > 0),
    total            numeric(14,2) NOT NULL,
    imported_by_id   text          NOT NULL,
    imported_by_name text          NOT NULL,
    imported_at      timestamptz   NOT NULL DEFAULT now(),
    undone_at        timestamptz,
    undone_by_id     text,
    undone_by_name   text,
    undone_reason    text,
    CONSTRAINT expense_imports_undone_whole CHECK (
        num_nonnulls(undone_at, undone_by_id, undone_by_name, undone_reason) IN (0, 4))
);
-- A file is imported once, unless it was undone.
CREATE UNIQUE INDEX expense_imports_once ON facturacion.expense_imports (content_hash) WHERE undone_at IS NULL;
CREATE INDEX expense_imports_at ON facturacion.expense_imports (imported_at, id);
ALTER TABLE facturacion.operational_expenses
    ADD COLUMN import_id bigint CONSTRAINT operational_expenses_import REFERENCES facturacion.expense_imports;
CREATE INDEX operational_expenses_of_import ON facturacion.operational_expenses (import_id, date, id)
    WHERE import_id IS NOT NULL;
REVOKE UPDATE ON facturacion.expense_imports FROM omni_facturacion;
GRANT UPDATE (undone_at, undone_by_id, undone_by_name, undone_reason) ON facturacion.expense_imports TO omni_facturacion;
"""
BACK = """
ALTER TABLE facturacion.operational_expenses DROP COLUMN import_id;
DROP TABLE facturacion.expense_imports;
"""


def upgrade():
    run(TABLES)


def downgrade():
    run(BACK)
