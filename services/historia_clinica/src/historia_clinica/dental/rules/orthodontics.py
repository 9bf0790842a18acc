"""The monthly control of orthodontics. Pure."""

from common.problems import Invalid
from historia_clinica.dental.rules.teeth import ARCH_OF

KEPT = "Un control no se cambia ni se borra: retírelo con su motivo y regístrelo de nuevo."
ARCHES = ("upper", "lower")


def columns(given):
    """The members of a control as the columns that hold them."""
    row = {name: value for name, value in given.items() if name not in (*ARCHES, "elastics")}
    for arch in ARCHES:
        wire = given[arch] or {}
        row |= {f"{arch}_{name}": wire.get(name) for name in ("act", "alloy", "size")}
    worn = given["elastics"] or {}
    return row | {
        "elastics": worn.get("kind"),
        "elastics_side": worn.get("side"),
        "elastics_size": worn.get("size"),
        "elastics_hours": worn.get("hours"),
    }


def must_say_something(given):
    if not any(given[name] for name in (*ARCHES, "elastics", "works", "rebonded", "remark")):
        raise Invalid.field("upper", "Escriba qué se hizo: arco, elásticos, otra acción o una observación.")


def must_name_wires(given):
    """A wire that stays in the mouth is told by its alloy and size; one that is taken out leaves none."""
    for arch in ARCHES:
        wire = given[arch]
        if wire is None:
            continue
        if wire["act"] == "REMOVED":
            if wire["alloy"] or wire["size"]:
                raise Invalid.field(f"{arch}.act", "Si se retira el arco, no queda ninguno que describir.")
            continue
        for name, message in (
            ("alloy", "Elija el material del arco."),
            ("size", "Elija el calibre del arco."),
        ):
            if wire[name] is None:
                raise Invalid.field(f"{arch}.{name}", message)


def must_be_teeth(numbers):
    for place, number in enumerate(numbers):
        if number not in ARCH_OF:
            raise Invalid.field(f"rebonded.{place}", "Esa pieza no existe.")


def must_come_later(next_on, day):
    """`day` is that of the control in the clinic's zone."""
    if next_on is not None and next_on <= day:
        raise Invalid.field("next_on", "El próximo control es un día después de este.")
