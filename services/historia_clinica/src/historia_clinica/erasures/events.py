"""What is published of erasures. Only `patient.erased` says who it was, for those who replace it; no log keeps that."""

from common.messages import events


def decided(tx, type, erasure_id, patient, summary, **data):
    events.publish(
        tx,
        type,
        f"patient:{patient['id']}",
        f"{summary} {patient['full_name']}",
        patient_id=patient["id"],
        level="WARNING",
        erasure_id=erasure_id,
        **data,
    )


def erased(tx, erasure_id, person, label, whole, **told):
    """`told`: patient_ids, known (words), documents, invoices_before, files, copies, suppressed."""
    extent = "todos los datos" if whole else "los datos que no son de la historia clínica"
    events.publish(
        tx,
        "patient.erased",
        f"patient:{person}",
        f"Suprimió {extent} de {label}",
        patient_id=person,
        level="WARNING",
        erasure_id=erasure_id,
        label=label,
        whole=whole,
        **told,
    )


def retention_changed(tx, row):
    events.publish(
        tx,
        "retention.updated",
        "retention:1",
        f"Cambió cuánto se conserva: historias {row['record_years']} años, facturas {row['invoice_years']}",
        level="WARNING",
    )
