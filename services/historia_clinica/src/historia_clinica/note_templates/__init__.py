"""What notes are written with: the clinic's templates of typed fields, by edition, and its phrases."""

from historia_clinica.note_templates import routes

NAMESPACES = (routes.ns,)
CONSTRAINTS = {
    "note_templates_one": ("name", "Ya existe una plantilla con ese nombre."),
    "note_template_editions_kept": "Las notas guardan la versión con que se escribieron: escriba otra versión.",
    "note_phrases_once": ("shortcut", "Ya existe una frase con ese atajo."),
}
HANDLERS = {}
GAUGES = {}
