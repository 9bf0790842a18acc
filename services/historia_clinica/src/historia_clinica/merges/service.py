"""Merging and separating; the caller owns the transaction."""

from pydantic_core import to_jsonable_python

from common.messages.events import publish
from common.problems import Conflict
from common.web.http import found
from historia_clinica.merges import events, queries, rules
from historia_clinica.pairs import queries as pairs
from historia_clinica.patients import queries as patients
from historia_clinica.patients.service import likely_duplicates
from historia_clinica.rules import NO_SUCH_PATIENT

NO_SUCH_PAIR = "Esas dos fichas no están entre las que se parecen."


def compare(tx, id):
    """Remember whose files may be of the same person as this one. A phone alone says too little: families share one."""
    patient = patients.get(tx, id)
    if patient is None or patient["id"] != id:
        return
    likely = likely_duplicates(tx, patient, id)
    pairs.keep(tx, id, [(one["id"], one["why"], one["score"]) for one in likely if one["why"] != "PHONE"])


def decide(tx, one_id, other_id, are_two, author):
    """Somebody says that two files are of two people, or takes it back."""
    pair = found(pairs.get(tx, one_id, other_id), NO_SUCH_PAIR)
    if (pair["distinct_at"] is not None) == are_two:
        return pair
    if are_two:
        pairs.say(tx, one_id, other_id, pair["why"], pair["score"], author)
    else:
        pairs.unsay(tx, one_id, other_id)
    names = f"{pair['one']['full_name']} y {pair['other']['full_name']}"
    type, did = (
        ("patients.distinguished", "son dos personas") if are_two else ("patients.doubted", "pueden ser una")
    )
    publish(tx, type, f"patient:{pair['one']['id']}", f"Dijo que {names} {did}", patient_id=pair["one"]["id"])
    return pairs.get(tx, one_id, other_id)


def merge(tx, into_id, new, author):
    """The file `new.from_id` leads to `into_id` from now on; the file that stands takes what was chosen."""
    files = queries.lock_files(tx, [into_id, new.from_id])
    into, merged = (found(files.get(id), NO_SUCH_PATIENT) for id in (into_id, new.from_id))
    rules.must_be_two(merged, into)
    for file in (into, merged):
        if file["merged_into_id"] is not None:
            raise Conflict(f"La ficha {file['id']} ya está unida a otra.")
    after = rules.values_after(merged, into, new.take)
    after["known_as"] = rules.known_as(merged, into, after, into["known_as"])
    queries.point(tx, merged["id"], into["id"], active=False)
    before = {name: into[name] for name in after}
    queries.set_values(tx, into["id"], to_jsonable_python(after))
    id = queries.insert(
        tx,
        to_jsonable_python(before),
        to_jsonable_python(after),
        from_id=merged["id"],
        into_id=into["id"],
        reason=new.reason,
        was_active=merged["active"],
        by_id=author.id,
        by_name=author.name,
    )
    stands = queries.file(tx, into["id"])
    summary = f"Unió la ficha {merged['id']} ({merged['full_name']}) a la de {stands['full_name']}"
    events.published(tx, "patient.merged", summary, merged, stands, reason=new.reason)
    tx.changed("patients")
    return queries.get(tx, id)


def separate(tx, id, reason, author):
    """The file stands by itself again, with what was its own; what was taken from it goes, where nobody changed it since."""
    merge = found(queries.lock(tx, id), "Esa unión no existe.")
    if merge["separated_at"] is not None:
        raise Conflict("Esas fichas ya están separadas.")
    files = queries.lock_files(tx, [merge["into_id"], merge["from_id"]])
    into, merged = files[merge["into_id"]], files[merge["from_id"]]
    now = to_jsonable_python(into)
    queries.set_values(tx, into["id"], rules.values_back(now, merge["before"], merge["after"]))
    queries.point(tx, merged["id"], None, merge["was_active"])
    queries.separate(tx, id, reason, author.id, author.name)
    stands, merged = queries.file(tx, into["id"]), queries.file(tx, merged["id"])
    summary = f"Separó la ficha {merged['id']} ({merged['full_name']}) de la de {stands['full_name']}"
    events.published(tx, "patient.separated", summary, merged, stands, reason=reason)
    tx.changed("patients")
    return queries.get(tx, id)
