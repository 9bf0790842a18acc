import type { SaleRow, Sales } from "@/entities/report/schema";
import { addDays, addMonths } from "@/lib/dates";
import { formatDayMonth, formatMoney, formatMoneyShort, formatMonth } from "@/lib/format";
import { cn } from "@/lib/utils";
import { figureOf, keyOf, nameOf, type View } from "../words";

type ChartProps = { sales: Sales; view: View; opened: string | null; onOpen: (key: string) => void };

// More columns than that are too thin to be hit; months say as much.
const MOST_DAYS = 62;

/** The figures of the table as a picture. Each bar opens the lines that make it. */
export function SalesChart(props: ChartProps) {
  const timed = props.view.by === "day" || props.view.by === "month";
  return timed ? <Columns {...props} /> : <Bars {...props} />;
}

/** Every day or month of the span, with what was collected marked on what was charged. */
function Columns({ sales, view, opened, onOpen }: ChartProps) {
  const slots = slotsOf(sales, view);
  const known = new Map(sales.rows.map((row) => [keyOf(row, view), row]));
  const most = Math.max(1, ...sales.rows.flatMap((row) => [Number(row.charged), Number(row.collected)]));
  const height = (value: string) => `${(Math.max(Number(value), 0) / most) * 100}%`;
  if (slots.length > MOST_DAYS)
    return (
      <p className="pb-3 text-sm text-muted-foreground">
        El gráfico de días alcanza para dos meses. «Por mes» muestra todo el período.
      </p>
    );
  return (
    <figure>
      <figcaption className="flex flex-wrap gap-x-3.5 gap-y-1 text-xs text-muted-foreground">
        <Mark className="h-2.5 w-3.5 rounded-[2px] bg-primary" label="Facturado con IVA" />
        <Mark className="h-0.5 w-3.5 bg-chart-2" label="Cobrado" />
        <span className="ml-auto tabular-nums">hasta {formatMoneyShort(most)}</span>
      </figcaption>
      <div className="mt-2 flex h-36 items-end gap-px border-b border-border">
        {slots.map((slot) => {
          const row = known.get(slot);
          return row ? (
            <button
              key={slot}
              type="button"
              aria-expanded={opened === slot}
              aria-label={`${nameOf(row, view)}: facturado ${formatMoney(row.charged)}, cobrado ${formatMoney(row.collected)}`}
              title={`${nameOf(row, view)}: ${formatMoney(row.charged)}, cobrado ${formatMoney(row.collected)}`}
              onClick={() => onOpen(slot)}
              className={cn(
                "group relative h-full min-w-0 flex-1 rounded-t-[3px] hover:bg-accent",
                opened === slot && "bg-accent",
              )}
            >
              <Column row={row} height={height} />
            </button>
          ) : (
            <span key={slot} className="h-full min-w-0 flex-1" />
          );
        })}
      </div>
      <div aria-hidden className="flex justify-between pb-3 pt-1 text-xs tabular-nums text-muted-foreground">
        <span>{wordOf(slots[0], view)}</span>
        {slots.length > 2 && <span>{wordOf(slots[Math.floor(slots.length / 2)], view)}</span>}
        {slots.length > 1 && <span>{wordOf(slots.at(-1), view)}</span>}
      </div>
    </figure>
  );
}

function Column({ row, height }: { row: SaleRow; height: (value: string) => string }) {
  return (
    <>
      <span
        className="absolute inset-x-[18%] bottom-0 rounded-t-[3px] bg-primary"
        style={{ height: height(row.charged) }}
      />
      <span
        className="absolute inset-x-[6%] h-0.5 bg-chart-2 ring-1 ring-card"
        style={{ bottom: height(row.collected) }}
      />
    </>
  );
}

const Mark = ({ className, label }: { className: string; label: string }) => (
  <span className="flex items-center gap-1.5">
    <span aria-hidden className={className} />
    {label}
  </span>
);

const wordOf = (slot: string | undefined, view: View) =>
  slot && (view.by === "day" ? formatDayMonth(slot) : formatMonth(slot));

/** Every day, or month, from the first to the last: one without anything is a gap, not left out. */
function slotsOf({ from, to, rows }: Sales, view: View) {
  const last = rows.at(-1)?.day ?? to;
  const slots = [];
  if (view.by === "day") for (let day = from; day <= last; day = addDays(day, 1)) slots.push(day);
  else
    for (let month = `${from.slice(0, 7)}-01`; month <= last; month = addMonths(month, 1))
      slots.push(month.slice(0, 7));
  return slots;
}

const SHOWN = 8;

/** The largest rows on one scale. */
function Bars({ sales, view, opened, onOpen }: ChartProps) {
  const figure = figureOf(view);
  const rows = sales.rows.filter((row) => Number(row[figure]) > 0).slice(0, SHOWN);
  const most = Math.max(1, ...rows.map((row) => Number(row[figure])));
  return (
    <ul aria-label="Lo que más se vendió" className="grid gap-x-6 pb-3 lg:grid-cols-2">
      {rows.map((row) => {
        const key = keyOf(row, view);
        return (
          <li key={key}>
            <button
              type="button"
              aria-expanded={opened === key}
              onClick={() => onOpen(key)}
              className="flex min-h-11 w-full items-center gap-3 rounded-sm text-left text-sm hover:bg-accent md:min-h-8"
            >
              <span className="w-32 shrink-0 truncate sm:w-44">{nameOf(row, view)}</span>
              <span aria-hidden className="flex h-2.5 min-w-0 flex-1">
                <span
                  className="rounded-[3px] bg-primary"
                  style={{ width: `${(Number(row[figure]) / most) * 100}%` }}
                />
              </span>
              <span className="shrink-0 tabular-nums">{formatMoney(row[figure])}</span>
            </button>
          </li>
        );
      })}
    </ul>
  );
}
