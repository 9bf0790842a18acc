"""The resource at which a service takes files, and the answer that shows one."""

from flask import make_response, request
from flask_restx import Namespace

from common.config import MAX_UPLOAD
from common.files import rows
from common.files.examine import FIELD, examine
from common.files.store import get_store
from common.problems import Invalid, NotJson
from common.web.auth import me, requires
from common.web.http import write
from common.web.resource import Resource
from common.web.schema import document, errors

CONTENT = "application/octet-stream"
ENDINGS = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "application/pdf": "pdf",
    "application/dicom": "dcm",
}
# What a browser shows by itself; the rest is saved.
SHOWN = frozenset(("image/jpeg", "image/png", "image/webp", "application/pdf"))


def uploads(permission):
    """The namespace `/files` of a service: whoever holds the permission uploads, and then attaches the file by its id."""
    ns = Namespace(
        "files", path="/files", description="Archivos que se adjuntan: se suben aquí y se usan por su id"
    )
    content = ns.schema_model("FileContent", {"type": "string", "format": "binary"})

    @ns.route("")
    class Files(Resource):
        @ns.doc(consumes=[CONTENT])
        @ns.expect(content)
        @ns.response(201, "Archivo guardado, limpio y comprobado", document(ns, rows.StoredFile))
        @errors(413, 415, 422, 503)
        @requires(permission)
        def post(self):
            examined = examine(uploaded())
            # Before the row, which names what is there; a file whose row fails lies there unnamed, and harms nobody.
            sha256 = get_store().put(examined.content, examined.thumbnail)
            with write() as tx:
                return tx.answer(rows.insert(tx, sha256, examined, me()), 201)

    return ns


def uploaded():
    """The bytes of the request. They say that they are a file, which no form of another site can say in a browser's name."""
    if request.mimetype != CONTENT:
        raise NotJson(f"Envíe el archivo tal como es, con Content-Type: {CONTENT}.")
    if (request.content_length or 0) > MAX_UPLOAD:
        size = request.content_length / 1024 / 1024
        raise Invalid.field(
            FIELD, f"El archivo pesa {size:.1f} MB; el máximo son {MAX_UPLOAD // 1024 // 1024} MB."
        )
    return request.get_data()


def file_reply(file, name, content=None):
    """A stored file as the response. `file` has its sha256 and media_type; `name`, ASCII, is what it is saved as.

    `content` are the bytes of what was kept elsewhere before there was a store.
    """
    response = make_response(get_store().read(file["sha256"]) if content is None else bytes(content))
    response.content_type = file["media_type"]
    way = "inline" if file["media_type"] in SHOWN else "attachment"
    response.headers["Content-Disposition"] = f'{way}; filename="{name}.{ENDINGS[file["media_type"]]}"'
    return response


def thumbnail_reply(file):
    response = make_response(get_store().thumbnail(file["sha256"]))
    response.content_type = "image/jpeg"
    return response
