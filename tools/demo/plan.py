"""The whole clinic, decided beforehand. Pure: the same seed and moment make the same plan."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random

from tools.demo import billing, packages, people, stock, visits, writing
from tools.demo.stock import Stock

SEED = 1
PATIENTS = 200
# Of today's visits that are over, these many stay to be charged.
LEFT_AS_DRAFTS = 2


@dataclass(frozen=True)
class Plan:
    """What is to be loaded."""

    seed: int
    now: datetime
    patients: list = field(repr=False)
    history: list = field(repr=False)
    today: list = field(repr=False)
    future: list = field(repr=False)
    stock: Stock = field(repr=False)
    invoices: list = field(repr=False)
    expenses: list = field(repr=False)
    notes: list = field(repr=False)

    @property
    def day(self):
        return self.now.date()


def dice(seed, part):
    """Each part has dice of its own, so that none upsets another."""
    return Random(f"{seed}:{part}")


def make(seed, now):
    """`now` is the moment on the clinic's clock."""
    from faker import Faker

    faker = Faker("es_CO")
    faker.seed_instance(f"{seed}:names")
    today = now.date()
    first = today - timedelta(days=visits.HISTORY_DAYS)
    patients = people.patients(dice(seed, "patients"), faker, today, PATIENTS)
    agenda = visits.Agenda(dice(seed, "agenda"), patients, now.tzinfo)
    history = visits.history(agenda, today)
    busy = agenda.today(now)
    sold = packages.sales(history, today)
    prepaid = {key for sale in sold for key in sale.visits}
    charged = [visit for visit in history if visit.key not in prepaid]
    desk = dice(seed, "packages")
    return Plan(
        seed=seed,
        now=now,
        patients=patients,
        history=history,
        today=busy,
        future=visits.future(agenda, today),
        stock=stock.simulate(dice(seed, "stock"), history, first, today, now.tzinfo),
        invoices=billing.in_order(
            [
                *billing.invoices(dice(seed, "billing"), charged, today),
                *(packages.invoice(desk, sale) for sale in sold),
            ]
        ),
        expenses=billing.expenses(dice(seed, "expenses"), first, today),
        notes=writing.notes(dice(seed, "notes"), history),
    )
