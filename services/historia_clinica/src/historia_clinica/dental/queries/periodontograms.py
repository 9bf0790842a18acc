"""Every statement on periodontograms; none commits."""

from common.store.db import json
from common.store.sql import names
from historia_clinica.dental.queries.versions import Versions

TOOTH = ("tooth", "absent", "mobility", "furcation", "depth", "margin", "bleeding", "suppuration", "plaque")
# Of the teeth that are there: a site is examined that has a depth, a margin or a mark.
INDICES = """(SELECT jsonb_build_object(
                   'sites', count(*) FILTER (WHERE s.depth IS NOT NULL OR s.margin IS NOT NULL
                                                OR s.bleeding OR s.suppuration OR s.plaque),
                   'bleeding', count(*) FILTER (WHERE s.bleeding), 'suppuration', count(*) FILTER (WHERE s.suppuration),
                   'plaque', count(*) FILTER (WHERE s.plaque),
                   'deep_4', count(*) FILTER (WHERE s.depth >= 4), 'deep_6', count(*) FILTER (WHERE s.depth >= 6),
                   'depth_sum', coalesce(sum(s.depth), 0), 'depth_sites', count(s.depth),
                   'attachment_sum', coalesce(sum(s.depth - s.margin), 0), 'attachment_sites', count(s.depth - s.margin))
                  FROM historia_clinica.periodontal_teeth t,
                       unnest(t.depth, t.margin, t.bleeding, t.suppuration, t.plaque)
                           AS s (depth, margin, bleeding, suppuration, plaque)
                 WHERE t.periodontogram_id = o.id) AS indices"""
TEETH = f"""(SELECT coalesce(jsonb_agg(jsonb_build_object({", ".join(f"'{name}', t.{name}" for name in TOOTH)})
                        ORDER BY t.tooth > 30, array_position(historia_clinica.arch(t.tooth), t.tooth)), '[]')
                  FROM historia_clinica.periodontal_teeth t
                 WHERE t.periodontogram_id = o.id) AS teeth"""
CHARTS = Versions("historia_clinica.periodontograms", f"{TEETH}, {INDICES}", INDICES)


def replace_teeth(tx, id, rows):
    tx.run("DELETE FROM historia_clinica.periodontal_teeth WHERE periodontogram_id = %(id)s", id=id)
    tx.run(
        f"""
        INSERT INTO historia_clinica.periodontal_teeth (periodontogram_id, {names(TOOTH)})
             SELECT %(id)s, {names(TOOTH, of="given")}
               FROM jsonb_populate_recordset(NULL::historia_clinica.periodontal_teeth, %(rows)s::jsonb) AS given
        """,
        id=id,
        rows=json(rows),
    )
