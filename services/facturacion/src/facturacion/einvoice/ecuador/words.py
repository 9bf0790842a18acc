"""What a document calls what was done: neutral words, whatever the clinic's own are.

An invoice reaches whoever pays it, their accountant and the SRI. A treatment's name, its code, a tooth, a diagnosis, what a
cashier wrote by hand or why a credit note was made say how a person is; none of it leaves. The clinic's own words are on its
receipt, which only the patient gets.
"""

CALLED = {
    "TREATMENT": ("SERVICIO", "Servicios odontológicos y de salud"),
    "PRODUCT": ("PRODUCTO", "Productos para el cuidado de la salud"),
    "PACKAGE": ("PAQUETE", "Paquete de servicios de salud"),
    "OTHER": ("OTRO", "Otros servicios"),
}
REASON = "Devolución o descuento"


def neutral(line):
    """The line with the code and the description under which it leaves, by its kind alone."""
    code, description = CALLED[line["kind"]]
    return line | {"code": code, "description": description}
