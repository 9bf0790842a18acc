import type { Appointment } from "@/entities/appointment/schema";
import type { InvoiceRow } from "@/entities/invoice/schema";
import type { TimelineEntry } from "@/entities/record/schema";
import { dayOf } from "@/lib/dates";

export type Line =
  | { kind: "ENTRY"; key: string; at: string; entry: TimelineEntry }
  | { kind: "INVOICE"; key: string; at: string; invoice: InvoiceRow };
/** A visit with its lines, or what came without one: each line a heading of its own. */
export type Block = { key: string; at: string; visit: Appointment | null; lines: Line[] };
export type Day = { day: string; blocks: Block[] };

/** A list that grows: what came of it, and whether there is more. */
export type Stream<T> = { rows: readonly T[]; more: boolean };

const instant = (moment: string) => Date.parse(moment);

const entryLine = (entry: TimelineEntry): Line => ({
  kind: "ENTRY",
  key: `${entry.kind}${entry.id}`,
  at: entry.at,
  entry,
});
const invoiceLine = (invoice: InvoiceRow): Line => ({
  kind: "INVOICE",
  key: `INVOICE${invoice.id}`,
  at: invoice.created_at,
  invoice,
});

/** Until when all that there is has come: earlier than this a list that goes on may still bring something. */
function horizonOf(streams: { at: string | undefined; more: boolean }[]) {
  const ends = streams.filter(({ more }) => more).map(({ at }) => (at === undefined ? Infinity : instant(at)));
  return Math.max(-Infinity, ...ends);
}

/**
 * The days of a record, the last first, the visit being the unit: its notes, papers and invoices are lines beneath it,
 * whatever day they were made on. What belongs to no visit that came stands by itself.
 */
export function daysOf(
  visits: Stream<Appointment>,
  entries: Stream<TimelineEntry>,
  invoices: Stream<InvoiceRow>,
): { days: Day[]; more: boolean } {
  const horizon = horizonOf([
    { at: visits.rows.at(-1)?.start_time, more: visits.more },
    { at: entries.rows.at(-1)?.at, more: entries.more },
    { at: invoices.rows.at(-1)?.created_at, more: invoices.more },
  ]);
  const blocks = new Map<string, Block>();
  for (const visit of visits.rows) {
    const key = `VISIT${visit.id}`;
    blocks.set(key, { key, at: visit.start_time, visit, lines: [] });
  }
  const lines: [number | null, Line][] = [
    ...entries.rows.map((entry): [number | null, Line] => [entry.appointment_id, entryLine(entry)]),
    ...invoices.rows.map((invoice): [number | null, Line] => [invoice.appointment_id ?? null, invoiceLine(invoice)]),
  ];
  for (const [visitId, line] of lines) {
    const visit = visitId !== null ? blocks.get(`VISIT${visitId}`) : undefined;
    if (visit) visit.lines.push(line);
    else blocks.set(line.key, { key: line.key, at: line.at, visit: null, lines: [line] });
  }

  const days = new Map<string, Block[]>();
  const shown = [...blocks.values()].filter(({ at }) => instant(at) >= horizon);
  for (const block of shown.sort((one, other) => instant(other.at) - instant(one.at))) {
    block.lines.sort((one, other) => instant(one.at) - instant(other.at));
    const day = dayOf(block.at);
    days.set(day, [...(days.get(day) ?? []), block]);
  }
  return {
    days: [...days].map(([day, of]) => ({ day, blocks: of })),
    more: visits.more || entries.more || invoices.more,
  };
}
