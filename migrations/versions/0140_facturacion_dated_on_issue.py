"""An issued invoice is dated on the day of its issue, so that the books of a month find it by the index of `dated_on`."""

from migrations.sql import run

revision = "0140"
down_revision = "0139"


def upgrade():
    run("""
        ALTER TABLE facturacion.invoices
          ADD CONSTRAINT invoices_dated_on_issue CHECK (issue_date IS NULL OR dated_on = issue_date)
        """)


def downgrade():
    run("ALTER TABLE facturacion.invoices DROP CONSTRAINT invoices_dated_on_issue")
