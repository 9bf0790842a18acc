"""What a package's sessions are worth, which are used first, and which go back. Pure."""

from datetime import date
from decimal import Decimal

from common.problems import Conflict, Invalid
from facturacion.money import cents, spread

# As many letters as a line of an invoice holds.
LONGEST = 300


def parts_of(amount, items):
    """What of `amount` is for each of a package's items, by what their sessions cost apart; to the cent."""
    weights = [item["sessions"] * item["list_price"] for item in items]
    if not any(weights):
        weights = [Decimal(item["sessions"]) for item in items]
    return spread(amount, weights)


def free_sessions(item):
    """The numbers of the sessions that are left of an item, the first first."""
    used = set(item["used"])
    return [number for number in range(1, item["sessions"] + 1) if number not in used]


def in_order_of_use(packages, patient_id):
    """The patient's own before those shared with them; what expires first before what does not."""

    def order(one):
        return one["patient_id"] != patient_id, one["expires_on"] or date.max, one["id"]

    return sorted(packages, key=order)


def taken(packages, patient_id, units):
    """Which sessions of which packages cover `units`: [(package, numbers)], as many as there are."""
    chosen = []
    for package in in_order_of_use(packages, patient_id):
        numbers = free_sessions(package)[:units]
        if numbers:
            chosen.append((package, numbers))
            units -= len(numbers)
        if not units:
            break
    return chosen


def covered_line(line, package, numbers):
    """The line of what a package paid before: it costs nothing and says which sessions it was."""
    word = "sesión" if len(numbers) == 1 else "sesiones"
    said = f" · {package['name']} ({word} {', '.join(map(str, numbers))} de {package['sessions']})"
    return line | {
        "description": line["description"][: LONGEST - len(said)] + said,
        "quantity": Decimal(len(numbers)),
        "unit_price": Decimal("0.00"),
    }


def refunded(items, wanted):
    """The sessions that go back, as [(item, number)]: all that are left, or as many as `wanted` ({item_id: sessions}).

    The last ones go first: what was given keeps its numbers.
    """
    by_id = {item["id"]: item for item in items}
    if wanted is None:
        wanted = {item["id"]: len(free_sessions(item)) for item in items}
    pieces = []
    for place, (id, sessions) in enumerate(wanted.items()):
        if id not in by_id:
            raise Invalid.field(f"items.{place}.item_id", "Ese tratamiento no es de este paquete.")
        free = free_sessions(by_id[id])
        if sessions > len(free):
            raise Invalid.field(f"items.{place}.sessions", f"Quedan {len(free)} sesiones por usar.")
        pieces += [(by_id[id], number) for number in free[len(free) - sessions :]]
    if not pieces:
        raise Conflict("De este paquete no queda ninguna sesión por devolver.")
    return pieces


def left_of(items):
    """The sessions that nobody used, as [(item, number)]. Raises Conflict where there is none."""
    pieces = [(item, number) for item in items for number in free_sessions(item)]
    if not pieces:
        raise Conflict("De este paquete no queda ninguna sesión.")
    return pieces


def value_of(item, number):
    """What one session was sold for, as the database works it out too."""
    amount, sessions = item["amount"], item["sessions"]
    return cents(amount * number / sessions) - cents(amount * (number - 1) / sessions)


def must_be_open(package):
    if package["voided_at"] is not None:
        raise Conflict("La factura de ese paquete se anuló.")


def must_be_later(package, expires_on, today):
    """Raise for a package that never expires, or a day by which it would have expired already."""
    if package["expires_on"] is None:
        raise Conflict("Ese paquete no vence.")
    if expires_on <= max(package["expires_on"], today):
        raise Invalid.field("expires_on", "Debe ser posterior a hoy y a la fecha en que vence.")
