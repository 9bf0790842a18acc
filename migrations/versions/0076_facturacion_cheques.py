"""Cheques: held until their day, deposited, and bounced, which takes the payment back."""

from migrations.sql import run

revision = "0076"
down_revision = "0075"

TABLES = """
CREATE TABLE facturacion.cheques (
    payment_id        bigint      NOT NULL CONSTRAINT cheques_pkey PRIMARY KEY
                                  CONSTRAINT cheques_payment REFERENCES facturacion.payments,
    due_on            date        NOT NULL,
    status            text        NOT NULL DEFAULT 'HELD'
                                  CONSTRAINT cheques_status CHECK (status IN ('HELD', 'DEPOSITED', 'BOUNCED', 'VOIDED')),
    deposited_on      date,
    deposited_by_id   text,
    deposited_by_name text,
    bounced_on        date,
    bounced_by_id     text,
    bounced_by_name   text,
    bounce_reason     text,
    -- The payment that a cheque came back as, after it was said to have bounced and had not.
    replaced_by       bigint      CONSTRAINT cheques_replaced_by REFERENCES facturacion.payments,
    version           integer     NOT NULL DEFAULT 1,
    created_at        timestamptz NOT NULL DEFAULT now(),
    updated_at        timestamptz NOT NULL DEFAULT now(),
    CONSTRAINT cheques_deposited CHECK (
        num_nulls(deposited_on, deposited_by_id, deposited_by_name) IN (0, 3)
        AND (status <> 'DEPOSITED' OR deposited_on IS NOT NULL) AND (status <> 'HELD' OR deposited_on IS NULL)),
    CONSTRAINT cheques_from_their_day CHECK (deposited_on >= due_on),
    CONSTRAINT cheques_bounced CHECK (
        num_nulls(bounced_on, bounced_by_id, bounced_by_name, bounce_reason) IN (0, 4)
        AND (status <> 'BOUNCED' OR bounced_on IS NOT NULL)),
    CONSTRAINT cheques_replaced CHECK (replaced_by IS NULL OR status = 'VOIDED' AND bounced_on IS NOT NULL)
);
INSERT INTO facturacion.cheques (payment_id, due_on, status)
     SELECT id, coalesce(due_on, received_on), CASE WHEN voided_at IS NULL THEN 'HELD' ELSE 'VOIDED' END
       FROM facturacion.payments WHERE method = 'CHECK';
-- Whose day is more than a month past went to the bank before there was a list of them.
UPDATE facturacion.cheques
   SET status = 'DEPOSITED', deposited_on = due_on, deposited_by_id = '0', deposited_by_name = 'Antes de llevar la lista'
 WHERE status = 'HELD' AND due_on < current_date - 31;
-- What waits is read by its day; all of them too.
CREATE INDEX cheques_by_status ON facturacion.cheques (status, due_on, payment_id);
CREATE INDEX cheques_by_day ON facturacion.cheques (due_on, payment_id);
-- What a note gives back is written before the note, and names it: looked at when the transaction ends.
ALTER TABLE facturacion.account_movements ALTER CONSTRAINT account_movements_note DEFERRABLE INITIALLY DEFERRED;
CREATE TRIGGER cheques_version BEFORE UPDATE ON facturacion.cheques
    FOR EACH ROW EXECUTE FUNCTION public.bump_version();
CREATE TRIGGER cheques_not_emptied BEFORE TRUNCATE ON facturacion.cheques
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('cheques_not_emptied');
"""
TRIGGERS = """
-- Each cheque that pays has its row; one whose payment is voided is worth nothing.
CREATE FUNCTION facturacion.keep_cheque() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO facturacion.cheques (payment_id, due_on) VALUES (NEW.id, coalesce(NEW.due_on, NEW.received_on));
    ELSE
        UPDATE facturacion.cheques SET status = 'VOIDED' WHERE payment_id = NEW.id AND status <> 'BOUNCED';
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER payments_cheque AFTER INSERT ON facturacion.payments
    FOR EACH ROW WHEN (NEW.method = 'CHECK') EXECUTE FUNCTION facturacion.keep_cheque();
CREATE TRIGGER payments_cheque_voided AFTER UPDATE ON facturacion.payments
    FOR EACH ROW WHEN (NEW.method = 'CHECK' AND OLD.voided_at IS NULL AND NEW.voided_at IS NOT NULL)
    EXECUTE FUNCTION facturacion.keep_cheque();

-- Looked at when the transaction ends: what bounced pays nothing, and what is held or deposited does.
CREATE FUNCTION facturacion.check_cheque() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM facturacion.cheques c JOIN facturacion.payments p ON p.id = c.payment_id
                WHERE c.payment_id = NEW.payment_id
                  AND (c.status IN ('HELD', 'DEPOSITED')) <> (p.voided_at IS NULL)) THEN
        PERFORM facturacion.refuse('cheques_pay', 'a cheque is good exactly while its payment is in force');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER cheques_pay AFTER INSERT OR UPDATE ON facturacion.cheques
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION facturacion.check_cheque();
"""
BACK = """
DROP TRIGGER payments_cheque ON facturacion.payments;
DROP TRIGGER payments_cheque_voided ON facturacion.payments;
DROP TABLE facturacion.cheques;
ALTER TABLE facturacion.account_movements ALTER CONSTRAINT account_movements_note NOT DEFERRABLE;
DROP FUNCTION facturacion.keep_cheque, facturacion.check_cheque;
"""


def upgrade():
    run(TABLES)
    run(TRIGGERS)


def downgrade():
    run(BACK)
