"""Cheques of money on account bounce as those of payments do; a payment has a note."""

from migrations.sql import run

revision = "0092"
down_revision = "0091"

MOVEMENTS = """
ALTER TABLE facturacion.payments ADD COLUMN note text CONSTRAINT payments_note CHECK (length(note) BETWEEN 1 AND 300);

ALTER TABLE facturacion.account_movements
    -- Who gave a cheque, and what it says.
    ADD COLUMN patient_name text,
    ADD COLUMN bank         text,
    ADD COLUMN due_on       date,
    ADD COLUMN cheque_id    bigint,
    DROP CONSTRAINT account_movements_kind,
    DROP CONSTRAINT account_movements_method,
    -- BOUNCED: a cheque that was deposited came back from the bank.
    ADD CONSTRAINT account_movements_kind CHECK (
        kind IN ('DEPOSIT', 'APPLIED', 'RELEASED', 'REFUND', 'RETURNED', 'BOUNCED')),
    ADD CONSTRAINT account_movements_method CHECK (
        (method IS NOT NULL) = (kind IN ('DEPOSIT', 'REFUND', 'RETURNED', 'BOUNCED'))
        AND method IN ('CASH', 'CARD_CREDIT', 'CARD_DEBIT', 'TRANSFER', 'CHECK', 'OTHER')),
    ADD CONSTRAINT account_movements_bank CHECK (bank IS NULL OR method IN ('TRANSFER', 'CHECK')),
    ADD CONSTRAINT account_movements_post_dated CHECK (
        due_on IS NULL OR kind = 'DEPOSIT' AND method = 'CHECK' AND (due_on >= day OR cheque_id IS NOT NULL)),
    -- What a bounced cheque took back, and what it paid again where that was a mistake.
    ADD CONSTRAINT account_movements_of_cheque CHECK (
        kind <> 'BOUNCED' AND (cheque_id IS NULL OR kind IN ('RELEASED', 'DEPOSIT', 'APPLIED'))
        OR kind = 'BOUNCED' AND cheque_id IS NOT NULL AND method = 'CHECK');
CREATE UNIQUE INDEX account_movements_bounced_once ON facturacion.account_movements (cheque_id) WHERE kind = 'BOUNCED';
CREATE INDEX account_movements_of_cheque ON facturacion.account_movements (cheque_id, id) WHERE cheque_id IS NOT NULL;
"""
CHEQUES = """
ALTER TABLE facturacion.cheques DISABLE TRIGGER USER;
ALTER TABLE facturacion.cheques
    ADD COLUMN id          bigint GENERATED ALWAYS AS IDENTITY,
    ADD COLUMN movement_id bigint CONSTRAINT cheques_movement REFERENCES facturacion.account_movements
                                  CONSTRAINT cheques_movement_once UNIQUE,
    DROP CONSTRAINT cheques_pkey,
    DROP CONSTRAINT cheques_replaced_by,
    ADD CONSTRAINT cheques_pkey PRIMARY KEY (id),
    ADD CONSTRAINT cheques_payment_once UNIQUE (payment_id),
    ALTER COLUMN payment_id DROP NOT NULL,
    ADD CONSTRAINT cheques_whose CHECK (num_nonnulls(payment_id, movement_id) = 1);
UPDATE facturacion.cheques c SET replaced_by = again.id FROM facturacion.cheques again WHERE again.payment_id = c.replaced_by;
ALTER TABLE facturacion.cheques
    ADD CONSTRAINT cheques_replaced_by FOREIGN KEY (replaced_by) REFERENCES facturacion.cheques;
ALTER TABLE facturacion.account_movements
    ADD CONSTRAINT account_movements_cheque FOREIGN KEY (cheque_id) REFERENCES facturacion.cheques;
DROP INDEX facturacion.cheques_by_status, facturacion.cheques_by_day;
CREATE INDEX cheques_by_status ON facturacion.cheques (status, due_on, id);
CREATE INDEX cheques_by_day ON facturacion.cheques (due_on, id);

ALTER TABLE facturacion.account_movements DISABLE TRIGGER account_movements_frozen;
UPDATE facturacion.account_movements m SET patient_name = p.first_name || ' ' || p.last_name
  FROM historia_clinica.patients p
 WHERE p.id = m.patient_id AND m.kind = 'DEPOSIT' AND m.method = 'CHECK';
ALTER TABLE facturacion.account_movements ENABLE TRIGGER account_movements_frozen;
-- Whose day is more than a month past went to the bank before they were in the list, as 0076 took it of payments.
INSERT INTO facturacion.cheques (movement_id, due_on, status, deposited_on, deposited_by_id, deposited_by_name)
SELECT id, day, CASE WHEN old THEN 'DEPOSITED' ELSE 'HELD' END, CASE WHEN old THEN day END, CASE WHEN old THEN '0' END,
       CASE WHEN old THEN 'Antes de llevar la lista' END
  FROM (SELECT id, day, day < current_date - 31 AS old FROM facturacion.account_movements
         WHERE kind = 'DEPOSIT' AND method = 'CHECK') AS known;
ALTER TABLE facturacion.cheques ENABLE TRIGGER USER;
"""
TRIGGERS = """
CREATE FUNCTION facturacion.keep_deposited_cheque() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO facturacion.cheques (movement_id, due_on) VALUES (NEW.id, coalesce(NEW.due_on, NEW.day));
    RETURN NULL;
END $$;
CREATE TRIGGER account_movements_keep_cheque AFTER INSERT ON facturacion.account_movements
    FOR EACH ROW WHEN (NEW.kind = 'DEPOSIT' AND NEW.method = 'CHECK')
    EXECUTE FUNCTION facturacion.keep_deposited_cheque();

-- A cheque takes back what it brought: no more, no less, and from whom it came.
CREATE FUNCTION facturacion.guard_bounce() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM facturacion.cheques c JOIN facturacion.account_movements m ON m.id = c.movement_id
                    WHERE c.id = NEW.cheque_id AND m.amount = NEW.amount
                      AND facturacion.person(m.patient_id) = facturacion.person(NEW.patient_id)) THEN
        PERFORM facturacion.refuse('account_movements_bounce', 'a bounced cheque takes back what it brought');
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER account_movements_bounce BEFORE INSERT ON facturacion.account_movements
    FOR EACH ROW WHEN (NEW.kind = 'BOUNCED') EXECUTE FUNCTION facturacion.guard_bounce();

-- Looked at when the transaction ends: what bounced pays nothing, and what is held or deposited does.
CREATE OR REPLACE FUNCTION facturacion.check_cheque() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    wanted bigint;
BEGIN
    IF TG_TABLE_NAME = 'cheques' THEN
        wanted := NEW.id;
    ELSE
        wanted := NEW.cheque_id;
    END IF;
    IF EXISTS (SELECT FROM facturacion.cheques c LEFT JOIN facturacion.payments p ON p.id = c.payment_id
                WHERE c.id = wanted
                  AND (c.status IN ('HELD', 'DEPOSITED'))
                      <> CASE WHEN c.movement_id IS NULL THEN p.voided_at IS NULL
                              ELSE NOT EXISTS (SELECT FROM facturacion.account_movements m
                                                WHERE m.cheque_id = c.id AND m.kind = 'BOUNCED') END) THEN
        PERFORM facturacion.refuse('cheques_pay', 'a cheque is good exactly while its payment is in force');
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER account_movements_cheque_pays AFTER INSERT ON facturacion.account_movements
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.kind = 'BOUNCED') EXECUTE FUNCTION facturacion.check_cheque();
"""
# What the version before does not know of becomes what it does: a bounced deposit was given back.
BACK = """
DROP TRIGGER account_movements_cheque_pays ON facturacion.account_movements;
DROP TRIGGER account_movements_bounce ON facturacion.account_movements;
DROP TRIGGER account_movements_keep_cheque ON facturacion.account_movements;
DROP FUNCTION facturacion.keep_deposited_cheque, facturacion.guard_bounce;
ALTER TABLE facturacion.account_movements DISABLE TRIGGER account_movements_frozen;
ALTER TABLE facturacion.account_movements
    DROP CONSTRAINT account_movements_of_cheque, DROP COLUMN cheque_id, DROP COLUMN due_on, DROP COLUMN bank,
    DROP COLUMN patient_name, DROP CONSTRAINT account_movements_kind, DROP CONSTRAINT account_movements_method;
UPDATE facturacion.account_movements SET kind = 'REFUND' WHERE kind = 'BOUNCED';
ALTER TABLE facturacion.account_movements
    ADD CONSTRAINT account_movements_kind CHECK (kind IN ('DEPOSIT', 'APPLIED', 'RELEASED', 'REFUND', 'RETURNED')),
    ADD CONSTRAINT account_movements_method CHECK (
        (method IS NOT NULL) = (kind IN ('DEPOSIT', 'REFUND', 'RETURNED'))
        AND method IN ('CASH', 'CARD_CREDIT', 'CARD_DEBIT', 'TRANSFER', 'CHECK', 'OTHER'));
ALTER TABLE facturacion.account_movements ENABLE TRIGGER account_movements_frozen;

ALTER TABLE facturacion.cheques DISABLE TRIGGER USER;
ALTER TABLE facturacion.cheques DROP CONSTRAINT cheques_replaced_by;
DELETE FROM facturacion.cheques WHERE movement_id IS NOT NULL;
UPDATE facturacion.cheques c SET replaced_by = again.payment_id
  FROM facturacion.cheques again WHERE again.id = c.replaced_by;
ALTER TABLE facturacion.cheques
    DROP CONSTRAINT cheques_whose, DROP CONSTRAINT cheques_pkey, DROP CONSTRAINT cheques_payment_once,
    DROP COLUMN movement_id, DROP COLUMN id,
    ADD CONSTRAINT cheques_pkey PRIMARY KEY (payment_id),
    ADD CONSTRAINT cheques_replaced_by FOREIGN KEY (replaced_by) REFERENCES facturacion.payments;
ALTER TABLE facturacion.cheques ENABLE TRIGGER USER;
CREATE INDEX cheques_by_status ON facturacion.cheques (status, due_on, payment_id);
CREATE INDEX cheques_by_day ON facturacion.cheques (due_on, payment_id);
CREATE OR REPLACE FUNCTION facturacion.check_cheque() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM facturacion.cheques c JOIN facturacion.payments p ON p.id = c.payment_id
                WHERE c.payment_id = NEW.payment_id
                  AND (c.status IN ('HELD', 'DEPOSITED')) <> (p.voided_at IS NULL)) THEN
        PERFORM facturacion.refuse('cheques_pay', 'a cheque is good exactly while its payment is in force');
    END IF;
    RETURN NULL;
END $$;
ALTER TABLE facturacion.payments DROP COLUMN note;
"""


def upgrade():
    run(MOVEMENTS)
    run(CHEQUES)
    run(TRIGGERS)


def downgrade():
    run(BACK)
