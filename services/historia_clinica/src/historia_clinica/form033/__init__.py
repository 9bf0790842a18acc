"""Form 033 of dentistry, filled from the record: a transcription, since its official annex was not seen."""

from historia_clinica.form033 import routes

NAMESPACES = (routes.ns,)
CONSTRAINTS = {}
HANDLERS = {}
GAUGES = {}
