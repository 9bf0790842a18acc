"""SQL of consumptions: which completions of which appointments have been consumed, and which were undone."""

from common.store.db import json


def claim(tx, completions):
    """Of these pairs (appointment_id, completion), the set of those that are taken by this.

    The others have been consumed already, or are not to be any more.
    """
    rows = tx.all(
        """
        INSERT INTO inventario.consumptions (appointment_id, completion)
             SELECT * FROM unnest(%(appointment_ids)s::bigint[], %(completions)s::integer[]) AS done ORDER BY 1, 2
        ON CONFLICT DO NOTHING
          RETURNING appointment_id, completion
        """,
        appointment_ids=[id for id, _ in completions],
        completions=[completion for _, completion in completions],
    )
    return {(row["appointment_id"], row["completion"]) for row in rows}


def set_costs(tx, costs):
    """`costs` hold appointment_id, completion, cost, and whose they are: patient_id and patient_name."""
    tx.later(
        """
        UPDATE inventario.consumptions c SET cost = done.cost, patient_id = done.patient_id, patient_name = done.patient_name
          FROM jsonb_to_recordset(%(costs)s::jsonb)
               AS done (appointment_id bigint, completion integer, cost numeric, patient_id bigint, patient_name text)
         WHERE c.appointment_id = done.appointment_id AND c.completion = done.completion
        """,
        costs=json(costs),
    )


def undo(tx, appointment_id, completion):
    """The cost of the consumption that is undone by this; None where it was undone before.

    A completion that is not known yet is remembered as undone, so that it is never consumed.
    """
    return tx.value(
        """
        INSERT INTO inventario.consumptions AS c (appointment_id, completion, returned_at)
             VALUES (%(appointment_id)s, %(completion)s, now())
        ON CONFLICT ON CONSTRAINT consumptions_pkey
          DO UPDATE SET returned_at = now() WHERE c.returned_at IS NULL
          RETURNING cost
        """,
        appointment_id=appointment_id,
        completion=completion,
    )
