"""The years whose general rate of IVA somebody has confirmed."""

from migrations.sql import run

revision = "0054"
down_revision = "0053"

YEARS = """
CREATE TABLE facturacion.iva_years (
    year              integer     NOT NULL CONSTRAINT iva_years_pkey PRIMARY KEY,
    confirmed_at      timestamptz NOT NULL DEFAULT now(),
    confirmed_by_id   text        NOT NULL,
    confirmed_by_name text        NOT NULL,
    CONSTRAINT iva_years_year CHECK (year BETWEEN 2026 AND 2100)
);
REVOKE UPDATE ON facturacion.iva_years FROM omni_facturacion;
-- 15 % was kept for 2026 by a circular of the SRI.
INSERT INTO facturacion.iva_years (year, confirmed_by_id, confirmed_by_name) VALUES (2026, '', 'Circular del SRI');
CREATE TRIGGER iva_years_keep BEFORE UPDATE OR DELETE ON facturacion.iva_years
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('iva_years_frozen');
CREATE TRIGGER iva_years_not_emptied BEFORE TRUNCATE ON facturacion.iva_years
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('iva_years_not_emptied');
"""


def upgrade():
    run(YEARS)


def downgrade():
    run("DROP TABLE facturacion.iva_years;")
