"""What changed in the agenda lately, and the snapshot of the database in which that is all."""

from common.store.db import Prepared

# When the server began: after the crash of one of its processes all of them begin anew under the same start, without what
# was in unlogged tables, and with figures (pg_stat) that are empty too.
BEGAN = "greatest(pg_postmaster_start_time(), pg_stat_get_bgwriter_stat_reset_time())"
CHANGES = f"""
    SELECT s.snapshot, s.boot, s.now, c.txid::text AS txid, extract(epoch FROM c.at)::bigint AS at, isfinite(c.starts) AS finite,
           CASE WHEN isfinite(c.starts) THEN c.starts END AS start_time, CASE WHEN isfinite(c.ends) THEN c.ends END AS end_time
      FROM (SELECT pg_current_snapshot()::text AS snapshot, extract(epoch FROM {BEGAN})::bigint AS boot,
                   extract(epoch FROM clock_timestamp())::bigint AS now) AS s
      LEFT JOIN citas.agenda_changes c ON {{which}}
     ORDER BY c.txid
    """
LATEST = Prepared(CHANGES.format(which="c.at > now() - interval '30 minutes'"))
SINCE = Prepared(CHANGES.format(which="c.txid >= %(txid)s"), txid="xid8")


def latest(db):
    """Those of the last half hour, by transaction; at least one row, for the snapshot."""
    return db.all(LATEST)


def since(db, txid):
    """The same of this transaction and those numbered after it: of one that is over, few, however much the day had."""
    return db.all(SINCE, txid=str(txid))
