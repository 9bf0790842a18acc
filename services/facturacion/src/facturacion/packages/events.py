"""Events published about packages: `package.created`, `.updated`, `.sold`, `.redeemed`, `.undone`, `.refunded`, `.recognised`, `.shared`, `.unshared`, `.extended`."""

from common.messages.events import publish
from common.money import money


def created(tx, package):
    of_catalogue(tx, "created", package, "Creó el paquete")


def updated(tx, package):
    of_catalogue(tx, "updated", package, "Cambió el paquete")


def of_catalogue(tx, what, package, deed):
    sentence = f"{deed} «{package['name']}» por {money(package['price'])}"
    publish(tx, f"package.{what}", f"package:{package['id']}", sentence, package_id=package["id"])


def sold(tx, held):
    about(tx, "sold", held, f"Vendió el paquete «{held['name']}» a {held['patient_name']}")


def redeemed(tx, held, patient_name, sessions):
    word = "una sesión" if sessions == 1 else f"{sessions} sesiones"
    about(tx, "redeemed", held, f"{patient_name} usó {word} del paquete «{held['name']}»", sessions=sessions)


def undone(tx, held, reason):
    said = f"Devolvió una sesión al paquete «{held['name']}» de {held['patient_name']}: {reason}"
    about(tx, "undone", held, said)


def refunded(tx, held, sessions, reason):
    said = f"Devolvió {sessions} sesiones del paquete «{held['name']}» de {held['patient_name']}: {reason}"
    about(tx, "refunded", held, said, level="WARNING", sessions=sessions)


def recognised(tx, held, sessions):
    said = f"Reconoció como ingreso {sessions} sesiones vencidas del paquete «{held['name']}» de {held['patient_name']}"
    about(tx, "recognised", held, said, level="WARNING", sessions=sessions)


def shared(tx, held, name):
    about(tx, "shared", held, f"{name} puede usar el paquete «{held['name']}» de {held['patient_name']}")


def unshared(tx, held, name):
    about(tx, "unshared", held, f"{name} ya no usa el paquete «{held['name']}» de {held['patient_name']}")


def extended(tx, held, expires_on, reason):
    until = f"{expires_on:%d/%m/%Y}"
    said = f"Amplió hasta el {until} el paquete «{held['name']}» de {held['patient_name']}: {reason}"
    about(tx, "extended", held, said, level="WARNING")


def about(tx, what, held, sentence, **how):
    """Publish `package.<what>` about a package that was sold, whose row is locked: so its events stay in order."""
    publish(
        tx,
        f"package.{what}",
        f"patient_package:{held['id']}",
        sentence,
        patient_id=held["patient_id"],
        patient_package_id=held["id"],
        invoice_id=held["invoice_id"],
        **how,
    )
