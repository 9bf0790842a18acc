"""What of a table is a medicine. Pure: values in, values or a Problem out."""

from common.problems import Invalid
from historia_clinica.medicines.substances import is_controlled


def medicines_of(rows):
    """The medicines of a table of text: dci, concentration, form and controlled (`sí`, `x`, `1`); and how many rows were none.

    The first row is the heading. Raises Invalid where no row is a medicine.
    """
    found, others = [], 0
    for cells in rows[1:]:
        dci, concentration, form, *more = [" ".join(cell.split()) for cell in cells] + [""] * 3
        if 2 <= len(dci) <= 120 and 1 <= len(concentration) <= 60 and 1 <= len(form) <= 80:
            said = bool(more) and more[0].lower() in ("sí", "si", "x", "1", "true", "verdadero")
            found.append(
                {
                    "dci": dci,
                    "concentration": concentration,
                    "form": form,
                    "controlled": said or is_controlled(dci),
                }
            )
        else:
            others += 1
    if not found:
        raise Invalid("El archivo no tiene medicamentos: se esperan las columnas dci, concentración y forma.")
    return found, others
