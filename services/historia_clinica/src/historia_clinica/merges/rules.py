"""Which values remain when two files become one. Pure: values in, values or a Problem out."""

from common.problems import Conflict, Invalid
from historia_clinica.patients.rules import ADMISSION, FIELDS

# What is chosen together: a document without its type, or half a name, is nobody's.
GROUPS = {
    "name": ("first_name", "last_name"),
    "document": ("document_type", "document_number", "document_country", "no_document_reason"),
    "emergency_contact": (
        "emergency_contact_name",
        "emergency_contact_phone",
        "emergency_contact_relation",
    ),
    "guardian": ("guardian_name", "guardian_relation", "guardian_document", "guardian_phone"),
    "insurance": ("insurer", "insurance_number"),
}
TOGETHER = {name for group in GROUPS.values() for name in group}
CHOICES = (*GROUPS, *(name for name in (*FIELDS, *ADMISSION) if name not in TOGETHER))
MOST_TAGS = 10


def must_be_two(merged, into):
    if merged["id"] == into["id"]:
        raise Invalid.field("from_id", "Las dos son la misma ficha.")


def must_owe_nothing_to(credit):
    """Raise Conflict where the file that goes still has money in its favour: an account is of one file."""
    if credit > 0:
        raise Conflict("La ficha que se une tiene dinero a favor: úselo o devuélvalo antes.")


def values_after(merged, into, taken):
    """What changes in `into` when it takes these choices from `merged`; tags of both stay, up to ten."""
    names = [name for choice in taken for name in GROUPS.get(choice, (choice,))]
    wanted = {name: merged[name] for name in names}
    wanted["tags"] = sorted({*into["tags"], *merged["tags"]})[:MOST_TAGS]
    return {name: value for name, value in wanted.items() if value != into[name]}


def known_as(merged, into, after, before):
    """The words by which the person is found beside their own: those of the merged file, and what `into` no longer says."""
    words = [before, merged["known_as"], merged["full_name"], merged["document_number"], merged["phone"]]
    words += [into[name] for name in ("first_name", "last_name", "document_number", "phone") if name in after]
    seen = dict.fromkeys(word for text in words if text for word in text.split())
    return " ".join(seen)


def values_back(into, before, after):
    """What is put back in `into` when the files part: what nobody has changed since."""
    return {name: before[name] for name in after if into[name] == after[name]}
