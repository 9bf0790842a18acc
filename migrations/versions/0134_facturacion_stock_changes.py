"""What left the stock without a visit (thrown away, miscounted, sent back to its supplier), as inventario tells it."""

from migrations.sql import run

revision = "0134"
down_revision = "0133"

CHANGES = """
CREATE TABLE facturacion.stock_changes (
    -- The movement of inventario: whatever is told of it twice is here once.
    id            bigint        CONSTRAINT stock_changes_pkey PRIMARY KEY,
    kind          text          NOT NULL CONSTRAINT stock_changes_kind CHECK (kind IN ('WRITE_OFF', 'ADJUSTMENT', 'RETURN')),
    -- Why it was written off; a difference of a count and a return have no cause.
    cause         text          CONSTRAINT stock_changes_cause CHECK (cause IN ('EXPIRED', 'DAMAGED', 'LOST', 'OTHER')),
    day           date          NOT NULL,
    product_id    bigint        NOT NULL,
    product_name  text          NOT NULL,
    unit          text          NOT NULL,
    lot_number    text          NOT NULL,
    -- As the ledger of inventario has it: what left is below zero. The cost of what left is above.
    quantity      numeric(14,3) NOT NULL,
    unit_cost     numeric(14,4) NOT NULL,
    cost          numeric(12,2) NOT NULL,
    reason        text,
    undone_at     timestamptz,
    undone_reason text,
    CONSTRAINT stock_changes_cause_of CHECK ((kind = 'WRITE_OFF') = (cause IS NOT NULL)),
    CONSTRAINT stock_changes_sign CHECK (CASE WHEN kind = 'ADJUSTMENT' THEN quantity * cost <= 0
                                              ELSE quantity < 0 AND cost >= 0 END),
    CONSTRAINT stock_changes_undone CHECK ((undone_at IS NULL) = (undone_reason IS NULL))
);
CREATE INDEX stock_changes_by_day ON facturacion.stock_changes (day, id) WHERE undone_at IS NULL;
REVOKE ALL ON facturacion.stock_changes FROM omni_facturacion;
GRANT SELECT, INSERT, UPDATE (undone_at, undone_reason) ON facturacion.stock_changes TO omni_facturacion;

CREATE TRIGGER stock_changes_not_emptied BEFORE TRUNCATE ON facturacion.stock_changes
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('stock_changes_kept');
CREATE TRIGGER stock_changes_kept BEFORE DELETE ON facturacion.stock_changes
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('stock_changes_kept');
"""


def upgrade():
    run(CHANGES)


def downgrade():
    run("DROP TABLE facturacion.stock_changes")
