"""Loading the table of the CIE-10; the caller owns the transaction."""

from common.messages import events
from historia_clinica.cie10 import queries, rules


def load(tx, rows):
    """Write the codes of a table of text, whole or not at all: how many are new, changed and the same, and what was no code."""
    entries, others = rules.entries(rows)
    counts = queries.store(tx, entries) | {"codes": len(entries), "others": others}
    if counts["new"] or counts["changed"]:
        events.publish(
            tx,
            "cie10.loaded",
            "cie10:1",
            f"Cargó {len(entries)} códigos de la CIE-10 desde el servidor: {counts['new']} nuevos y {counts['changed']} cambiados",
            **counts,
        )
    return counts
