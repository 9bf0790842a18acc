"""Clinical records: patients, their background, and notes that are signed once and never changed again."""

from common.run.app import create_service
from historia_clinica import (
    accesses,
    cie10,
    consents,
    data_consents,
    dental,
    documents,
    family,
    form033,
    history,
    merges,
    note_templates,
    notes,
    patients,
    plans,
    prescriptions,
    restrictions,
    timeline,
    vital_signs,
)


def create_app(**overrides):
    return create_service(
        "historia_clinica",
        patients,
        cie10,
        family,
        data_consents,
        merges,
        history,
        note_templates,
        dental,
        restrictions,
        notes,
        vital_signs,
        documents,
        prescriptions,
        consents,
        plans,
        form033,
        accesses,
        timeline,
        title="OmniClínica · Historia clínica",
        revision="0091",
        policies=True,
        **overrides,
    )
