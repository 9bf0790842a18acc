"""The logo that the issuer prints on its RIDE: each that was ever printed is kept, by its content."""

from migrations.sql import run

revision = "0081"
down_revision = "0080"

LOGOS = """
CREATE TABLE facturacion.issuer_logos (
    sha256  text        NOT NULL CONSTRAINT issuer_logos_pkey PRIMARY KEY,
    -- As a `data:` address, the way documents are given it.
    image   text        NOT NULL CONSTRAINT issuer_logos_image CHECK (image LIKE 'data:image/%'),
    kept_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT issuer_logos_sha256 CHECK (sha256 = encode(sha256(convert_to(image, 'UTF8')), 'hex'))
);
REVOKE UPDATE ON facturacion.issuer_logos FROM omni_facturacion;
CREATE TRIGGER issuer_logos_keep BEFORE UPDATE OR DELETE ON facturacion.issuer_logos
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('issuer_logos_frozen');
CREATE TRIGGER issuer_logos_not_emptied BEFORE TRUNCATE ON facturacion.issuer_logos
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('issuer_logos_frozen');
ALTER TABLE facturacion.issuer
    ADD COLUMN logo_sha256 text CONSTRAINT issuer_logo REFERENCES facturacion.issuer_logos;
"""
BACK = """
ALTER TABLE facturacion.issuer DROP COLUMN logo_sha256;
DROP TABLE facturacion.issuer_logos;
"""


def upgrade():
    run(LOGOS)


def downgrade():
    run(BACK)
