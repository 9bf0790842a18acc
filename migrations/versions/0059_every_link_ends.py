"""Links that ended before their time: those that were used up, and those that were withdrawn with their thing."""

from migrations.sql import run

revision = "0059"
down_revision = "0058"

SIX = ("auth", "inventario", "historia_clinica", "facturacion", "citas", "logs")
TABLE = """
CREATE TABLE {service}.link_ends (
    subject     text        NOT NULL CONSTRAINT link_ends_pkey PRIMARY KEY,
    void_before timestamptz NOT NULL,
    expires_at  timestamptz NOT NULL
);
CREATE INDEX link_ends_expires_at ON {service}.link_ends (expires_at);
REVOKE UPDATE ON {service}.link_ends FROM omni_{service};
GRANT UPDATE (void_before, expires_at), DELETE ON {service}.link_ends TO omni_{service};
"""


def upgrade():
    for service in SIX:
        run(TABLE.format(service=service))


def downgrade():
    for service in SIX:
        run(f"DROP TABLE {service}.link_ends")
