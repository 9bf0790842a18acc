"""Cash: tills, the sessions of those who take money, what moved in them, how they were counted and closed."""

from pathlib import Path

from migrations.sql import run

revision = "0031"
down_revision = "0030"

TRIGGERS = Path(__file__).with_name("0031_facturacion_cash_triggers.sql")

TABLES = """
CREATE TABLE facturacion.tills (
    id         bigint      GENERATED ALWAYS AS IDENTITY CONSTRAINT tills_pkey PRIMARY KEY,
    name       text        NOT NULL CONSTRAINT tills_name_length CHECK (length(name) BETWEEN 1 AND 40),
    active     boolean     NOT NULL DEFAULT true,
    version    integer     NOT NULL DEFAULT 1,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now()
);
CREATE UNIQUE INDEX tills_name ON facturacion.tills (public.plain(name));

-- One row: how the clinic wants its cash counted.
CREATE TABLE facturacion.cash_rules (
    id          smallint    NOT NULL DEFAULT 1
                CONSTRAINT cash_rules_pkey PRIMARY KEY CONSTRAINT cash_rules_are_one CHECK (id = 1),
    -- Whoever counts does not see what is expected until they have counted.
    blind_count boolean     NOT NULL DEFAULT false,
    version     integer     NOT NULL DEFAULT 1,
    updated_at  timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE facturacion.cash_sessions (
    id            bigint        GENERATED ALWAYS AS IDENTITY CONSTRAINT cash_sessions_pkey PRIMARY KEY,
    till_id       bigint        NOT NULL CONSTRAINT cash_sessions_till REFERENCES facturacion.tills,
    cashier_id    text          NOT NULL,
    cashier_name  text          NOT NULL,
    -- The clinic's day on which it was opened.
    day           date          NOT NULL,
    opening_float numeric(12,2) NOT NULL,
    opened_at     timestamptz   NOT NULL DEFAULT now(),
    closed_at     timestamptz,
    version       integer       NOT NULL DEFAULT 1,
    updated_at    timestamptz   NOT NULL DEFAULT now(),
    CONSTRAINT cash_sessions_float CHECK (opening_float >= 0)
);
CREATE UNIQUE INDEX cash_sessions_one_of_till ON facturacion.cash_sessions (till_id) WHERE closed_at IS NULL;
CREATE UNIQUE INDEX cash_sessions_one_of_cashier ON facturacion.cash_sessions (cashier_id) WHERE closed_at IS NULL;
CREATE INDEX cash_sessions_opened ON facturacion.cash_sessions (opened_at, id);
CREATE INDEX cash_sessions_day ON facturacion.cash_sessions (cashier_id, day);

CREATE TABLE facturacion.cash_movements (
    id            bigint        GENERATED ALWAYS AS IDENTITY CONSTRAINT cash_movements_pkey PRIMARY KEY,
    session_id    bigint        NOT NULL CONSTRAINT cash_movements_session REFERENCES facturacion.cash_sessions,
    kind          text          NOT NULL,
    method        text          NOT NULL,
    -- What came in; below zero, what went out.
    amount        numeric(12,2) NOT NULL,
    -- What it is of, as "payment:12"; null for what was only put in or taken out.
    source        text,
    concept       text          NOT NULL,
    moved_at      timestamptz   NOT NULL DEFAULT now(),
    moved_by_id   text          NOT NULL,
    moved_by_name text          NOT NULL,
    CONSTRAINT cash_movements_kind CHECK (kind IN ('FLOAT', 'PAYMENT', 'PAYMENT_VOIDED', 'REFUND', 'EXPENSE',
                                                   'EXPENSE_VOIDED', 'WITHDRAWAL', 'ADDITION')),
    CONSTRAINT cash_movements_method CHECK (
        method IN ('CASH', 'CARD_CREDIT', 'CARD_DEBIT', 'TRANSFER', 'CHECK', 'OTHER')),
    CONSTRAINT cash_movements_way CHECK (
        CASE WHEN kind IN ('PAYMENT', 'EXPENSE_VOIDED', 'ADDITION') THEN amount > 0
             WHEN kind = 'FLOAT' THEN amount >= 0
             ELSE amount < 0 END),
    CONSTRAINT cash_movements_notes_and_coins CHECK (
        method = 'CASH' OR kind IN ('PAYMENT', 'PAYMENT_VOIDED', 'REFUND'))
);
CREATE INDEX cash_movements_of_session ON facturacion.cash_movements (session_id, method) INCLUDE (amount, kind);
CREATE UNIQUE INDEX cash_movements_once ON facturacion.cash_movements (source, kind) WHERE source IS NOT NULL;
CREATE UNIQUE INDEX cash_movements_one_float ON facturacion.cash_movements (session_id) WHERE kind = 'FLOAT';

CREATE TABLE facturacion.cash_counts (
    id              bigint        GENERATED ALWAYS AS IDENTITY CONSTRAINT cash_counts_pkey PRIMARY KEY,
    session_id      bigint        NOT NULL CONSTRAINT cash_counts_session REFERENCES facturacion.cash_sessions,
    counted_at      timestamptz   NOT NULL DEFAULT now(),
    counted_by_id   text          NOT NULL,
    counted_by_name text          NOT NULL,
    blind           boolean       NOT NULL,
    -- [{denomination, pieces}], and [{method, expected, counted, payments}]
    pieces          jsonb         NOT NULL,
    methods         jsonb         NOT NULL,
    expected        numeric(12,2) NOT NULL,
    counted         numeric(12,2) NOT NULL,
    expected_cash   numeric(12,2) NOT NULL,
    counted_cash    numeric(12,2) NOT NULL,
    difference      numeric(12,2) NOT NULL GENERATED ALWAYS AS (counted - expected) STORED,
    -- Whether each method was counted as expected: a surplus in one does not make up for what another lacks.
    exact           boolean       NOT NULL,
    last_movement   bigint        NOT NULL
);
CREATE INDEX cash_counts_of_session ON facturacion.cash_counts (session_id, id);

CREATE TABLE facturacion.cash_closings (
    id               bigint        GENERATED ALWAYS AS IDENTITY CONSTRAINT cash_closings_pkey PRIMARY KEY,
    session_id       bigint        NOT NULL CONSTRAINT cash_closings_session REFERENCES facturacion.cash_sessions,
    count_id         bigint        NOT NULL CONSTRAINT cash_closings_count REFERENCES facturacion.cash_counts,
    number           text          NOT NULL CONSTRAINT cash_closings_number UNIQUE,
    reason           text,
    -- What of the counted cash stays in the till; the rest goes to the safe.
    left_in_till     numeric(12,2) NOT NULL,
    deposited        numeric(12,2) NOT NULL,
    pdf              bytea         NOT NULL,
    closed_at        timestamptz   NOT NULL DEFAULT now(),
    closed_by_id     text          NOT NULL,
    closed_by_name   text          NOT NULL,
    reopened_at      timestamptz,
    reopened_by_id   text,
    reopened_by_name text,
    reopen_reason    text,
    CONSTRAINT cash_closings_amounts CHECK (left_in_till >= 0 AND deposited >= 0),
    CONSTRAINT cash_closings_reopened_why CHECK (
        num_nonnulls(reopened_at, reopened_by_id, reopened_by_name, reopen_reason) IN (0, 4))
);
CREATE UNIQUE INDEX cash_closings_one ON facturacion.cash_closings (session_id) WHERE reopened_at IS NULL;
"""

SEED = """
INSERT INTO facturacion.tills (name) VALUES ('Caja 1');
INSERT INTO facturacion.cash_rules DEFAULT VALUES;
"""

# What a role may write is what the service writes, and no more.
GRANTS = """
REVOKE INSERT ON facturacion.cash_rules FROM omni_facturacion;
REVOKE UPDATE ON facturacion.cash_movements, facturacion.cash_counts, facturacion.cash_sessions,
    facturacion.cash_closings FROM omni_facturacion;
GRANT UPDATE (closed_at) ON facturacion.cash_sessions TO omni_facturacion;
GRANT UPDATE (reopened_at, reopened_by_id, reopened_by_name, reopen_reason)
    ON facturacion.cash_closings TO omni_facturacion;
"""

# Roles of an installation from before get what a new one gives them; whoever gains one enters again.
PERMISSIONS = """
WITH granted AS (
       SELECT id, permissions || ARRAY(
                  SELECT permission
                    FROM (VALUES ('cash:read', ARRAY['administrator', 'cashier', 'auditor']),
                                 ('cash:supervise', ARRAY['administrator'])) AS new (permission, codes)
                   WHERE code = ANY (codes) AND NOT permission = ANY (permissions)
                     AND ('payments:write' = ANY (permissions) OR 'invoices:read' = ANY (permissions))
              ) AS permissions
         FROM auth.roles),
     changed AS (
       UPDATE auth.roles r
          SET permissions = ARRAY(SELECT unnest(g.permissions) COLLATE "C" ORDER BY 1)
         FROM granted g
        WHERE g.id = r.id AND cardinality(g.permissions) > cardinality(r.permissions)
    RETURNING 'role:' || r.name AS subject)
INSERT INTO auth.revocations AS v (subject, void_before, expires_at)
     SELECT subject, clock_timestamp(), clock_timestamp() + interval '1 day' FROM changed
ON CONFLICT (subject) DO UPDATE SET void_before = excluded.void_before, expires_at = excluded.expires_at;
-- The till stands before the invoices for whoever takes money, and is where the cashier's day begins.
UPDATE auth.roles
   SET menu_config = jsonb_build_object(
           'home', CASE WHEN code = 'cashier' AND menu_config ->> 'home' = 'facturacion' THEN 'caja'
                        ELSE menu_config ->> 'home' END,
           'sections', replace((menu_config -> 'sections')::text, '"facturacion"', '"caja", "facturacion"')::jsonb)
 WHERE code IN ('administrator', 'reception', 'cashier')
   AND (menu_config -> 'sections')::text LIKE '%"facturacion"%'
   AND (menu_config -> 'sections')::text NOT LIKE '%"caja"%';
"""

# The version before refuses to show a permission or a section that it does not know.
PERMISSIONS_BACK = """
UPDATE auth.roles SET permissions = array_remove(array_remove(permissions, 'cash:read'), 'cash:supervise')
 WHERE permissions && ARRAY['cash:read', 'cash:supervise'];
UPDATE auth.api_clients SET permissions = array_remove(array_remove(permissions, 'cash:read'), 'cash:supervise')
 WHERE permissions && ARRAY['cash:read', 'cash:supervise'];
UPDATE auth.roles
   SET menu_config = replace(replace(replace(menu_config::text, '"caja", ', ''), ', "caja"', ''), '"caja"',
                             '"facturacion"')::jsonb
 WHERE menu_config::text LIKE '%"caja"%';
"""

TABLE_NAMES = "cash_closings cash_counts cash_movements cash_sessions cash_rules tills".split()
FUNCTIONS = (
    "guard_cash_movement guard_cash_session guard_cash_closing follow_cash_closing guard_cash_payment cash_must_land"
).split()


def upgrade():
    run(TABLES)
    run(TRIGGERS.read_text())
    run(SEED)
    run(GRANTS)
    run(PERMISSIONS)


def downgrade():
    run(PERMISSIONS_BACK)
    run(
        "DROP TRIGGER payments_cash ON facturacion.payments; DROP TRIGGER payments_cash_lands ON facturacion.payments;"
    )
    for table in TABLE_NAMES:
        run(f"DROP TABLE facturacion.{table}")
    for function in FUNCTIONS:
        run(f"DROP FUNCTION facturacion.{function}")
