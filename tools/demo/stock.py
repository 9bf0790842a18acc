"""Three months of stock: bought when it runs low, used by lot as the service uses it."""

import math
from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from decimal import ROUND_HALF_UP, Decimal

from inventario.stock import rules
from tools.demo.catalogue import PRODUCTS, TREATMENTS

RECIPES = [
    (treatment.code, sku, quantity) for treatment in TREATMENTS for sku, quantity in treatment.recipe.items()
]
# Of a product in short supply nothing comes in these last days; what expires soon came in the last week.
NOT_SUPPLIED_DAYS, RECENT_DAYS = 14, 7
EXPIRED_SINCE = timedelta(days=9)
# What a look at the shelves brought to light: days ago, product, kind, quantity, reason, and why it was written off.
STOCKTAKING = (
    (60, "BIO-VAS", "ADJUSTMENT", Decimal(-24), "Conteo físico: faltaban vasos", None),
    (32, "VEN-ENJ", "WRITE_OFF", Decimal(-2), "Envases rotos en la percha", "DAMAGED"),
    (31, "BIO-BAB", "ADJUSTMENT", Decimal(-15), "Conteo físico de fin de mes", None),
    (24, "ORT-BRK", "RETURN", Decimal(-1), "Llegó sin dos brackets", None),
    (17, "OPE-ADH", "WRITE_OFF", Decimal(-1), "Se cayó y se rompió el frasco", "DAMAGED"),
    (12, "VEN-ENJ", "WRITE_OFF", Decimal(-1), "No está en la percha ni en ventas", "LOST"),
    (5, "OPE-ION", "WRITE_OFF", Decimal(-1), "Revisión de vencimientos", "EXPIRED"),
    (3, "BIO-VAS", "ADJUSTMENT", Decimal(6), "Conteo físico: aparecieron en otro armario", None),
)


@dataclass
class Lot:
    """A lot, and what is left of it while time passes."""

    sku: str
    number: str
    expiry: object
    unit_cost: Decimal
    received_at: datetime
    quantity: Decimal = Decimal(0)

    def __getitem__(self, name):
        """The service's rule for what to take reads rows."""
        return getattr(self, name)


@dataclass(frozen=True)
class Movement:
    """One line of the ledger."""

    at: datetime
    lot: Lot
    kind: str
    quantity: Decimal
    visit: int | None = None
    reason: str | None = None
    cause: str | None = None


@dataclass
class Stock:
    """The ledger, the lots, the minimum of each product, and what each visit used and cost."""

    lots: list[Lot] = field(default_factory=list)
    movements: list[Movement] = field(default_factory=list)
    minimum: dict[str, Decimal] = field(default_factory=dict)
    costs: dict[int, Decimal] = field(default_factory=dict)
    # Which line of each visit used how much of which lot: (kind, code or sku, lot, quantity).
    used: dict[int, list[tuple]] = field(default_factory=dict)

    def move(self, at, lot, kind, quantity, **more):
        lot.quantity += quantity
        self.movements.append(Movement(at, lot, kind, quantity, **more))

    def of(self, sku, day, expired=False):
        """The lots of a product that are left and may be used that day; or that may not."""
        return [
            lot for lot in self.lots if lot.sku == sku and lot.quantity > 0 and _good(lot, day) is not expired
        ]

    def usable(self, sku, day):
        """The lots of a product, the first to expire first."""
        lots = self.of(sku, day)
        return sorted(lots, key=lambda lot: (lot.expiry is None, lot.expiry or day, lot.received_at))

    def at_hand(self, sku, day):
        return sum((lot.quantity for lot in self.usable(sku, day)), Decimal(0))


def _good(lot, day):
    return not rules.expired(lot.expiry, day)


def uses(visit):
    """What each line of a visit takes, by the service's own reckoning."""
    return rules.wanted(RECIPES, visit.treatments, visit.extras)


def needs(visit):
    """What a visit takes in all."""
    return rules.needs(uses(visit))


def simulate(random, visits, first, today, zone):
    """Live through the days from `first` to yesterday."""
    done = [visit for visit in visits if visit.status == "COMPLETED"]
    by_day, total = defaultdict(list), defaultdict(Decimal)
    for visit in sorted(done, key=lambda visit: (visit.end, visit.key)):
        by_day[visit.start.date()].append(visit)
        for sku, quantity in needs(visit).items():
            total[sku] += quantity
    stock = Stock()
    for product in PRODUCTS:
        weekly = total[product.sku] * 7 / max(1, (today - first).days)
        stock.minimum[product.sku] = Decimal(max(2, math.ceil(weekly)))
    for number in range((today - first).days):
        day = first + timedelta(days=number)
        demand = defaultdict(Decimal)
        for visit in by_day[day]:
            for sku, quantity in needs(visit).items():
                demand[sku] += quantity
        morning = datetime.combine(day, time(7, 40), zone)
        for product in PRODUCTS:
            supply(random, stock, product, demand[product.sku], morning, today)
        for visit in by_day[day]:
            consume(stock, visit)
        evening = datetime.combine(day, time(18, 30), zone)
        for ago, sku, kind, quantity, reason, cause in STOCKTAKING:
            lots = stock.of(sku, day, expired=cause == "EXPIRED") if ago == (today - day).days else []
            if lots:
                lot = max(lots, key=lambda lot: lot.quantity)
                stock.move(evening, lot, kind, max(quantity, -lot.quantity), reason=reason, cause=cause)
    evening = datetime.combine(today - timedelta(days=1), time(19, 0), zone)
    for product in PRODUCTS:
        if product.story == "low":
            left = stock.at_hand(product.sku, today)
            stock.minimum[product.sku] = Decimal(math.ceil(left * Decimal("1.3")) + 1)
        else:
            supply(random, stock, product, Decimal(0), evening, today)
    return stock


def supply(random, stock, product, demand, at, today):
    """Buy what the day needs beyond the minimum, as the product's story allows."""
    day, minimum = at.date(), stock.minimum[product.sku]
    left = (today - day).days
    if product.story == "soon" and left == RECENT_DAYS and at.hour < 12:
        buy(random, stock, product, at, product.pack, today + timedelta(days=random.randint(14, 38)))
    at_hand = stock.at_hand(product.sku, day)
    floor = demand if product.story == "low" and left <= NOT_SUPPLIED_DAYS else demand + minimum
    if at_hand > floor:
        return
    packs = math.ceil((demand + 2 * minimum - at_hand) / product.pack)
    if product.story == "low" and left <= NOT_SUPPLIED_DAYS:
        packs = math.ceil((demand - at_hand) / product.pack)
    expiry = None
    if product.shelf_days:
        expiry = day + timedelta(days=round(product.shelf_days * random.uniform(0.55, 0.95)))
    if product.story == "expired" and not any(lot.sku == product.sku for lot in stock.lots):
        expiry = today - EXPIRED_SINCE
    if packs > 0:
        buy(random, stock, product, at, packs * product.pack, expiry)


def buy(random, stock, product, at, quantity, expiry):
    drift = Decimal(str(round(random.uniform(0.97, 1.06), 3)))
    cost = (product.cost * drift).quantize(Decimal("0.0001"), ROUND_HALF_UP)
    bought = sum(lot.sku == product.sku for lot in stock.lots)
    lot = Lot(product.sku, f"{product.sku[-3:]}{at:%y%m%d}-{bought + 1}", expiry, cost, at)
    stock.lots.append(lot)
    stock.move(at, lot, "PURCHASE", Decimal(quantity))


def consume(stock, visit):
    """As the service does when an appointment is completed. Nothing is ever missing here."""
    cost, wanted, used = Decimal(0), uses(visit), []
    for sku, quantity in rules.needs(wanted).items():
        taken, missing = rules.take(stock.usable(sku, visit.end.date()), quantity)
        if missing:
            raise AssertionError(f"the plan left {missing} of {sku} to be bought for visit {visit.key}")
        for lot, part in taken:
            stock.move(visit.end, lot, "CONSUMPTION", -part, visit=visit.key)
            cost += part * lot.unit_cost
        used += rules.attribute(taken, [use for use in wanted if use[2] == sku])
    stock.used[visit.key] = used
    stock.costs[visit.key] = rules.money(cost)
