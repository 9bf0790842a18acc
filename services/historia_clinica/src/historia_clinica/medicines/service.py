"""Keeping the medicines that the clinic prescribes; the caller owns the transaction."""

from common.messages import events
from common.web.http import found, must_be_current
from historia_clinica.medicines import queries, rules
from historia_clinica.medicines.substances import is_controlled
from historia_clinica.rules import changed


def add(tx, new):
    medicine = new.model_dump()
    medicine["controlled"] |= is_controlled(new.dci)
    medicine = queries.insert(tx, **medicine)
    about(tx, "added", medicine, "Agregó a los medicamentos")
    return medicine


def load(tx, rows):
    """Add the medicines of a table that are not in the list yet: how many it has, how many are new, and rows that are none."""
    medicines, others = rules.medicines_of(rows)
    new = queries.store(tx, medicines)
    if new:
        events.publish(
            tx,
            "medicine.loaded",
            "medicine:0",
            f"Agregó {new} medicamentos a la lista desde el servidor",
            new=new,
        )
    return {"medicines": len(medicines), "new": new, "others": others}


def change(tx, id, version, changes):
    medicine = found(queries.lock(tx, id), "Ese medicamento no existe.")
    must_be_current(medicine, version)
    wanted = medicine | changes.model_dump(exclude_unset=True)
    wanted["controlled"] |= is_controlled(wanted["dci"])
    if not changed(medicine, wanted):
        return medicine
    medicine = queries.update(tx, **wanted)
    about(tx, "updated", medicine, "Cambió en los medicamentos")
    return medicine


def about(tx, what, medicine, summary):
    events.publish(
        tx,
        f"medicine.{what}",
        f"medicine:{medicine['id']}",
        f"{summary} {medicine['dci']} {medicine['concentration']}",
    )
