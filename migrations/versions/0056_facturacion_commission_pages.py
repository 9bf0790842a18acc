"""The printed settlement as it was made, rules taken back before they earned, and the page of commissions in menus."""

from migrations.sql import run

revision = "0056"
down_revision = "0055"

TABLES = """
CREATE TABLE facturacion.commission_settlement_documents (
    settlement_id bigint NOT NULL CONSTRAINT commission_settlement_documents_pkey PRIMARY KEY
                  CONSTRAINT commission_settlement_documents_settlement REFERENCES facturacion.commission_settlements,
    pdf           bytea  NOT NULL
);
CREATE TRIGGER commission_settlement_documents_frozen BEFORE UPDATE OR DELETE ON facturacion.commission_settlement_documents
    FOR EACH ROW EXECUTE FUNCTION public.refuse_change('commission_settlements_frozen');
CREATE TRIGGER commission_settlement_documents_not_emptied BEFORE TRUNCATE ON facturacion.commission_settlement_documents
    FOR EACH STATEMENT EXECUTE FUNCTION public.refuse_change('commission_settlements_not_emptied');
REVOKE UPDATE ON facturacion.commission_settlement_documents FROM omni_facturacion;

-- A rule that nothing was earned under may be taken back; `commission_lines_rule` refuses the others.
GRANT DELETE ON facturacion.commission_rules TO omni_facturacion;
CREATE INDEX commission_lines_of_rule ON facturacion.commission_lines (rule_id);
CREATE INDEX commission_lines_of_treatment ON facturacion.commission_lines (treatment_id);
"""
BACK = """
DROP INDEX facturacion.commission_lines_of_rule, facturacion.commission_lines_of_treatment;
REVOKE DELETE ON facturacion.commission_rules FROM omni_facturacion;
DROP TABLE facturacion.commission_settlement_documents;
"""

# Only where the role's menu is the one it was given, and who holds the role may see the page.
MENUS = """
UPDATE auth.roles
   SET menu_config = jsonb_set(menu_config, '{sections}',
           replace((menu_config -> 'sections')::text, '"gastos"', '"gastos", "comisiones"')::jsonb)
 WHERE code IN ('administrator', 'auditor')
   AND (menu_config -> 'sections')::text LIKE '%"gastos"%'
   AND (menu_config -> 'sections')::text NOT LIKE '%"comisiones"%';
UPDATE auth.roles
   SET menu_config = jsonb_set(menu_config, '{sections}',
           replace((menu_config -> 'sections')::text, '"pacientes", "panel"', '"pacientes", "comisiones", "panel"')::jsonb)
 WHERE code = 'practitioner'
   AND (menu_config -> 'sections')::text NOT LIKE '%"comisiones"%';
"""
# The version before refuses to show a section that it does not know.
MENUS_BACK = """
UPDATE auth.roles
   SET menu_config = replace(replace(replace(menu_config::text, '"comisiones", ', ''), ', "comisiones"', ''),
                             '"comisiones"', '"panel"')::jsonb
 WHERE menu_config::text LIKE '%"comisiones"%';
"""


def upgrade():
    run(TABLES)
    run(MENUS)


def downgrade():
    run(MENUS_BACK)
    run(BACK)
