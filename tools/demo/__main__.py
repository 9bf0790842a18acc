"""`./clinica demo`: load the clinic, once."""

import argparse
import sys
import time

from tools import settings as settings_module
from tools.demo import (
    chairside,
    commissions,
    consents,
    documents,
    einvoices,
    history,
    invariants,
    journal,
    masters,
    mouths,
    notes,
    online,
    orthodontics,
    packages,
    patients,
    people,
    treatment_plans,
)
from tools.demo import plan as planning
from tools.demo import outages, quotes, reminders, series, today, waitlist
from tools.demo.session import open_suite
from tools.messages import Problem, step

FOREIGN = "SELECT count(*) FROM historia_clinica.patients"


def main():
    """The command's exit code."""
    try:
        return run(arguments(), open_suite(settings_module.load()))
    except Problem as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nInterrumpido. Repita ./clinica demo para terminar de cargar.", file=sys.stderr)
        return 130


def arguments():
    parser = argparse.ArgumentParser(
        prog="./clinica demo", description="Llena la clínica con datos de ejemplo."
    )
    parser.add_argument(
        "--seed", type=int, default=planning.SEED, metavar="N", help="otra clínica de ejemplo"
    )
    parser.add_argument(
        "--force", action="store_true", help="también donde ya hay pacientes (lo cargado no se puede borrar)"
    )
    return parser.parse_args()


def run(chosen, suite):
    """Load whatever is missing, prove that it holds together, say who may enter."""
    started = time.monotonic()
    marks = journal.find(suite)
    if journal.DONE in marks:
        print("Los datos de ejemplo ya están cargados; no se agregó nada.")
    else:
        load(suite, chosen, marks)
    with step("Comprobación de los datos"):
        rules = invariants.check(suite)
    print(f"\nDatos de ejemplo listos: {rules} reglas comprobadas ({time.monotonic() - started:.1f} s).")
    introduce(suite)
    return 0


def load(suite, chosen, marks):
    """A run that was interrupted is taken up with the seed and the day with which it began."""
    seed, now = marks.get(journal.PAST) or (chosen.seed, suite.now())
    if not marks and not chosen.force:
        must_be_empty(suite)
    with step("Plan de la clínica"):
        plan = planning.make(seed, now.astimezone(suite.zone))
    known = masters.load(suite, plan)
    if journal.PAST not in marks:
        history.load(suite, plan, known)
    with step("Antecedentes médicos"):
        patients.background(suite, known, plan)
    with step("Gastos de los tres últimos meses"):
        masters.expenses(suite, known, plan)
        masters.recurring(suite, known, plan)
    with step("Presupuestos"):
        quotes.load(suite, plan, known)
    today.load(suite, plan, known)
    with step("Fotos, radiografías y resultados"):
        documents.load(suite, known)
    with step("Consentimientos"):
        consents.load(suite, known)
    with step("Plantillas y frases de las notas"):
        notes.load(suite, known)
    with step("Odontogramas, encías y salud bucal"):
        mouths.load(suite, known)
    with step("Ortodoncia: controles y fotos"):
        orthodontics.load(suite, known)
    with step("Plan de tratamiento"):
        treatment_plans.load(suite, known)
    with step("Esterilización y materiales usados"):
        chairside.load(suite, known)
    with step("Lista de espera"):
        waitlist.load(suite, known)
    with step("Avisos a pacientes"):
        reminders.load(suite)
    with step("Reservas en línea"):
        online.load(suite)
    with step("Citas que se repiten"):
        series.load(suite, known)
    with step("Modo apagón"):
        outages.load(suite)
    with step("Paquete vendido hoy y liquidaciones de comisiones"):
        packages.sell_today(suite, plan, known)
        commissions.settle(suite, plan, known)
    einvoices.load(suite, plan, known)
    masters.flag_aesthetic(suite, known)
    with suite.connection.cursor() as cursor:
        journal.mark(cursor, journal.DONE, plan)


def must_be_empty(suite):
    """Nothing clinical is ever deleted, so examples do not belong among the patients of a real clinic."""
    ((patients,),) = suite.rows(FOREIGN)
    begun = suite.rows("SELECT 1 FROM auth.users WHERE email = %(email)s", email=people.USERS[0].email)
    if patients and not begun:
        raise Problem(
            f"Esta clínica ya tiene pacientes ({patients}), y los datos de ejemplo no se pueden borrar después.\n"
            "Si de todos modos los quiere aquí: ./clinica demo --force"
        )


def introduce(suite):
    """Who may enter, and how."""
    print(f"\n  {suite.settings.address}   contraseña de todos: {people.PASSWORD}\n")
    for user in people.USERS:
        print(f"  {user.email:<46} {user.full_name:<34} {user.specialty or ''}".rstrip())


if __name__ == "__main__":
    sys.exit(main())
