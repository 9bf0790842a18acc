"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleCheck, RotateCcw, TriangleAlert } from "lucide-react";
import { useEffect } from "react";
import { useWatch, type UseFormReturn } from "react-hook-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { planQuery, type NewSeries, type PlannedVisit, type SeriesPlan } from "@/entities/appointment/series";
import { useDebounced } from "@/hooks/use-debounced";
import { dayOf } from "@/lib/dates";
import { formatCount, formatLongDate, formatTime, formatTimeRange } from "@/lib/format";
import { messageOf } from "@/lib/problem";
import { seriesForm, wishOf, type Exceptions, type SeriesValues, type SeriesWish } from "../domain/series";

type SeriesDatesProps = {
  form: UseFormReturn<SeriesValues, unknown, SeriesWish>;
  exceptions: Exceptions;
  onExceptions: (exceptions: Exceptions) => void;
};

/** Every date that would be booked, as the agenda is now; where one does not fit, another hour for it, or none. */
export function SeriesDates({ form, exceptions, onExceptions }: SeriesDatesProps) {
  const typed = useWatch({ control: form.control });
  const parsed = seriesForm.safeParse(typed);
  const rule = parsed.success ? JSON.stringify(wishOf(parsed.data, {})) : null;
  // Another rule has other days: what was left out of the one before means nothing in it.
  const days = parsed.success ? daysOf(wishOf(parsed.data, {})) : null;
  useEffect(() => onExceptions({}), [days, onExceptions]);
  const wish = useDebounced(parsed.success ? JSON.stringify(wishOf(parsed.data, exceptions)) : null, 300);
  const looked = useQuery(planQuery(wish ? (JSON.parse(wish) as NewSeries) : null));
  return rule === null ? null : <Dates looked={looked} exceptions={exceptions} onExceptions={onExceptions} />;
}

type DatesProps = Omit<SeriesDatesProps, "form"> & {
  looked: { data?: SeriesPlan; error: unknown; isPlaceholderData: boolean };
};

/** What was looked at: each date, another hour for one that does not fit, and those that are left out. */
export function Dates({ looked: { data: plan, error, isPlaceholderData }, exceptions, onExceptions }: DatesProps) {
  if (error) return <Alert variant="destructive">{messageOf(error)}</Alert>;
  if (!plan) return <p className="text-sm text-muted-foreground">Revisando las fechas…</p>;
  const unfit = plan.visits.filter((visit) => problemsOf(visit).length > 0);
  const left = Object.entries(exceptions).filter(([, start]) => start === null);
  return (
    <section aria-label="Fechas" aria-busy={isPlaceholderData} className="space-y-2">
      <p role="status" className="text-sm font-semibold">
        {formatCount(plan.visits.length, "fecha", "fechas")}
        {unfit.length > 0 && (
          <span className="text-st-pending-fg"> · {formatCount(unfit.length, "no cabe", "no caben")}</span>
        )}
      </p>
      <ul className="divide-y divide-border rounded-lg border border-border text-sm">
        {plan.visits.map((visit) => (
          <Visit
            key={visit.occurrence}
            visit={visit}
            alone={plan.visits.length === 1}
            onWish={(start) => onExceptions({ ...exceptions, [visit.day]: start })}
          />
        ))}
      </ul>
      {left.length > 0 && (
        <ul className="space-y-1 text-sm text-muted-foreground">
          {left.map(([day]) => (
            <li key={day} className="flex items-center justify-between gap-2">
              <span className="line-through">{formatLongDate(day)}</span>
              <Button
                variant="ghost"
                size="xs"
                className="max-md:h-11"
                onClick={() =>
                  onExceptions(Object.fromEntries(Object.entries(exceptions).filter(([other]) => other !== day)))
                }
              >
                <RotateCcw aria-hidden />
                Volver a incluir
              </Button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** What the days of a wish follow from; who and where changes none of them. */
const daysOf = ({ start_time, repeat }: NewSeries) => JSON.stringify([start_time, repeat]);

const problemsOf = ({ parts }: PlannedVisit) => [...new Set(parts.flatMap(({ problem }) => problem ?? []))];

type VisitProps = { visit: PlannedVisit; alone: boolean; onWish: (start: string | null) => void };

function Visit({ visit, alone, onWish }: VisitProps) {
  const { parts, day, next_slots } = visit;
  const first = parts[0]!;
  const last = parts[parts.length - 1]!;
  const problems = problemsOf(visit);
  return (
    <li className="space-y-1.5 px-3 py-2">
      <div className="flex items-center gap-2">
        {problems.length > 0 ? (
          <TriangleAlert className="size-4 shrink-0 text-st-pending-fg" role="img" aria-label="No cabe" />
        ) : (
          <CircleCheck className="size-4 shrink-0 text-success-fg" role="img" aria-label="Libre" />
        )}
        <span className="flex min-w-0 flex-1 justify-between gap-x-2 max-sm:flex-col">
          {formatLongDate(dayOf(first.start_time))}
          <span className="tabular-nums text-muted-foreground">{formatTimeRange(first.start_time, last.end_time)}</span>
        </span>
        {!alone && (
          <Button
            variant="ghost"
            size="xs"
            className="max-md:h-11"
            onClick={() => onWish(null)}
            aria-label={`Dejar fuera el ${formatLongDate(day)}`}
          >
            Dejar fuera
          </Button>
        )}
      </div>
      {problems.length > 0 && (
        <div className="flex flex-wrap items-center gap-1.5 pl-6 text-st-pending-fg">
          <span className="basis-full">{problems.join(" ")}</span>
          {next_slots.map((slot) => (
            <Button
              key={slot.start_time}
              variant="outline"
              size="xs"
              className="max-md:h-11"
              onClick={() => onWish(slot.start_time)}
            >
              {dayOf(slot.start_time) === dayOf(first.start_time)
                ? formatTime(slot.start_time)
                : `${formatLongDate(dayOf(slot.start_time))}, ${formatTime(slot.start_time)}`}
            </Button>
          ))}
        </div>
      )}
    </li>
  );
}
