"""Events published about a plan, with what billing needs of what was accepted."""

from common.messages import events
from common.store.sql import only
from historia_clinica.plans import rules


def about_plan(tx, what, plan, whose, summary, **data):
    """Publish `plan.<what>`, while the plan's row is locked."""
    events.publish(
        tx,
        f"plan.{what}",
        f"plan:{plan['id']}",
        f"{summary} de {whose['full_name']}",
        patient_id=whose["id"],
        plan_id=plan["id"],
        **data,
    )


def accepted(tx, plan, patient, acceptance_id, signed, items, day):
    """Publish `plan.accepted`: billing makes the quote of it, at these prices."""
    by = plan["created_by"]
    count = "un ítem" if len(items) == 1 else f"{len(items)} ítems"
    about_plan(
        tx,
        "accepted",
        plan,
        patient,
        f"Anotó que {signed['signer_name']} aceptó {count}, por ${signed['total']}, del plan de tratamiento",
        acceptance_id=acceptance_id,
        patient={"name": patient["full_name"], **only(patient, "id", "document_number", "email", "phone")},
        doctor={"id": int(by["id"]), "name": by["name"]} if by["id"].isdigit() else None,
        items=[line for item in items for line in lines_of(item, plan["phases"])],
        accepted_by=signed["signer_name"],
        accepted_on=day,
        signed=True,
    )


def lines_of(item, phases):
    """An item as lines of a quote: a quantity for its sessions, so that each is invoiced by itself."""
    known = {
        "plan_item_id": item["id"],
        **only(item, "treatment_id", "code", "name", "iva_code"),
        "tooth": rules.place_of(item)[:20],
        "phase": phases[item["phase"] - 1],
    }
    return [
        known
        | {
            "quantity": quantity,
            "unit_price": f"{price:.2f}",
            "discount": f"{discount:.2f}",
            "discount_reason": item["discount_reason"] if discount else None,
        }
        for quantity, price, discount in rules.by_session(item)
    ]
