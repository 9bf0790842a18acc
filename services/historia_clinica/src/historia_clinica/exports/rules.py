"""What a copy holds, and who downloads it. Pure."""

from common.problems import Conflict, Gone

# Whoever opened a restricted note, why, and who asked for copies is the clinic's, not the patient's record.
NOT_COPIED = frozenset(("note_restrictions", "note_openings", "record_exports"))
# What is searched, and bytes: those are files of the copy.
LEFT_OUT = ("tsvector", "bytea")
STATES = {
    "WAITING": "La copia aún se está preparando.",
    "RUNNING": "La copia aún se está preparando.",
    "FAILED": "La copia no se pudo preparar: pida otra.",
}


def must_be_ready(export):
    if export["state"] in STATES:
        raise Conflict(STATES[export["state"]])
    if export["state"] == "EXPIRED":
        raise Gone("La copia ya no está: se borra a los siete días. Pida otra.")


def closure(edges, own):
    """The tables of a patient's record: those that name the patient, `own`, and what hangs from them by foreign keys.

    `edges`: (table, column, parent). A table that names the patient is taken by that, and no further.
    """
    found = {name: [] for name in own if name not in NOT_COPIED}
    grown = True
    while grown:
        grown = False
        for table, column, parent in edges:
            if table in own or table in NOT_COPIED or parent not in found or table == parent:
                continue
            links = found.setdefault(table, [])
            if (column, parent) not in links:
                links.append((column, parent))
                grown = True
    return found


def condition(tables, table, seen=()):
    """The WHERE of a table's rows of the patient, as SQL; `%(ids)s` are the patient's numbers."""
    own = "patient_id = ANY (%(ids)s::bigint[])"
    if not tables[table]:
        return f"{own} AND status = 'SIGNED'" if table == "clinical_notes" else own
    return " OR ".join(
        f"{column} IN (SELECT id FROM historia_clinica.{parent} WHERE {condition(tables, parent, (*seen, table))})"
        for column, parent in tables[table]
        if parent not in seen
    )
