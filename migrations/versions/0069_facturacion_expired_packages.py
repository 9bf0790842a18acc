"""Sessions of packages that expired unused are earned once somebody says so; an undone settlement keeps its lines."""

from pathlib import Path

from migrations.sql import function_of, run

revision = "0069"
down_revision = "0068"

TABLES = Path(__file__).with_suffix(".sql")
BEFORE = Path(__file__).with_name("0041_facturacion_packages.sql")

# The version before knows two kinds: what expired is owed again.
BACK = """
DROP TABLE facturacion.commission_settlement_entries;
UPDATE facturacion.package_redemptions
   SET undone_at = now(), undone_reason = 'Versión anterior del sistema'
 WHERE kind = 'EXPIRED' AND undone_at IS NULL;
ALTER TABLE facturacion.package_redemptions
    DISABLE TRIGGER package_redemptions_undone, DISABLE TRIGGER package_redemptions_count,
    DROP CONSTRAINT package_redemptions_kind;
UPDATE facturacion.package_redemptions SET kind = 'REDEEMED', patient_id = p.patient_id
  FROM facturacion.patient_packages p WHERE p.id = patient_package_id AND kind = 'EXPIRED';
ALTER TABLE facturacion.package_redemptions
    ENABLE TRIGGER package_redemptions_undone, ENABLE TRIGGER package_redemptions_count,
    ADD CONSTRAINT package_redemptions_kind CHECK (
        CASE kind WHEN 'REDEEMED' THEN patient_id IS NOT NULL AND credit_note_id IS NULL
                  WHEN 'REFUNDED' THEN credit_note_id IS NOT NULL AND appointment_id IS NULL
                  ELSE false END);
"""


def upgrade():
    run(TABLES.read_text())


def downgrade():
    run(BACK)
    for name in ("guard_redemption", "guard_undone_redemption", "count_redemption"):
        run(function_of(BEFORE, f"facturacion.{name}"))
