"""Why an invoice is made out to the final consumer."""

from migrations.sql import run

revision = "0048"
down_revision = "0047"

REASON = """
ALTER TABLE facturacion.invoices
    ADD COLUMN buyer_reason text,
    ADD CONSTRAINT invoices_buyer_reason CHECK (buyer_reason IS NULL OR buyer_id_type = '07');

-- Asked of what is issued from now on; what was issued before said none.
CREATE FUNCTION facturacion.check_final_consumer_reason() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM facturacion.refuse('invoices_final_consumer_reason', 'the final consumer is chosen with a reason');
    RETURN NULL;
END $$;
CREATE TRIGGER invoices_final_consumer_reason BEFORE UPDATE ON facturacion.invoices
    FOR EACH ROW WHEN (OLD.status = 'DRAFT' AND NEW.status = 'ISSUED' AND NEW.buyer_id_type = '07' AND NEW.buyer_reason IS NULL)
    EXECUTE FUNCTION facturacion.check_final_consumer_reason();
"""
BACK = """
DROP TRIGGER invoices_final_consumer_reason ON facturacion.invoices;
DROP FUNCTION facturacion.check_final_consumer_reason;
ALTER TABLE facturacion.invoices DROP COLUMN buyer_reason;
"""


def upgrade():
    run(REASON)


def downgrade():
    run(BACK)
