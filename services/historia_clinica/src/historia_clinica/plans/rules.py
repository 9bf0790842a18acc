"""What a plan comes to, what may be accepted of it, and what a signature vouches for. Pure: values in, values or Problems out."""

import hashlib
import json
from decimal import ROUND_HALF_UP, Decimal

from common.problems import Conflict, Invalid

FACES = ("V", "M", "D", "L", "O")
MOST_ITEMS = 200
CENT = Decimal("0.01")
ARCHES = {"UPPER": "Arcada superior", "LOWER": "Arcada inferior"}
WEAR = {"NONE": "ninguno", "LESS": "menor", "MORE": "mayor"}
# Clinical, so of those alone who read the record.
CLINICAL = ("remark", "finding", "cie10_code")


def in_order(faces):
    """Each face once, as they are drawn."""
    return [face for face in FACES if face in faces]


def place_of(item):
    """Where an item is done, in words: «26», «26 OM», «Cuadrante 2», «Boca»."""
    if item["tooth"]:
        return f"{item['tooth']} {''.join(item['faces'])}".strip()
    if item["quadrant"]:
        return f"Cuadrante {item['quadrant']}"
    return ARCHES.get(item["arch"], "Boca")


def compared(item):
    """What tells a way of doing something from another, in words: «dura 10–15 años · desgaste mayor»."""
    said = (item["lasts"] and f"dura {item['lasts']}", item["wear"] and f"desgaste {WEAR[item['wear']]}")
    return " · ".join(filter(None, said)) or None


def excluded(item, items):
    """Whether another way of doing the same thing was accepted."""
    return item["alternative_group"] is not None and any(
        other["alternative_group"] == item["alternative_group"]
        and other["alternative"] != item["alternative"]
        and other["acceptance_id"] is not None
        for other in items
    )


def counted(item):
    """Whether an item is part of what the plan comes to."""
    return item["status"] != "DECLINED" and not item["excluded"]


def totals(items):
    """What the plan comes to with each letter that could still be chosen; without a choice left, one total.

    A group that does not have a letter counts with its first one.
    """
    standing = [item for item in items if counted(item)]
    options = {}
    for item in standing:
        if item["alternative_group"] is not None:
            options.setdefault(item["alternative_group"], set()).add(item["alternative"])
    letters = sorted({letter for group in options.values() if len(group) > 1 for letter in group}) or [None]
    return [
        {
            "letter": letter,
            "total": sum_of(
                item["price"]
                for item in standing
                if item["alternative_group"] is None
                or item["alternative"] == chosen(options[item["alternative_group"]], letter)
            ),
        }
        for letter in letters
    ]


def chosen(letters, wished):
    return wished if wished in letters else min(letters)


def sum_of(prices):
    """To the cent, of none too: an amount is text where it is answered, and a bare 0 would be a number."""
    return sum(prices, Decimal("0.00"))


def done_part(item):
    """What of an item's price its done sessions are; the last one takes what is left to the cent."""
    part = item["price"] * item["sessions_done"] / item["sessions"]
    return part.quantize(CENT, ROUND_HALF_UP)


def must_be_open(plan):
    if plan["closed_at"] is not None:
        raise Conflict("El plan está cerrado. Ábralo para cambiarlo.")


def must_have_room(items):
    if len(items) >= MOST_ITEMS:
        raise Conflict(f"Un plan tiene hasta {MOST_ITEMS} ítems.")


def must_make_sense(item, phases):
    """Raise Invalid for a place, an alternative or a discount that an item cannot have."""
    if item["phase"] > len(phases):
        raise Invalid.field("phase", "El plan no tiene esa fase.")
    if item["tooth"] is not None and not is_tooth(item["tooth"]):
        raise Invalid.field("tooth", "Esa pieza no existe.")
    if sum(item[name] is not None for name in ("tooth", "quadrant", "arch")) > 1:
        raise Invalid.field("tooth", "Elija pieza, cuadrante o arcada: uno solo.")
    if item["faces"] and item["tooth"] is None:
        raise Invalid.field("faces", "Las caras son de una pieza.")
    if (item["alternative_group"] is None) != (item["alternative"] is None):
        missing = "alternative" if item["alternative"] is None else "alternative_group"
        raise Invalid.field(missing, "Una alternativa tiene para qué es y su letra.")
    if item["discount"] > item["unit_price"]:
        raise Invalid.field("discount", "La rebaja no puede ser mayor que el precio.")
    if item["discount"] and not item["discount_reason"]:
        raise Invalid.field("discount_reason", "Escriba el motivo de la rebaja.")


def is_tooth(number):
    quadrant, tooth = divmod(number, 10)
    return 1 <= quadrant <= 4 and 1 <= tooth <= 8 or 5 <= quadrant <= 8 and 1 <= tooth <= 5


def must_keep_phases(items, phases):
    """Raise Invalid where a phase that has items would go."""
    if any(item["phase"] > len(phases) for item in items):
        raise Invalid.field("phases", "La fase que se quita tiene ítems: muévalos antes.")


def must_be_left_to_do(item):
    if item["status"] == "DONE":
        raise Conflict("Ya se hicieron todas las sesiones de ese ítem.")
    if item["status"] != "ACCEPTED":
        raise Conflict("Ese ítem no está aceptado.")


def must_be(item, *statuses):
    if item["status"] not in statuses:
        raise Conflict("El ítem ya no está en ese estado. Vuelva a cargar el plan.")


def picked(items, ids, *statuses):
    """Those items of the plan, in its order, each in one of these statuses."""
    known = {item["id"]: item for item in items}
    for place, id in enumerate(ids):
        if id not in known:
            raise Invalid.field(f"items.{place}", "Ese ítem no es de este plan.")
        if known[id]["status"] not in statuses:
            raise Conflict(f"«{known[id]['name']}» ya tiene respuesta. Vuelva a cargar el plan.")
    return [item for item in items if item["id"] in set(ids)]


def must_be_one_way(picked, items):
    """Raise for two letters of one group, or for one of a group of which another was accepted."""
    letters = {}
    for item in picked:
        if item["excluded"]:
            raise Conflict(f"De «{item['alternative_group']}» ya se aceptó otra alternativa.")
        if item["alternative_group"] is not None:
            letters.setdefault(item["alternative_group"], set()).add(item["alternative"])
    for group, told in letters.items():
        if len(told) > 1:
            raise Invalid.field("items", f"De «{group}» se acepta una sola alternativa.")


def must_be_all(items, placed):
    """Raise where an order does not name each item once, or takes what is done out of its phase."""
    if sorted(item["id"] for item in items) != sorted(one["id"] for one in placed):
        raise Conflict("El plan cambió mientras se ordenaba. Vuelva a cargarlo.")
    phases = {one["id"]: one["phase"] for one in placed}
    for item in items:
        if item["status"] == "DONE" and phases[item["id"]] != item["phase"]:
            raise Conflict("Lo realizado se queda en su fase.")


def must_be_withdrawable(acceptance, items):
    if acceptance["withdrawn_at"] is not None:
        raise Conflict("Esa aceptación ya está deshecha.")
    if any(item["sessions_done"] for item in items):
        raise Conflict("De lo aceptado ya se hizo una parte: deshaga antes sus sesiones.")


def signed(items):
    """The items as they are signed."""
    return [
        {
            "id": item["id"],
            "name": item["name"],
            "place": place_of(item),
            "sessions": item["sessions"],
            "price": f"{item['price']:.2f}",
        }
        for item in items
    ]


def content_sha256(acceptance, plan_id, at):
    """The fingerprint of what was signed: SHA-256 of its JSON with sorted keys, no spaces, in UTF-8."""
    names = ("signer_name", "signer_document", "signer_relation", "signature", "content")
    told = {name: acceptance[name] for name in names} | {"plan_id": plan_id, "accepted_at": at.isoformat()}
    canonical = json.dumps(told, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def by_session(item):
    """An item's price and discount as quantities at one price each, that add up to the cent: [(quantity, price, discount)]."""
    cents, count = int(item["unit_price"] * 100), item["sessions"]
    low, dearer = divmod(cents, count)
    parts = [(count - dearer, Decimal(low) / 100), (dearer, Decimal(low + 1) / 100)]
    parts = [(quantity, price) for quantity, price in parts if quantity]
    left, lines = item["discount"], []
    for place, (quantity, price) in enumerate(parts):
        last = place == len(parts) - 1
        part = left if last else item["discount"] * quantity * price / item["unit_price"]
        part = min(Decimal(part).quantize(CENT, ROUND_HALF_UP), left, quantity * price)
        left -= part
        lines.append((quantity, price, part))
    return lines


def must_be_of_patient(patient, patient_id):
    """Raise Invalid where a note is another patient's."""
    if patient["id"] != patient_id:
        raise Invalid.field("note_id", "Esa nota es de otro paciente.")


def must_stand_once(suggestions):
    """Raise Invalid with the first finding that has a second treatment."""
    seen = set()
    for place, one in enumerate(suggestions):
        if one.kind in seen:
            raise Invalid.field(f"items.{place}.kind", "Ese hallazgo ya tiene un tratamiento en la lista.")
        seen.add(one.kind)
