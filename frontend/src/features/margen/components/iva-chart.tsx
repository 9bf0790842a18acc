import { Card } from "@/components/ui/card";
import type { Books } from "@/entities/report/schema";
import { addDays, endOfMonth } from "@/lib/dates";
import { formatDate, formatDayMonth, formatMoney, formatMoneyShort } from "@/lib/format";
import { cn } from "@/lib/utils";

const NOTHING = { sold: "0.00", bought: "0.00" };

/** Each day of the month with what was sold and bought on it, with its IVA. */
function daysOf({ month, days: told }: Books) {
  const byDay = new Map(told.map((one) => [one.day, one]));
  const days: Books["days"] = [];
  const last = endOfMonth(`${month}-01`);
  for (let day = `${month}-01`; day <= last; day = addDays(day, 1)) days.push(byDay.get(day) ?? { day, ...NOTHING });
  return days;
}

const heightOf = (value: string, most: number) => `${(Math.max(Number(value), 0) / most) * 100}%`;

type ChartProps = { books: Books; opened: string | null; onOpen: (day: string) => void };

/** The documents of the month as a picture: each day opens those that make it. */
export function IvaChart({ books, opened, onOpen }: ChartProps) {
  const days = daysOf(books);
  const most = Math.max(1, ...days.flatMap(({ sold, bought }) => [Number(sold), Number(bought)]));
  return (
    <Card aria-label="Documentos por día" className="px-4 pt-3">
      <figure>
        <figcaption className="flex flex-wrap items-center gap-x-3.5 gap-y-1 text-xs text-muted-foreground">
          <h2 className="mr-2 text-lg font-semibold text-foreground">Por día</h2>
          <span className="flex items-center gap-1.5">
            <span aria-hidden className="h-2.5 w-3.5 rounded-[2px] bg-primary" />
            Ventas con IVA
          </span>
          <span className="flex items-center gap-1.5">
            <span aria-hidden className="h-2.5 w-3.5 rounded-[2px] bg-chart-2" />
            Compras con IVA
          </span>
          <span className="ml-auto tabular-nums">hasta {formatMoneyShort(most)}</span>
        </figcaption>
        <div className="mt-2 flex h-32 items-end gap-px border-b border-border">
          {days.map(({ day, sold, bought }) =>
            Number(sold) === 0 && Number(bought) === 0 ? (
              <span key={day} className="h-full min-w-0 flex-1" />
            ) : (
              <button
                key={day}
                type="button"
                aria-pressed={opened === day}
                aria-label={`${formatDate(day)}: ventas ${formatMoney(sold)}, compras ${formatMoney(bought)}`}
                title={`${formatDate(day)}: ventas ${formatMoney(sold)}, compras ${formatMoney(bought)}`}
                onClick={() => onOpen(day)}
                className={cn(
                  "flex h-full min-w-0 flex-1 items-end justify-center gap-px rounded-t-[3px] px-px hover:bg-accent",
                  opened === day && "bg-accent",
                )}
              >
                <span className="flex-1 rounded-t-[3px] bg-primary" style={{ height: heightOf(sold, most) }} />
                <span className="flex-1 rounded-t-[3px] bg-chart-2" style={{ height: heightOf(bought, most) }} />
              </button>
            ),
          )}
        </div>
        <div aria-hidden className="flex justify-between pb-3 pt-1 text-xs tabular-nums text-muted-foreground">
          <span>{formatDayMonth(days[0]!.day)}</span>
          <span>{formatDayMonth(days[Math.floor(days.length / 2)]!.day)}</span>
          <span>{formatDayMonth(days.at(-1)!.day)}</span>
        </div>
      </figure>
    </Card>
  );
}
