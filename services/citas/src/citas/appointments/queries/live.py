"""What changed in the agenda lately, and the snapshot of the database in which that is all."""

from common.store.db import Prepared

LATEST = Prepared("""
    SELECT s.snapshot, s.boot, s.now, c.txid::text AS txid, extract(epoch FROM c.at)::bigint AS at, isfinite(c.starts) AS finite,
           CASE WHEN isfinite(c.starts) THEN c.starts END AS start_time, CASE WHEN isfinite(c.ends) THEN c.ends END AS end_time
      FROM (SELECT pg_current_snapshot()::text AS snapshot, extract(epoch FROM pg_postmaster_start_time())::bigint AS boot,
                   extract(epoch FROM clock_timestamp())::bigint AS now) AS s
      LEFT JOIN citas.agenda_changes c ON c.at > now() - interval '30 minutes'
    """)


def latest(db):
    return db.all(LATEST)
