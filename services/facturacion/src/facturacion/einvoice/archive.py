"""The documents of a month in one ZIP, written while it is read: no more than a page of them is in memory at a time."""

import csv
import io
import threading
import time
import zipfile

from common.problems import Unavailable
from facturacion.einvoice import reads, ride
from facturacion.einvoice.queries import einvoices

PAGE = 50
# Compiling a RIDE waits for its turn in this process; a file that has begun cannot ask to come back, so it waits longer.
TURNS, PAUSE_SECONDS = 30, 0.2
KINDS = {"01": "facturas", "04": "notas-de-credito"}
COLUMNS = (
    "tipo",
    "numero",
    "fecha",
    "clave_de_acceso",
    "estado",
    "autorizado",
    "comprador",
    "total",
    "en_el_archivo",
)
STATES = {
    "PREPARED": "PREPARADO", "SIGNED": "FIRMADO", "RECEIVED": "RECIBIDO", "AUTHORISED": "AUTORIZADO",
    "RETURNED": "DEVUELTO", "NOT_AUTHORISED": "NO AUTORIZADO",
}  # fmt: skip
# One at a time in a process: each takes a thread and a core for as long as somebody downloads.
_turn = threading.Semaphore(1)


def begin():
    """Take the turn of this process. Raises Unavailable while another file is being written."""
    if not _turn.acquire(blocking=False):
        raise Unavailable("Ya se está preparando otra descarga. Intente en un momento.", retry_after=15)


def end():
    _turn.release()


class Sink(io.RawIOBase):
    """What the ZIP writes, until it is taken."""

    def __init__(self):
        super().__init__()
        self.parts = []

    def writable(self):
        return True

    def write(self, part):
        self.parts.append(bytes(part))
        return len(part)

    def take(self):
        content, self.parts = b"".join(self.parts), []
        return content


def written(database, first, last, zone):
    """The bytes of the file, part by part: of each authorised document its XML and its RIDE, and an index of them all."""
    sink, index = Sink(), io.StringIO()
    lines = csv.writer(index)
    lines.writerow(COLUMNS)
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as file:
        for einvoice, xml in documents(database, first, last):
            kept = einvoice["status"] == "AUTHORISED"
            lines.writerow(told(einvoice, kept, zone))
            if kept:
                name = f"{KINDS[einvoice['document_code']]}/{ride.name_of(einvoice)}"
                add(file, f"{name}.xml", xml, einvoice["issue_date"])
                add(file, f"{name}.pdf", printed(einvoice, zone), einvoice["issue_date"])
            yield sink.take()
        add(file, "comprobantes.csv", b"\xef\xbb\xbf" + index.getvalue().encode(), last)
    yield sink.take()


def documents(database, first, last):
    """The documents of these days with their files, the oldest first, a page at a time: no connection is held meanwhile."""
    after = None
    while True:
        with database.session() as db:
            page = einvoices.of_days(db, first, last, after, PAGE)
        for row in page:
            yield row, row["content"] and reads.file_of(row | {"xml": row["content"]})
        if len(page) < PAGE:
            return
        after = (page[-1]["issue_date"], page[-1]["created_at"], page[-1]["id"])


def printed(einvoice, zone):
    for _ in range(TURNS):
        try:
            return bytes(ride.render(einvoice, "a4", zone))
        except Unavailable:
            time.sleep(PAUSE_SECONDS)
    return bytes(ride.render(einvoice, "a4", zone))


def add(file, name, content, day):
    """Dated by the document, so that the same month is the same file."""
    info = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
    info.external_attr = 0o644 << 16
    info.compress_type = zipfile.ZIP_DEFLATED
    file.writestr(info, content)


def told(einvoice, kept, zone):
    state = "ANULADO" if einvoice["annulment"] == "CONFIRMED" else STATES[einvoice["status"]]
    authorised = einvoice["authorised_at"]
    return (
        KINDS[einvoice["document_code"]], einvoice["number"], einvoice["issue_date"].isoformat(),
        einvoice["access_key"], state, authorised.astimezone(zone).isoformat() if authorised else "",
        plain(einvoice["buyer_name"]), einvoice["total"], "sí" if kept else "no",
    )  # fmt: skip


def plain(text):
    """No spreadsheet takes it for a formula."""
    return f"'{text}" if text[:1] in "=+-@" else text
