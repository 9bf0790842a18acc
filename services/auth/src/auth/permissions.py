"""Who may hold which permission, and the roles that a clinic starts with."""

from common.permissions import PERMISSIONS

# What a service may as itself, beside delivering: citas reads what the page for booking online shows, and finds the patient
# who has a document; it offers freed hours by the clock. It opens no file.
SERVICE_PERMISSIONS = {
    "citas": ("appointments:read", "appointments:write", "patients:read", "treatments:read")
}

# No person needs these: a role cannot hold them.
CLIENTS_ONLY = frozenset(("events:deliver", "metrics:read"))
FOR_ROLES = tuple(name for name in PERMISSIONS if name not in CLIENTS_ONLY)

# Nobody is a practitioner ("doctor" in the other services) whose role does not hold this permission.
SIGN = "records:sign"
# Without it, somebody signs for a colleague who holds it to co-sign.
COSIGN = "records:cosign"

ADMINISTRATOR = "administrator"


def in_order(permissions):
    """Each once, as they are stored and compared."""
    return sorted(set(permissions))


# The keys of the interface's sections, as a role's menu names them.
MENU_ITEMS = (
    "panel",
    "agenda",
    "pacientes",
    "tratamientos",
    "inventario",
    "caja",
    "presupuestos",
    "facturacion",
    "comprobantes",
    "gastos",
    "comisiones",
    "registro",
    "usuarios",
    "roles",
    "integraciones",
    "clinica",
    "eventos",
)


def menu(home, **sections):
    """A role's menu; a section's title is written with underscores for spaces."""
    return {
        "home": home,
        "sections": [
            {"title": title.replace("_", " "), "items": items.split()} for title, items in sections.items()
        ],
    }


ROLES = {
    "Administrador": {
        "code": ADMINISTRATOR,
        "description": "Dirige la clínica y administra a las personas y sus permisos",
        "permissions": FOR_ROLES,
        "menu_config": menu(
            "panel",
            Clínica="panel agenda pacientes",
            Catálogo="tratamientos inventario",
            Finanzas="caja presupuestos facturacion comprobantes gastos comisiones",
            Administración="usuarios roles integraciones clinica registro eventos",
        ),
    },
    "Odontólogo/Médico": {
        "code": "practitioner",
        "description": "Atiende a los pacientes y escribe su historia clínica",
        "permissions": (
            "patients:read",
            "patients:write",
            "alerts:read",
            "records:read",
            "records:write",
            "records:sign",
            "records:cosign",
            "records:template",
            "records:certify",
            "documents:read",
            "documents:write",
            "consents:read",
            "consents:write",
            "consents:template",
            "plans:read",
            "plans:accept",
            "products:read",
            "materials:read",
            "materials:write",
            "sterilisation:read",
            "sterilisation:write",
            "treatments:read",
            "appointments:read",
            "appointments:write",
            "appointments:override",
            "appointments:reopen",
            "outages:read",
            "outages:write",
            "quotes:read",
            "quotes:write",
            "commissions:own",
        ),
        "menu_config": menu(
            "agenda",
            Consulta="agenda pacientes presupuestos comisiones panel",
            Catálogo="tratamientos inventario",
        ),
    },
    "Recepción": {
        "code": "reception",
        "description": "Agenda las citas, recibe a los pacientes y les cobra",
        "permissions": (
            "patients:read",
            "patients:write",
            "alerts:read",
            "erasures:read",
            "erasures:write",
            "consents:read",
            "consents:write",
            "plans:read",
            "plans:accept",
            "appointments:read",
            "appointments:write",
            "outages:read",
            "outages:write",
            "self-bookings:approve",
            "treatments:read",
            "products:read",
            "invoices:read",
            "invoices:write",
            "payments:write",
            "quotes:read",
            "quotes:write",
            "packages:read",
        ),
        "menu_config": menu(
            "agenda",
            Recepción="agenda pacientes caja presupuestos facturacion panel",
            Catálogo="tratamientos inventario",
        ),
    },
    "Caja": {
        "code": "cashier",
        "description": "Factura, cobra y registra los gastos",
        "permissions": (
            "patients:read",
            "plans:read",
            "appointments:read",
            "invoices:read",
            "invoices:write",
            "payments:write",
            "quotes:read",
            "quotes:write",
            "cash:read",
            "payments:refund",
            "packages:read",
            "packages:redeem",
            "einvoices:read",
            "einvoices:write",
            "expenses:read",
            "expenses:write",
            "treatments:read",
            "products:read",
        ),
        "menu_config": menu(
            "caja",
            Caja="caja presupuestos facturacion comprobantes gastos panel",
            Clínica="agenda pacientes tratamientos inventario",
        ),
    },
    "Bodega": {
        "code": "storekeeper",
        "description": "Lleva los productos, sus lotes y sus existencias",
        "permissions": (
            "products:read",
            "products:write",
            "stock:write",
            "sterilisation:read",
            "sterilisation:write",
            "treatments:read",
        ),
        "menu_config": menu("inventario", Bodega="inventario tratamientos panel"),
    },
    "Auditor": {
        "code": "auditor",
        "description": "Consulta todo y no cambia nada",
        "permissions": tuple(name for name in FOR_ROLES if name.endswith(":read")),
        "menu_config": menu(
            "registro",
            Auditoría="registro panel presupuestos facturacion comprobantes gastos comisiones",
            Clínica="agenda pacientes tratamientos inventario",
            Administración="usuarios roles integraciones eventos",
        ),
    },
}
