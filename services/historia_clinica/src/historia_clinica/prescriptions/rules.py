"""What is refused, and what an allergy stops. Pure: values in, values or a Problem out."""

from common.problems import Conflict, Invalid
from historia_clinica.medicines.substances import groups_of, plain_words

CONTROLLED = "Es un medicamento controlado: use el recetario especial, que da el Ministerio."
FROZEN = "Una receta no se cambia ni se borra: anúlela y haga otra."


def allergy_to(dci, allergies):
    """(allergy, group) of the first of the `allergies` (their descriptions count) that concerns this substance, or None.

    `group` is None where it is the substance itself.
    """
    mine = {word for word in plain_words(dci) if len(word) > 3}
    for allergy in allergies:
        if mine & set(plain_words(allergy["description"])):
            return allergy, None
    for allergy in allergies:
        shared = groups_of(dci) & groups_of(allergy["description"])
        if shared:
            return allergy, min(shared)
    return None


def must_be_prescribable(items, medicines):
    """`medicines` by id. Raises Invalid with the field of the first item that cannot be prescribed."""
    seen = set()
    for position, item in enumerate(items):
        medicine = medicines.get(item["medicine_id"])
        field = f"items.{position}.medicine_id"
        if medicine is None or not medicine["active"]:
            raise Invalid.field(field, "Ese medicamento no está en la lista de la clínica.")
        if medicine["controlled"]:
            raise Invalid.field(field, f"{medicine['dci']}: {CONTROLLED[0].lower()}{CONTROLLED[1:]}")
        if medicine["id"] in seen:
            raise Invalid.field(field, f"{medicine['dci']} está dos veces en la receta.")
        seen.add(medicine["id"])


def answered(items, medicines, allergies):
    """The items with the medicine's words and, where the patient is allergic to one, to what and why all the same.

    Raises Conflict with every allergy that was not answered.
    """
    asked, written = [], []
    for position, item in enumerate(items):
        medicine = medicines[item["medicine_id"]]
        found = allergy_to(medicine["dci"], allergies)
        if found and not item["allergy_answer"]:
            allergy, group = found
            asked.append({"item": position, "dci": medicine["dci"], "group": group, **allergy})
        written.append(
            item
            | {name: medicine[name] for name in ("dci", "concentration", "form")}
            | {
                "allergy": described(found[0]) if found else None,
                "allergy_answer": item["allergy_answer"] if found else None,
            }
        )
    if asked:
        first = asked[0]
        why = f" ({first['group']})" if first["group"] else ""
        raise Conflict(
            f"{first['dci']}{why}: el paciente tiene registrada una alergia a {first['description']}. Diga por qué la receta "
            "de todos modos, o quítela.",
            confirm="allergy_answer",
            allergies=asked,
        )
    return written


def described(allergy):
    """`Penicilina (anafilaxia)`."""
    return allergy["description"] + (f" ({allergy['reaction']})" if allergy["reaction"] else "")


def must_want_messages(withdrawn):
    """Raise Conflict where the patient withdrew the consent to messages."""
    if withdrawn:
        raise Conflict(
            "El paciente retiró su consentimiento a recibir mensajes: entregue la receta impresa o registre que lo da de nuevo."
        )


def must_have_address(to):
    if not to:
        raise Invalid.field("to", "El paciente no tiene correo: escriba a cuál enviarla.")
