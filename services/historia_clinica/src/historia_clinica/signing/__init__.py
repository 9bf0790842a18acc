"""Electronic signatures: the certificate with which a professional signs what they prescribe."""

from historia_clinica.signing import routes

NAMESPACES = (routes.ns,)
CONSTRAINTS = {
    "signing_certificates_one": "Ya hay un certificado: quítelo antes de subir otro.",
    "signing_certificates_kept": "Un certificado no se cambia: quítelo y suba otro.",
}
HANDLERS = {}
GAUGES = {}
