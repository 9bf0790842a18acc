"""Annotations: arrows, circles and words over a photo or radiograph, kept beside it by edition; the image stays as it was."""

from historia_clinica.annotations import routes

NAMESPACES = (routes.ns,)
CONSTRAINTS = {
    "image_annotations_attachment": "Ese documento no existe.",
    "image_annotations_of_image": "Solo se anota sobre una imagen: una foto o una radiografía.",
    "image_annotations_pkey": "Alguien anotó la imagen a la vez: vuelva a cargarla y repita lo suyo.",
    "image_annotations_in_order": "Alguien anotó la imagen a la vez: vuelva a cargarla y repita lo suyo.",
    "image_annotations_kept": "Lo que se anotó se conserva: anote de nuevo.",
}
HANDLERS = {}
GAUGES = {}
