"""Writing templates of notes and phrases; the caller owns the transaction."""

from common.messages import events
from common.problems import Invalid
from common.store.sql import only
from common.web.http import found, must_be_current
from historia_clinica.note_templates import queries, rules
from historia_clinica.rules import changed

NO_SUCH_TEMPLATE = "Esa plantilla no existe."
NO_SUCH_PHRASE = "Esa frase no existe."


def write_template(tx, new, author):
    fields = stored(new.fields)
    id = queries.insert_template(tx, new.name, new.specialty)
    queries.insert_edition(tx, id, 1, fields, author)
    publish(tx, "note_template.created", id, f"Creó la plantilla de notas «{new.name}»")
    return queries.template(tx, id)


def change_template(tx, id, version, changes, author):
    template = found(queries.lock_template(tx, id), NO_SUCH_TEMPLATE)
    must_be_current(template, version)
    given = changes.model_dump(exclude_unset=True, exclude={"fields"})
    if "fields" in changes.model_fields_set:
        given["fields"] = stored(changes.fields)
    differs = changed(template, given)
    if not differs:
        return template
    row = template | differs
    if "fields" in differs:
        row["edition"] += 1
        queries.insert_edition(tx, id, row["edition"], row["fields"], author)
    queries.update_template(tx, **row)
    publish(tx, "note_template.updated", id, f"Cambió la plantilla de notas «{row['name']}»")
    return queries.template(tx, id)


def stored(fields):
    """The fields as they are kept, amounts as text. Raises Invalid where they are no form."""
    rows = [field.model_dump() for field in fields]
    rules.must_be_a_form(rows)
    return [
        row
        | {"kind": str(row["kind"])}
        | {
            name: None if row[name] is None else f"{row[name].normalize():f}"
            for name in ("minimum", "maximum")
        }
        for row in rows
    ]


def filled(tx, given, current):
    """The form that `given` (template_id, values) fills in, on the edition that the note has already or on today's."""
    if given is None:
        return None
    if current is not None and current["template_id"] == given["template_id"]:
        form = only(current, "template_id", "edition", "name", "fields")
    else:
        template = queries.template(tx, given["template_id"])
        if template is None or not template["active"]:
            raise Invalid.field("form.template_id", "Esa plantilla no existe o ya no se usa.")
        form = only(template, "edition", "name", "fields") | {"template_id": template["id"]}
    return form | {"values": rules.kept(form["fields"], given["values"])}


def must_be_filled(form):
    """Raise Invalid with the field of a form to be signed that lacks something."""
    rules.must_be_filled(form["fields"], form["values"])


def write_phrase(tx, new):
    phrase = queries.insert_phrase(tx, **new.model_dump(), active=True)
    events.publish(
        tx, "note_phrase.created", f"note_phrase:{phrase['id']}", f"Creó la frase «.{phrase['shortcut']}»"
    )
    return phrase


def change_phrase(tx, id, version, changes):
    phrase = found(queries.lock_phrase(tx, id), NO_SUCH_PHRASE)
    must_be_current(phrase, version)
    differs = changed(phrase, changes.model_dump(exclude_unset=True))
    if not differs:
        return phrase
    phrase = queries.update_phrase(tx, **phrase | differs)
    events.publish(tx, "note_phrase.updated", f"note_phrase:{id}", f"Cambió la frase «.{phrase['shortcut']}»")
    return phrase


def publish(tx, type, id, summary):
    events.publish(tx, type, f"note_template:{id}", summary)
