"""Events of what is used at the chair and of sterilisation: their payloads and the sentences of the log."""

from common.messages.events import WithoutWaiting, publish


def noted(tx, use):
    _about_use(tx, "material.noted", use, "Anotó", f"el lote {use['lot_number']} de {use['product_name']}")


def withdrawn(tx, use):
    said = f"el lote {use['lot_number']} de {use['product_name']}"
    _about_use(tx, "material.withdrawn", use, "Retiró lo anotado de", said, level="WARNING")


def pack_noted(tx, use):
    _about_use(tx, "sterile_pack.used", use, "Anotó", f"el paquete estéril {use['label']}")


def pack_withdrawn(tx, use):
    said = f"el paquete estéril {use['label']}"
    _about_use(tx, "sterile_pack.use_withdrawn", use, "Retiró lo anotado de", said, level="WARNING")


def _about_use(tx, type, use, verb, what, **more):
    patient = use["patient"]
    publish(
        tx,
        type,
        f"appointment:{use['appointment_id']}",
        f"{verb} {what} para {patient['name']}",
        patient_id=patient["id"],
        appointment_id=use["appointment_id"],
        **{name: use[name] for name in ("lot_id", "product_id", "pack_id", "cycle_id") if name in use},
        **more,
    )


def viewed(db, patient_id, name, what):
    """Publish that the caller saw it; a view that cannot be recorded does not happen."""
    publish(
        WithoutWaiting(db),
        "record.viewed",
        f"record:{patient_id}",
        f"Vio {what} de {name}",
        patient_id=patient_id,
    )


def lot_viewed(db, lot):
    publish(
        WithoutWaiting(db),
        "lot.patients_viewed",
        f"product:{lot['product_id']}",
        f"Vio en qué pacientes se usó el lote {lot['lot_number']} de {lot['product_name']}",
        lot_id=lot["id"],
        product_id=lot["product_id"],
    )


def sterilised(tx, cycle):
    failed = cycle["chemical"] == "FAILED"
    said = ", con el indicador químico fallido" if failed else ""
    _about_cycle(
        tx, "recorded", cycle, f"Registró el ciclo {_named(cycle)}: {cycle['packs']} paquetes{said}", failed
    )


def spores_read(tx, cycle):
    """The result of the spores; where they lived, in how many visits packs of the cycle were used."""
    if cycle["biological"] == "FAILED":
        used = cycle["packs_used"]
        said = f"Falló el indicador biológico del ciclo {_named(cycle)}: {used} de sus paquetes ya se usaron"
        _about_cycle(tx, "failed", cycle, said, True, packs_used=used)
    else:
        words = {
            "PASSED": "conforme",
            "PENDING": "otra vez pendiente",
            "NONE": "sin indicador",
        }
        said = f"Anotó el indicador biológico del ciclo {_named(cycle)}: {words[cycle['biological']]}"
        _about_cycle(tx, "read", cycle, said, False)


def cycle_updated(tx, cycle):
    _about_cycle(tx, "updated", cycle, f"Cambió la observación del ciclo {_named(cycle)}", False)


def _about_cycle(tx, what, cycle, summary, warns, **data):
    level = {"level": "WARNING"} if warns else {}
    publish(
        tx,
        f"sterilisation.{what}",
        f"sterilisation:{cycle['id']}",
        summary,
        cycle_id=cycle["id"],
        chemical=cycle["chemical"],
        biological=cycle["biological"],
        **data,
        **level,
    )


def _named(cycle):
    return f"{cycle['number']} de {cycle['autoclave']}"


def discarded(tx, pack):
    publish(
        tx,
        "sterile_pack.discarded",
        f"sterilisation:{pack['cycle_id']}",
        f"Descartó el paquete estéril {pack['label']} ({pack['contents']}): {pack['discarded_reason']}",
        pack_id=pack["id"],
        cycle_id=pack["cycle_id"],
    )
