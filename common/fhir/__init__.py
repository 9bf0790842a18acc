"""FHIR R4 (4.0.1), read only. A service fills these shapes from its rows.

Errors stay `problem+json`: one mechanism for the whole suite, which the CapabilityStatement says.
"""
