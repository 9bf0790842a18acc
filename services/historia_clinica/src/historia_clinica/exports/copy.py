"""The ZIP of a copy: JSON of every table of the record, its files, a summary as PDF, and a manifest with the SHA-256 of each."""

import hashlib
import os
import zipfile
from datetime import UTC, datetime
from pathlib import Path

from pydantic_core import to_json

from common.files.resource import ENDINGS
from common.files.store import store_of
from common.problems import Problem, Unavailable
from historia_clinica.annotations import queries as annotations
from historia_clinica.annotations.drawing import drawn
from historia_clinica.exports import queries, rules, summary

FOLDER = "exports"


def path_of(settings, name):
    return Path(settings.files_dir) / FOLDER / f"{name}.zip"


def must_be_there(path):
    if not path.is_file():
        raise Unavailable(
            "La copia no está donde se guardó. Avise a quien administra el sistema.", retry_after=60
        )


class Archive:
    """A ZIP that is being written, and what its manifest will say."""

    def __init__(self, path):
        self.zip = zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED)
        self.files = []

    def add(self, name, content):
        self.zip.writestr(name, content)
        self.files.append(
            {"path": name, "sha256": hashlib.sha256(content).hexdigest(), "size_bytes": len(content)}
        )


def make(settings, database, export, step):
    """Write the ZIP of `export`, read as who asked for it; its SHA-256 and size. `step(done, total)` is told how far it is."""
    path = path_of(settings, export["file_name"])
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = path.with_suffix(".part")
    made_at = datetime.now(UTC)
    try:
        with database.transaction() as db:
            db.act_as(f"{export['asked_by']['id']}/{export['asked_by_role']}")
            record, files = read(db, export["patient_id"])
        archive = Archive(draft)
        with archive.zip:
            total, missing = len(files) + 2, []
            archive.add("historia.json", to_json(record, indent=1))
            for name in ("citas", "facturas", "cuenta"):
                if name in export["told"]:
                    archive.add(f"{name}.json", to_json(export["told"][name], indent=1))
            step(1, total)
            for done, (name, content) in enumerate(files, 2):
                try:
                    archive.add(name, content(store_of(settings, "historia_clinica")))
                except Problem as problem:
                    missing.append({"path": name, "reason": str(problem)})
                step(done, total)
            archive.add("resumen.pdf", summary.printed(settings, export, record, made_at))
            manifest = {
                "patient_id": export["patient_id"],
                "made_at": made_at,
                "made_by": export["asked_by"],
                "files": archive.files,
                "omitted": export["told"]["omitted"],
                "missing": missing,
            }
            archive.zip.writestr("manifiesto.json", to_json(manifest, indent=1))
        with draft.open("rb") as file:
            os.fsync(file.fileno())
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
        size = draft.stat().st_size
        draft.replace(path)
        return sha256, size
    finally:
        draft.unlink(missing_ok=True)


def read(db, patient_id):
    """The rows of the record by table, and its files: (name in the copy, what reads its bytes from a store)."""
    ids = queries.ids(db, patient_id)
    tables = queries.tables(db)
    record, files = {"patients": queries.patients(db, ids)}, []
    for table in sorted(tables):
        names, of_bytes = queries.columns(db, table)
        where = rules.condition(tables, table)
        record[table] = queries.rows(db, table, where, names, ids)
        for row in record[table]:
            if row.get("file_id"):
                files.append(stored(db, table, row))
            if table == "attachments":
                files += annotated(db, row)
        if of_bytes:
            keys = [name for name in names if name == "id" or name.endswith("_id")][:1]
            for row in queries.rows(db, table, where, [*keys, *of_bytes], ids):
                files += [held(table, row, keys, name) for name in of_bytes if row[name] is not None]
    return record, files


def stored(db, table, row):
    """A file of the volume that a row names."""
    file = queries.file(db, row["file_id"])
    return (
        f"archivos/{table}-{row['id']}.{ENDINGS.get(file['media_type'], 'bin')}",
        lambda store, sha256=file["sha256"]: store.read(sha256),
    )


def annotated(db, row):
    """The image with what is drawn over it, beside the image itself; none where nothing is."""
    edition = annotations.last(db, row["id"])
    if edition is None or not edition["marks"]:
        return []
    sha256 = queries.file(db, row["file_id"])["sha256"]
    return [
        (
            f"archivos/attachments-{row['id']}-anotada.jpg",
            lambda store: drawn(store.read(sha256), edition["marks"]),
        )
    ]


def held(table, row, keys, name):
    """A document that a row holds itself."""
    content = bytes(row[name])
    ending = "pdf" if content.startswith(b"%PDF") else "bin"
    about = "-".join(str(row[key]) for key in keys)
    return f"archivos/{table}-{about}.{ending}", lambda store: content
