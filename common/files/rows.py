"""The table `files` of a service: what a file is and who uploaded it. A row is written once; its id cannot be guessed."""

from datetime import datetime
from uuid import UUID

from pydantic import BaseModel, Field

from common.problems import Invalid

COLUMNS = "id, sha256, media_type, size_bytes, width, height, pages, created_at"
UNKNOWN = "Ese archivo no existe o lo subió otra persona: vuelva a subirlo."


class StoredFile(BaseModel):
    """A file that was uploaded and can now be attached to something by its id."""

    id: UUID
    sha256: str = Field(examples=["9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"])
    media_type: str = Field(examples=["image/jpeg"])
    size_bytes: int = Field(description="Tal como se guardó, ya limpio")
    width: int | None = Field(description="En píxeles, si es una imagen")
    height: int | None
    pages: int | None = Field(description="Si es un PDF")
    created_at: datetime


def insert(tx, sha256, examined, uploader):
    return tx.one(
        f"""
        INSERT INTO files (sha256, media_type, size_bytes, width, height, pages, uploaded_by_id, uploaded_by_name)
             VALUES (%(sha256)s, %(media_type)s, %(size_bytes)s, %(width)s, %(height)s, %(pages)s,
                     %(uploaded_by_id)s, %(uploaded_by_name)s)
          RETURNING {COLUMNS}
        """,
        sha256=sha256,
        media_type=examined.media_type,
        size_bytes=len(examined.content),
        width=examined.width,
        height=examined.height,
        pages=examined.pages,
        uploaded_by_id=uploader.id,
        uploaded_by_name=uploader.name,
    )


def own(tx, id, user, field="file_id"):
    """The file that this user uploaded. Raises Invalid of `field` where there is none: nobody attaches another's by its id."""
    row = tx.one(
        f"SELECT {COLUMNS} FROM files WHERE id = %(id)s AND uploaded_by_id = %(user)s",
        id=str(id),
        user=user.id,
    )
    if row is None:
        raise Invalid.field(field, UNKNOWN)
    return row
