"""Use cases of packages: written, sold with an invoice, used by a visit or by hand, shared, extended, refunded."""

from datetime import timedelta

from common.clock import clinic_today
from common.messages.events import current_actor
from common.problems import Conflict, Invalid
from common.store.sql import only
from common.web.auth import me
from common.web.http import found, must_be_current
from facturacion.commissions import service as commissions
from facturacion.money import spread
from facturacion.packages import events, reads, rules
from facturacion.packages.queries import packages, sold, uses


def create(tx, new, items):
    id = packages.insert(tx, **new.model_dump(exclude={"items"}), active=True)
    packages.replace_items(tx, id, items)
    package = packages.get(tx, id)
    events.created(tx, package)
    return package


def change(tx, id, version, changes, items):
    """`items` replace those that are there; None leaves them."""
    current = found(packages.lock(tx, id), reads.NOT_FOUND)
    must_be_current(current, version)
    sent = changes.model_dump(exclude_unset=True, exclude={"items"})
    packages.update(tx, id, **only(current, *packages.EDITED) | sent)
    if items is not None:
        packages.replace_items(tx, id, items)
    package = packages.get(tx, id)
    events.updated(tx, package)
    return package


def must_be_sellable(tx, lines, patient_id):
    """Raise Invalid where a line sells a package that is not there, or to nobody."""
    for place, line in enumerate(lines):
        if line["kind"] != "PACKAGE":
            continue
        if patient_id is None:
            raise Invalid.field(
                "patient_id", "Un paquete se vende a un paciente: elija de quién es la factura."
            )
        package = packages.get(tx, line["reference_id"])
        if package is None or not package["active"]:
            raise Invalid.field(f"lines.{place}.reference_id", "No existe ese paquete, o ya no se vende.")


def sell(tx, invoice, lines, patient_name):
    """What the issued lines of an invoice sell, as the catalogue has it now and at the price that is charged."""
    for line in lines:
        if line["kind"] == "PACKAGE":
            package = found(packages.get(tx, line["reference_id"]), reads.NOT_FOUND)
            amounts = spread(line["subtotal"], [1] * int(line["quantity"]))
            for place, amount in enumerate(amounts, 1):
                sell_one(tx, invoice, line, package, place, amount, patient_name)


def sell_one(tx, invoice, line, package, place, amount, patient_name):
    items = packages.items(tx, package["id"])
    parts = rules.parts_of(amount, items)
    today, days = clinic_today(), package["validity_days"]
    held = sold.insert(
        tx,
        [item | {"amount": part} for item, part in zip(items, parts, strict=True)],
        package_id=package["id"],
        invoice_id=invoice["id"],
        invoice_line_id=line["id"],
        place=place,
        name=package["name"],
        patient_id=invoice["patient_id"],
        patient_name=patient_name,
        sold_on=today,
        expires_on=days and today + timedelta(days=days),
        amount=amount,
        sessions=sum(item["sessions"] for item in items),
    )
    events.sold(tx, held)


def redeem(tx, patient, day, lines, **visit):
    """`lines` of a completed visit, with what the patient paid before taken from their packages and costing nothing.

    A line that is covered in part becomes two. `visit` holds appointment_id, completion, doctor_id and doctor_name.
    """
    wanted = [line["reference_id"] for line in lines if line["kind"] == "TREATMENT"]
    usable = uses.lock_usable(tx, patient["id"], wanted, day) if wanted else []
    if not usable:
        return lines
    priced = []
    for line in lines:
        units = int(line["quantity"])
        of_it = [one for one in usable if one["treatment_id"] == line["reference_id"]]
        for package, numbers in (
            rules.taken(of_it, patient["id"], units) if line["kind"] == "TREATMENT" else []
        ):
            for number in numbers:
                give(tx, package["id"], package["item_id"], number, day, patient, **visit)
            package["used"] = [*package["used"], *numbers]
            events.redeemed(tx, package, patient["name"], len(numbers))
            priced.append(rules.covered_line(line, package, numbers))
            line = line | {"quantity": line["quantity"] - len(numbers)}
        if line["quantity"] > 0:
            priced.append(line)
    return priced


def give(tx, id, item_id, number, day, patient, **visit):
    actor = current_actor() or {}
    known = dict.fromkeys(uses.USE) | visit
    given = uses.insert(
        tx,
        **known
        | {
            "patient_package_id": id,
            "item_id": item_id,
            "kind": "REDEEMED",
            "session": number,
            "day": day,
            "patient_id": patient["id"],
            "patient_name": patient["name"],
            "recorded_by_id": actor.get("id"),
            "recorded_by_name": actor.get("name"),
        },
    )
    commissions.of_session(tx, given["id"], day)


def redeem_by_hand(tx, id, item_id, patient):
    """A session given today outside the agenda. Who may not use it, or uses it too late, the database refuses."""
    held = found(sold.lock(tx, id), reads.NOT_FOUND)
    rules.must_be_open(held)
    item = next((item for item in sold.items(tx, id) if item["id"] == item_id), None)
    if item is None:
        raise Invalid.field("item_id", "Ese tratamiento no es de este paquete.")
    free = rules.free_sessions(item)
    if not free:
        raise Conflict("De ese tratamiento no queda ninguna sesión.")
    who = {"id": patient["id"], "name": patient["full_name"]}
    give(tx, id, item_id, free[0], clinic_today(), who)
    events.redeemed(tx, held, who["name"], 1)
    return reads.detail(tx, id)


def gave(tx, appointment_id, completion):
    """Whether that completion of the appointment used a session that was not undone."""
    return bool(uses.given_in(tx, appointment_id, completion))


def undo_visit(tx, appointment_id, completion, reason):
    """Give back to its packages what that completion of the appointment used."""
    actor = current_actor() or {}
    for given in uses.given_in(tx, appointment_id, completion):
        held = sold.lock(tx, given["patient_package_id"])
        uses.undo(tx, given["id"], reason, actor.get("id"), actor.get("name"))
        commissions.follow_session(tx, given["id"])
        events.undone(tx, held, reason)


def undo(tx, id, reason):
    """A session that was used by mistake, or counted as expired by who may say so, is the package's again."""
    kinds = ["REDEEMED", "EXPIRED"] if me().may("packages:write") else ["REDEEMED"]
    package_id = found(uses.package_of_use(tx, id, kinds), "No existe esa sesión.")
    held = sold.lock(tx, package_id)
    if uses.undo(tx, id, reason, me().id, me().name) is None:
        raise Conflict("Esa sesión ya se deshizo.")
    commissions.follow_session(tx, id)
    events.undone(tx, held, reason)
    return reads.detail(tx, package_id)


def recognise(tx, id):
    """What is left of a package that expired is earned, today; the database refuses one that did not."""
    held = found(sold.lock(tx, id), reads.NOT_FOUND)
    rules.must_be_open(held)
    pieces = rules.left_of(sold.items(tx, id))
    for item, number in pieces:
        end(tx, held, item, number, kind="EXPIRED")
    events.recognised(tx, held, len(pieces))
    return reads.detail(tx, id)


def share(tx, id, patient):
    held = found(sold.lock(tx, id), reads.NOT_FOUND)
    rules.must_be_open(held)
    sold.share(tx, id, patient["id"], patient["full_name"], me())
    events.shared(tx, held, patient["full_name"])
    return reads.detail(tx, id)


def unshare(tx, id, patient_id):
    held = found(sold.lock(tx, id), reads.NOT_FOUND)
    name = sold.unshare(tx, id, patient_id)
    if name is not None:
        events.unshared(tx, held, name)
    return reads.detail(tx, id)


def extend(tx, id, version, new):
    held = found(sold.lock(tx, id), reads.NOT_FOUND)
    must_be_current(held, version)
    rules.must_be_open(held)
    rules.must_be_later(held, new.expires_on, clinic_today())
    sold.extend(tx, id, held["expires_on"], new.expires_on, new.reason, me())
    events.extended(tx, held, new.expires_on, new.reason)
    return reads.detail(tx, id)


def refund(tx, held, pieces, credit_note_id, reason):
    """Note that these sessions, [(item, number)], went back with a credit note."""
    for item, number in pieces:
        end(tx, held, item, number, kind="REFUNDED", credit_note_id=credit_note_id)
    events.refunded(tx, held, len(pieces), reason)


def end(tx, held, item, number, **how):
    """Note that a session will not be given; `how` says its kind."""
    use = dict.fromkeys(uses.USE) | {
        "patient_package_id": held["id"],
        "item_id": item["id"],
        "session": number,
        "day": clinic_today(),
        "recorded_by_id": me().id,
        "recorded_by_name": me().name,
    }
    uses.insert(tx, **use | how)


def follow_patient(tx, patient_id, name):
    sold.follow_patient(tx, patient_id, name)
