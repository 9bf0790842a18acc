"""Pieces of FHIR resources. Pure: values in, dictionaries out."""

# Tooth designations of the FDI (ISO 3950), and the faces of a tooth as HL7 codes them.
TOOTH, SURFACE = "urn:iso:std:iso:3950", "http://terminology.hl7.org/CodeSystem/FDI-surface"
TERMINOLOGY = "http://terminology.hl7.org/CodeSystem"


def concept(text, *codings):
    """A CodeableConcept: words, and (system, code, display) of each coding."""
    coded = [
        {"system": system, "code": code} | ({"display": display} if display else {})
        for system, code, display in codings
    ]
    return {"text": text} | ({"coding": coded} if coded else {})


def without_nothing(resource):
    """FHIR has neither nulls nor empty lists."""
    return {name: value for name, value in resource.items() if value not in (None, [], {})}
