"""What a subscriber refused for good is called what the trade calls it: a dead letter."""

from migrations.sql import run

SERVICES = ("auth", "inventario", "historia_clinica", "facturacion", "citas", "logs")
revision = "0011"
down_revision = "0010"


def upgrade():
    for service in SERVICES:
        run(f"ALTER TABLE {service}.deliveries RENAME COLUMN parked_at TO dead_lettered_at")


def downgrade():
    for service in SERVICES:
        run(f"ALTER TABLE {service}.deliveries RENAME COLUMN dead_lettered_at TO parked_at")
