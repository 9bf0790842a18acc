"use client";

import { useQuery } from "@tanstack/react-query";
import { ErrorState } from "@/components/patterns/state-panel";
import { Sheet, SheetBody, SheetContent, SheetDescription, SheetHeader, SheetTitle } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { timeOffQuery, workingHoursQuery } from "@/entities/schedule/queries";
import { addDays, dayOf, startOfWeek, today } from "@/lib/dates";
import { formatDate, formatFullDate, formatTimeRange, formatWeekday } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useMe } from "@/lib/session";

const BusySection = lazy(() => import("@/entities/feed/busy-section").then((file) => file.BusySection));
const FeedSection = lazy(() => import("@/entities/feed/feed-section").then((file) => file.FeedSection));
const WEEK = [0, 1, 2, 3, 4, 5, 6];

/** The own hours and absences, for who attends: somebody else enters them. */
export function OwnHoursSheet({ onClose }: { onClose: () => void }) {
  const id = Number(useMe().id);
  const hours = useQuery(workingHoursQuery(id));
  const off = useQuery(timeOffQuery(id, { from: today() }));
  const coming = hours.data?.timetables.filter(({ valid_from }) => valid_from && valid_from > today()) ?? [];
  const failed = hours.isError || off.isError;
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()}>
      <SheetContent>
        <SheetHeader>
          <SheetTitle>Mi horario y ausencias</SheetTitle>
          <SheetDescription>Los ingresa quien administra los horarios. Avísele si algo no es así.</SheetDescription>
        </SheetHeader>
        <SheetBody>
          {failed ? (
            <ErrorState
              bare
              error={hours.error ?? off.error}
              what="su horario"
              onRetry={() => void Promise.all([hours.refetch(), off.refetch()])}
            />
          ) : (
            <>
              <section aria-label="Horario semanal" className="space-y-1">
                <h3 className="text-sm font-semibold">Cada semana</h3>
                {!hours.data && <Skeleton className="h-40 w-full" />}
                {hours.data?.items.length === 0 && (
                  <p className="text-sm text-muted-foreground">Nadie ingresó todavía su horario.</p>
                )}
                {hours.data && hours.data.items.length > 0 && (
                  <dl className="divide-y divide-border text-sm">
                    {WEEK.map((weekday) => {
                      const spans = hours.data.items.filter((row) => row.weekday === weekday);
                      return (
                        <div key={weekday} className="flex gap-3 py-2">
                          <dt className="w-16 shrink-0 font-medium">
                            {formatWeekday(addDays(startOfWeek(today()), weekday))}
                          </dt>
                          <dd className="tabular-nums text-muted-foreground">
                            {spans.length === 0
                              ? "No atiende"
                              : spans
                                  .map(
                                    ({ start_time, end_time }) => `${start_time.slice(0, 5)}–${end_time.slice(0, 5)}`,
                                  )
                                  .join(" · ")}
                          </dd>
                        </div>
                      );
                    })}
                  </dl>
                )}
              </section>
              {coming.length > 0 && (
                <p className="mt-3 text-sm">
                  Tiene otro horario desde el {coming.map(({ valid_from }) => formatDate(valid_from!)).join(" y el ")}.
                </p>
              )}
              <section aria-label="Ausencias" className="mt-5 space-y-1">
                <h3 className="text-sm font-semibold">Ausencias</h3>
                {off.data?.length === 0 && <p className="text-sm text-muted-foreground">No hay ausencias desde hoy.</p>}
                <ul className="divide-y divide-border text-sm">
                  {off.data?.map((row) => (
                    <li key={row.id} className="py-2">
                      <span className="block font-medium">{row.reason}</span>
                      <span className="block tabular-nums text-muted-foreground">{spanOf(row)}</span>
                    </li>
                  ))}
                </ul>
              </section>
            </>
          )}
          <FeedSection doctorId={id} bare />
          <BusySection doctorId={id} bare />
        </SheetBody>
      </SheetContent>
    </Sheet>
  );
}

const spanOf = ({ start_time, end_time }: { start_time: string; end_time: string }) =>
  dayOf(start_time) === dayOf(end_time)
    ? `${formatFullDate(start_time)}, ${formatTimeRange(start_time, end_time)}`
    : `${formatFullDate(start_time)} – ${formatFullDate(end_time)}`;
