"""Expenses imported from a file, once, and all of them undone where it was the wrong one."""

from decimal import Decimal
from hashlib import sha256

from common.clock import clinic_today
from common.problems import Conflict, Invalid
from common.store.sql import only
from common.web import tables
from common.web.auth import me
from common.web.http import found
from facturacion.days import must_be_recent
from facturacion.expenses import events, rules
from facturacion.expenses.queries import imports as queries
from facturacion.expenses.queries.expenses import FIELDS
from facturacion.expenses.schemas.expenses import NewExpense
from facturacion.expenses.schemas.imports import HEADINGS, MOST_ROWS

PREVIEWED = 20


def examine(db, content):
    """What the file holds, row by row, against the rules and against what is there: the report, and the rows to record."""
    table = tables.read(content, HEADINGS, MOST_ROWS)
    entries, errors = tables.held_against(table, NewExpense)
    rows = []
    for number, entry in entries:
        row = entry.model_dump(include=set(FIELDS)) | {"from_till": False}
        try:
            must_be_recent(entry.date, clinic_today(), "date")
            rules.must_hold_its_parts(row)
            rows.append((number, row))
        except Invalid as problem:
            errors += [{"row": number, **error} for error in problem.errors]
    ready, known, repeated = rules.sorted_out(rows, queries.compared(db, [row for _, row in rows]))
    errors += repeated
    return ready, {
        "rows": len(table.rows) + len({error["row"] for error in table.errors}),
        "ready": len(ready),
        "total": sum((row["amount"] for _, row in ready), Decimal("0.00")),
        "known": known,
        "wrong_rows": len({error["row"] for error in errors}),
        "errors": tables.told(errors, HEADINGS),
        "ignored": table.ignored,
        "preview": [
            {"row": number}
            | only(row, "date", "category", "description", "amount", "supplier_name", "payment_method")
            for number, row in ready[:PREVIEWED]
        ],
        "done": None,
    }


def record(tx, new):
    """Record the rows of the file. Raises Conflict for a file that was imported, Invalid for rows with errors."""
    content_hash = sha256(new.content).hexdigest()
    must_be_new(queries.of_content(tx, content_hash))
    ready, report = examine(tx, new.content)
    if report["errors"] and not new.only_valid:
        first = report["errors"][0]
        where = f"fila {first['row']}" + (f", «{first['column']}»" if first["column"] else "")
        raise Invalid.field(
            "content", f"{report['wrong_rows']} filas tienen errores. La primera, {where}: {first['message']}"
        )
    if not ready:
        raise Invalid.field("content", "El archivo no trae ningún gasto nuevo.")
    done = queries.insert_import(tx, new.name, content_hash, len(ready), report["total"], me())
    queries.insert(tx, [row for _, row in ready], done["id"], me())
    events.imported(tx, done)
    return report | {"done": done}


def undo(tx, id, reason):
    """Void whatever stands of it. The same file may then be imported again."""
    found(queries.get(tx, id), "No existe esa importación.")
    undone = queries.undo(tx, id, reason, me())
    if undone is None:
        raise Conflict("Esa importación ya se deshizo.")
    voided = queries.void(tx, id, reason)
    events.import_undone(tx, undone, voided)
    return undone


def must_be_new(before):
    if before:
        raise Conflict(
            f"Ese archivo ya se importó como «{before['name']}» el {before['imported_at']:%d/%m/%Y}: "
            f"{before['expenses']} gastos. Deshaga esa importación si quiere repetirla.",
            errors=[{"field": "content", "message": "Ese archivo ya se importó."}],
        )
