"""The SRI's codes in the words of whoever sits at the till, and what to do next (technical sheet 2.34, errors)."""

CASHIER, ADMINISTRATOR, ACCOUNTANT = "CASHIER", "ADMINISTRATOR", "ACCOUNTANT"
# What is to be done, and who does it.
CORRECT = (
    "Pida al administrador que corrija los datos del emisor; después se vuelve a enviar.",
    ADMINISTRATOR,
)
SUPPORT = ("Avise al administrador: es una falla del sistema o del certificado.", ADMINISTRATOR)
NUMBER = ("Avise al administrador: es una falla de la numeración. No es una autorización.", ADMINISTRATOR)
SRI = ("Lo resuelve el contador con el SRI; después se vuelve a enviar.", ACCOUNTANT)
SPLIT = ("Anule la factura y emita dos.", CASHIER)
BUYER = ("Corríjalo y vuelva a enviar. El número, la fecha y la clave se conservan.", CASHIER)
ADVICE = {
    "2": ("El RUC del emisor no está activo.", SRI),
    "10": ("El establecimiento está clausurado.", SRI),
    "26": ("El comprobante es demasiado grande.", SPLIT),
    "27": ("El SRI no permite facturar a esta clase de contribuyente.", SRI),
    "28": ("Falta aceptar en el portal del SRI el acuerdo de medios electrónicos.", SRI),
    "35": ("El SRI no entendió el comprobante.", SUPPORT),
    "36": ("La versión del comprobante ya no vale.", SUPPORT),
    "37": ("El RUC no está autorizado a emitir comprobantes electrónicos.", SRI),
    "39": ("El SRI no aceptó la firma.", SUPPORT),
    "40": ("El SRI no aceptó el certificado.", SUPPORT),
    "45": ("Otro comprobante ya tiene este número.", NUMBER),
    "46": ("El RUC del emisor no existe.", CORRECT),
    "47": ("El SRI no conoce este tipo de comprobante.", SUPPORT),
    "48": ("El SRI no conoce el esquema del comprobante.", SUPPORT),
    "49": ("El SRI recibió un envío vacío.", SUPPORT),
    "52": ("Los valores no cuadran para el SRI.", SUPPORT),
    "56": ("El establecimiento está cerrado en el SRI.", SRI),
    "57": ("La autorización del emisor está suspendida o no valía ese día.", SRI),
    "58": ("La clave de acceso no es la del comprobante.", SUPPORT),
    "63": ("El RUC está clausurado.", SRI),
    "65": ("El SRI recibió el comprobante otro día que el de su emisión.", SRI),
    "67": ("La fecha del comprobante no vale.", SUPPORT),
    "80": ("La clave de acceso consultada no vale.", SUPPORT),
    "82": ("La fecha de transporte no vale.", SUPPORT),
    "92": ("El SRI no pudo validar la devolución del IVA.", SRI),
}
UNKNOWN = ("El SRI no aceptó el comprobante.", SUPPORT)
# What the cashier may correct, by the name that the schema's complaint (35) has for it.
CORRECTABLE = {
    "direccionComprador": (
        "buyer.address",
        "La dirección del comprador no está escrita como la admite el SRI.",
    ),
    "razonSocialComprador": ("buyer.name", "El nombre del comprador no está escrito como lo admite el SRI."),
    "campoAdicional": ("buyer.email", "El correo del comprador no está escrito como lo admite el SRI."),
}


def advice_on(messages, refused=False):
    """What the first error of `messages` means, what to do, who does it, and which fields they correct.

    None where nothing is wrong. What was `refused` without an error is refused all the same.
    """
    error = next((message for message in messages if message["kind"] != "ADVERTENCIA"), None)
    if error is None and not refused:
        return None
    error = error or {"code": "", "text": "", "more": ""}
    told = f"{error['text']} {error['more']}"
    wrong = [known for name, known in CORRECTABLE.items() if error["code"] == "35" and name in told]
    if wrong:
        fields, meanings = zip(*wrong, strict=True)
        meaning, (then, who) = " ".join(meanings), BUYER
    else:
        fields, (meaning, (then, who)) = (), ADVICE.get(error["code"], UNKNOWN)
    return {"meaning": meaning, "then": then, "who": who, "fields": list(fields)}
