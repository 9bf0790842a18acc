"""Instalments agreed of an invoice; and an invoice is annulled in time, whoever asks."""

from pathlib import Path
from zoneinfo import ZoneInfo

from common.config import read
from migrations.sql import run

revision = "0047"
down_revision = "0046"

TABLES = Path(__file__).with_suffix(".sql")

BACK = """
DROP TRIGGER invoices_annulled_in_time ON facturacion.invoices;
DROP TABLE facturacion.instalments, facturacion.instalment_plans;
DROP FUNCTION facturacion.check_annulled_in_time, facturacion.check_instalments, facturacion.guard_instalment_plan;
"""


def upgrade():
    zone = ZoneInfo(read("CLINIC_TIMEZONE") or "America/Guayaquil").key
    run(TABLES.read_text().replace("{zone}", zone))


def downgrade():
    run(BACK)
