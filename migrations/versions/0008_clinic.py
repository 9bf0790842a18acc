"""How the clinic presents itself: its name, its colour and its logo, in one row."""

from migrations.sql import run

revision = "0008"
down_revision = "0007"

TABLE = """
CREATE TABLE auth.clinic (
    id         smallint    NOT NULL DEFAULT 1
               CONSTRAINT clinic_pkey PRIMARY KEY
               CONSTRAINT clinic_is_one CHECK (id = 1),
    name       text        NOT NULL DEFAULT 'OmniClínica'
               CONSTRAINT clinic_name_length CHECK (length(name) BETWEEN 1 AND 60),
    accent     text        CONSTRAINT clinic_accent_is_a_colour CHECK (accent ~ '^#[0-9a-f]{6}$'),
    logo       bytea       CONSTRAINT clinic_logo_size CHECK (octet_length(logo) BETWEEN 1 AND 204800),
    logo_type  text        CONSTRAINT clinic_logo_type CHECK (logo_type IN ('image/png', 'image/jpeg', 'image/webp')),
    version    integer     NOT NULL DEFAULT 1,
    updated_at timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT clinic_logo_has_a_type CHECK ((logo IS NULL) = (logo_type IS NULL))
);
COMMENT ON COLUMN auth.clinic.accent IS 'Null: the colour that the suite comes with';
CREATE TRIGGER clinic_version BEFORE UPDATE ON auth.clinic
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();
-- The row is always there: it is changed and nothing else.
INSERT INTO auth.clinic DEFAULT VALUES;
REVOKE INSERT ON auth.clinic FROM omni_auth;
"""


def upgrade():
    run(TABLE)


def downgrade():
    run("DROP TABLE auth.clinic")
