"""What a certificate is as a paper: its columns and its words."""

from historia_clinica.papers.paper import Paper

CERTIFICATE = Paper(
    name="certificate",
    fields=(
        "attended_on",
        "attended_from",
        "attended_until",
        "reason",
        "show_diagnosis",
        "rest",
        "rest_hours",
        "rest_from",
        "rest_until",
        "rest_kind",
        "contingency",
        "advice",
    ),
    columns="""(SELECT k.code FROM historia_clinica.paper_codes k
                 WHERE k.kind = 'CERTIFICATE' AND k.paper_id = p.id ORDER BY k.expires_at DESC LIMIT 1) AS code""",
    act="certificar",
    the="el certificado médico",
    one="un certificado",
    all="los certificados",
    file="certificado",
    missing="Ese certificado no existe.",
    annulled="El certificado ya está anulado.",
    foreign="El certificado es de {}: solo quien lo hizo lo anula.",
)
