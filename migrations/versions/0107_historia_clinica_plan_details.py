"""What tells the ways of doing one thing apart, and the diagnosis that an item of a plan answers."""

from migrations.sql import run

revision = "0107"
down_revision = "0106"


def upgrade():
    # What was answered keeps them: the guard of the items freezes every column but those of their state.
    run("""
        ALTER TABLE historia_clinica.plan_items
            -- How long it is expected to last, in words: «10–15 años».
            ADD COLUMN lasts text CONSTRAINT plan_items_lasts CHECK (length(lasts) BETWEEN 1 AND 40),
            -- How much of the sound tooth is worn down for it.
            ADD COLUMN wear text CONSTRAINT plan_items_wear CHECK (wear IN ('NONE', 'LESS', 'MORE')),
            ADD COLUMN cie10_code text CONSTRAINT plan_items_cie10 CHECK (cie10_code ~ '^[A-Z][0-9]{2}([.][0-9A-Z]{1,2})?$');
        """)


def downgrade():
    run("""
        ALTER TABLE historia_clinica.plan_items DROP COLUMN lasts, DROP COLUMN wear, DROP COLUMN cie10_code;
        """)
