"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarSearch } from "lucide-react";
import { useRef, type KeyboardEvent } from "react";
import { ErrorState } from "@/components/patterns/state-panel";
import { APPOINTMENT_STATUS, APPOINTMENT_STATUSES } from "@/components/patterns/status-badge";
import { Skeleton } from "@/components/ui/skeleton";
import type { FoundDay } from "@/entities/appointment/finder";
import { dayCountsQuery } from "@/entities/appointment/queries";
import type { DayCount } from "@/entities/appointment/schema";
import { addDays, daysBetween, today } from "@/lib/dates";
import { formatCount, formatLongDate, formatWeekday } from "@/lib/format";
import { cn } from "@/lib/utils";
import { spanOfMode, type AgendaViewState } from "../use-agenda-view";

const STEP: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 };

type MonthViewProps = { view: AgendaViewState; found?: readonly FoundDay[] };

/** A month by what each day holds, and how many hours a search `found` in it. A day opens its agenda. */
export function MonthView({ view, found }: MonthViewProps) {
  const { from, to } = spanOfMode("mes", view.day);
  const query = useQuery(dayCountsQuery({ from, to, doctorId: view.doctorIds[0] }));
  const grid = useRef<HTMLDivElement>(null);
  if (query.isError) return <ErrorState bare error={query.error} what="el mes" onRetry={() => void query.refetch()} />;

  const days = Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index));
  const counts = new Map(query.data?.map((count) => [count.date, count]));
  const busiest = Math.max(1, ...[...counts.values()].map(({ count }) => count));

  function onKeyDown(event: KeyboardEvent) {
    const step = STEP[event.key];
    const day = (event.target as HTMLElement).closest<HTMLElement>("[data-day]")?.dataset.day;
    if (!step || !day) return;
    event.preventDefault();
    grid.current?.querySelector<HTMLElement>(`[data-day="${addDays(day, step)}"]`)?.focus();
  }

  return (
    <div
      ref={grid}
      role="group"
      aria-label="Mes"
      onKeyDown={onKeyDown}
      className="grid min-h-full grid-cols-7 gap-px bg-border"
      style={{ gridTemplateRows: `auto repeat(${days.length / 7}, minmax(5rem, 1fr))` }}
    >
      {days.slice(0, 7).map((day) => (
        <p key={day} className="bg-card px-2 py-1.5 text-xs text-muted-foreground">
          {formatWeekday(day)}
        </p>
      ))}
      {days.map((day) => (
        <MonthDay
          key={day}
          day={day}
          count={counts.get(day)}
          found={found?.find(({ date }) => date === day)?.count ?? 0}
          busiest={busiest}
          loading={query.isPending}
          outside={day.slice(0, 7) !== view.day.slice(0, 7)}
          focusable={day === view.day}
          onOpen={() => view.show("dia", day)}
        />
      ))}
    </div>
  );
}

type MonthDayProps = {
  day: string;
  count?: DayCount;
  found: number;
  busiest: number;
  loading: boolean;
  outside: boolean;
  focusable: boolean;
  onOpen: () => void;
};

function MonthDay({ day, count, found, busiest, loading, outside, focusable, onOpen }: MonthDayProps) {
  const isToday = day === today();
  const parts = APPOINTMENT_STATUSES.map((status) => ({ status, count: count?.by_status[status] ?? 0 })).filter(
    (part) => part.count > 0,
  );
  const spoken = parts.map((part) => `${part.count} ${APPOINTMENT_STATUS[part.status].label.toLowerCase()}`).join(", ");
  const free = formatCount(found, "hora libre", "horas libres");
  return (
    <button
      type="button"
      data-day={day}
      tabIndex={focusable ? 0 : -1}
      aria-current={isToday ? "date" : undefined}
      onClick={onOpen}
      className={cn(
        "flex flex-col items-stretch gap-1 p-1.5 text-left transition-colors duration-120 hover:bg-accent focus-visible:relative focus-visible:z-10 focus-visible:ring-inset md:p-2",
        outside ? "bg-muted text-muted-foreground" : "bg-card",
      )}
    >
      <span className="sr-only">{`${formatLongDate(day)}: ${formatCount(count?.count ?? 0, "cita", "citas")}${spoken && `. ${spoken}`}${found > 0 ? `. ${free}` : ""}`}</span>
      <span aria-hidden className="flex items-center justify-between gap-1">
        <span
          className={cn(
            "grid size-6 place-items-center rounded-full text-sm tabular-nums",
            isToday && "bg-primary font-semibold text-primary-foreground",
          )}
        >
          {Number(day.slice(8))}
        </span>
        {found > 0 && (
          <span
            title={free}
            className="flex items-center gap-1 rounded-sm border border-dashed border-primary px-1 text-2xs tabular-nums text-primary"
          >
            <CalendarSearch className="size-3" />
            {found}
          </span>
        )}
      </span>
      {loading && <Skeleton className="mt-auto w-full" />}
      {count && count.count > 0 && (
        <span aria-hidden className="mt-auto space-y-1">
          <span className="block text-sm font-semibold tabular-nums">
            {count.count}
            <span className="ml-1 hidden font-normal text-muted-foreground md:inline">
              {count.count === 1 ? "cita" : "citas"}
            </span>
          </span>
          <span
            className="flex h-1.5 gap-px overflow-hidden rounded-full"
            style={{ width: `${Math.max(12, (count.count / busiest) * 100)}%` }}
          >
            {parts.map((part) => (
              <span
                key={part.status}
                className={APPOINTMENT_STATUS[part.status].edge}
                style={{ flexGrow: part.count }}
              />
            ))}
          </span>
        </span>
      )}
    </button>
  );
}
