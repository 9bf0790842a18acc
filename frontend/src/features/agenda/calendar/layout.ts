// Places a day's visits in one professional's column. Time is never stretched: an hour is always as high as the
// density says. What is too short to hold a line of text is drawn at `least` pixels, and borrows the difference from
// the padding of whatever follows it.

export type DensityName = "compacta" | "comoda";
export type Density = { hour: number; least: number; gap: number };

export const DENSITY: Record<DensityName, Density> = {
  compacta: { hour: 72, least: 18, gap: 1 },
  comoda: { hour: 104, least: 22, gap: 2 },
};

/** From when to when, in milliseconds; `gone` is who was cancelled or did not come. */
export type Placeable = { id: number; start: number; end: number; gone: boolean };

export type Place = {
  /** Pixels. */
  height: number;
  /** Pixels by which the text stands lower, because a short visit before it is drawn over its padding. */
  push: number;
  lane: number;
  lanes: number;
  /** Shrunk to an icon at the right: its hour was taken by another, or is offered again. */
  rail: boolean;
  /** Leaves room for such an icon. */
  railed: boolean;
};

type Span = { start: number; end: number };
const HOUR = 3_600_000;
/** A gap this short between two visits does not keep them apart on screen. */
const TOUCHING = 6 * 60_000;
const overlap = (a: Span, b: Span) => a.start < b.end && b.start < a.end;

/** `offered` are the free gaps that are drawn. */
export function layout(visits: readonly Placeable[], offered: readonly Span[], { hour, least, gap }: Density) {
  const px = (span: number) => (span * hour) / HOUR;
  const own = (visit: Placeable) => px(visit.end - visit.start) - gap;
  const lack = (visit: Placeable) => Math.max(0, least - own(visit));
  const sorted = [...visits].sort((a, b) => a.start - b.start || b.end - a.end || a.id - b.id);
  const isRail = (visit: Placeable) =>
    visit.gone &&
    (sorted.some((other) => !other.gone && overlap(other, visit)) || offered.some((free) => overlap(free, visit)));
  const rails = sorted.filter(isRail);
  const drawn = sorted.filter((visit) => !rails.includes(visit));
  const lanes = lanesOf(drawn, lack, (next) => own(next) - lack(next) >= least - 0.5);

  const places = new Map<number, Place>();
  for (const visit of sorted) {
    const rail = rails.includes(visit);
    const { lane, lanes: of } = lanes.get(visit.id) ?? { lane: 0, lanes: 1 };
    const before = drawn.find((other) => {
      const beside = lanes.get(other.id)!;
      const apart = visit.start - other.end;
      return apart >= 0 && apart < TOUCHING && lack(other) > 0 && (beside.lanes === 1 || beside.lane === lane);
    });
    const push = rail || !before ? 0 : Math.max(0, Math.round(least - px(visit.start - before.start)));
    places.set(visit.id, {
      height: Math.max(own(visit), least),
      push,
      lane,
      lanes: of,
      rail,
      railed: !rail && rails.some((other) => overlap(other, visit)),
    });
  }
  return places;
}

/** Who overlaps shares the width. So do two short ones in a row, when the second has nothing to lend. */
function lanesOf(drawn: readonly Placeable[], lack: (visit: Placeable) => number, lends: (next: Placeable) => boolean) {
  const found = new Map<number, { lane: number; lanes: number }>();
  let group: { id: number; lane: number }[] = [];
  let ends: number[] = [];
  let groupEnd = -Infinity;
  const close = () => {
    for (const { id, lane } of group) found.set(id, { lane, lanes: ends.length });
    group = [];
    ends = [];
  };
  drawn.forEach((visit, index) => {
    if (visit.start >= groupEnd) close();
    const next = drawn[index + 1];
    const crowds = lack(visit) > 0 && next !== undefined && next.start === visit.end && !lends(next);
    const end = crowds ? visit.end + 1 : visit.end;
    const open = ends.findIndex((taken) => taken <= visit.start);
    const lane = open < 0 ? ends.length : open;
    ends[lane] = end;
    group.push({ id: visit.id, lane });
    groupEnd = Math.max(groupEnd, end);
  });
  close();
  return found;
}
