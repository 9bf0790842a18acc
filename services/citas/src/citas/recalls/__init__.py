"""Recalls: who is due again for a treatment, called, written to or left for later by a person."""

from citas.recalls.routes import ns, recall_rules

NAMESPACES = (recall_rules, ns)
CONSTRAINTS = {
    "recall_rules_months": ("months", "Entre 1 mes y 5 años."),
    "recall_rules_treatments": ("treatment_ids", "Elija de uno a cincuenta tratamientos."),
}
HANDLERS = {}
GAUGES = {}
