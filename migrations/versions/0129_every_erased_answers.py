"""Answers that are kept for a day, for whoever sends a request again, go with the person whom they name."""

from migrations.sql import run

revision = "0129"
down_revision = "0128"

# What follows in each function, and how the services write a patient's number into an answer.
PLACES = {
    "citas.remember_erased": ("    INSERT INTO erased_patients", ""),
    "facturacion.remember_erased": ("    INSERT INTO erased_patients", ""),
    "inventario.remember_erased": ("    INSERT INTO erased_patients", ""),
    "historia_clinica.erase": ("    DELETE FROM outbox o", '|^{"id":(%1$s),"document_type"'),
}
ANSWERS = """    DELETE FROM idempotency_keys
     WHERE body ~ format('"patient_id":(%1$s)[,}]|"patient":{"id":(%1$s)[,}]{more}', array_to_string(ids, '|'));
"""
CHANGED = """
DO $do$
DECLARE
    was text := pg_get_functiondef('{function}'::regproc);
    now text := replace(was, $t${before}$t$, $t${answers}{before}$t$);
BEGIN
    IF was = now THEN
        RAISE EXCEPTION '{function} is not as it was';
    END IF;
    EXECUTE now;
END $do$;
"""


def upgrade():
    for function, (before, more) in PLACES.items():
        answers = ANSWERS.replace("{more}", more).replace("{", r"\{").replace("}", r"\}")
        run(CHANGED.format(function=function, before=before, answers=answers))


def downgrade():
    for function, (_, more) in PLACES.items():
        answers = ANSWERS.replace("{more}", more).replace("{", r"\{").replace("}", r"\}")
        run(
            "DO $do$ BEGIN EXECUTE replace("
            f"pg_get_functiondef('{function}'::regproc), $t${answers}$t$, ''); END $do$;"
        )
