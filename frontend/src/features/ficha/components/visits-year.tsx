"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarX, ChevronLeft, ChevronRight, Rows3 } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { APPOINTMENT_STATUS, APPOINTMENT_STATUSES, StatusBadge } from "@/components/patterns/status-badge";
import { Button } from "@/components/ui/button";
import { appointmentPath } from "@/config/navigation";
import { patientYearQuery, visitsOfPatientsQuery } from "@/entities/appointment/queries";
import type { Appointment } from "@/entities/appointment/schema";
import type { Patient } from "@/entities/patient/schema";
import { setUrlState } from "@/hooks/use-url-state";
import { dayOf } from "@/lib/dates";
import { formatCount, formatDate, formatMonth, formatTime, formatTimeRange, formatWeekday } from "@/lib/format";
import { cn } from "@/lib/utils";
import { visitSummary } from "../words";
import { RowsSkeleton } from "./rows-skeleton";

const monthOf = ({ start_time }: Appointment) => dayOf(start_time).slice(0, 7);
const monthsOf = (year: number) =>
  Array.from({ length: 12 }, (_, index) => `${year}-${String(index + 1).padStart(2, "0")}`);

/** Of some visits, how many are in each state, in the states' own order. */
export const statesOf = (visits: readonly Appointment[]) =>
  APPOINTMENT_STATUSES.map((status) => ({
    status,
    count: visits.filter((visit) => visit.status === status).length,
  })).filter(({ count }) => count > 0);

/** `1 atendida`, `13 atendidas`; what is said of a place stays. */
const counted = (word: string, count: number) => (count !== 1 && /[ai]da$/.test(word) ? `${word}s` : word);

const saidOf = (visits: readonly Appointment[]) =>
  statesOf(visits)
    .map(({ status, count }) => `${count} ${counted(APPOINTMENT_STATUS[status].label.toLowerCase(), count)}`)
    .join(", ");

/** A year of one patient: how many visits in each month and how they ended, which is next, and each of them. */
export function VisitsYear({ patient, year }: { patient: Patient; year: number }) {
  const { data: visits, error, refetch } = useQuery(patientYearQuery(patient.id, year));
  return (
    <section
      aria-label={`Citas de ${year}`}
      className="overflow-hidden rounded-xl border border-border bg-card shadow-1"
    >
      <header className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-2 border-b border-border px-4 py-2">
        <h2 className="flex-1 text-lg font-semibold tracking-[-0.01em]">Citas</h2>
        <YearStepper year={year} />
        <Button size="sm" variant="ghost" onClick={() => setUrlState({ anio: null })}>
          <Rows3 aria-hidden />
          Ver todas
        </Button>
      </header>
      {!visits ? (
        error ? (
          <ErrorState bare error={error} what="las citas del año" onRetry={() => void refetch()} />
        ) : (
          <RowsSkeleton label="las citas del año" />
        )
      ) : (
        <>
          <p className="px-4 py-3 text-sm">
            <b className="font-semibold">{formatCount(visits.length, "cita", "citas")}</b>
            {visits.length > 0 && `: ${saidOf(visits)}`}. <Next patientId={patient.id} />
          </p>
          {visits.length === 0 ? (
            <EmptyState bare icon={CalendarX} title={`Sin citas en ${year}`}>
              Elija otro año, o vea todas.
            </EmptyState>
          ) : (
            <>
              <Months year={year} visits={visits} />
              {monthsOf(year).map((month) => (
                <Month key={month} month={month} visits={visits.filter((visit) => monthOf(visit) === month)} />
              ))}
            </>
          )}
        </>
      )}
    </section>
  );
}

function YearStepper({ year }: { year: number }) {
  const go = (to: number) => setUrlState({ anio: to });
  const side = "grid h-full w-11 place-items-center text-muted-foreground hover:bg-accent md:w-8";
  return (
    <div
      role="group"
      aria-label="Año"
      className="inline-flex h-11 items-center overflow-hidden rounded-md border border-border text-sm font-medium md:h-8"
    >
      <button type="button" aria-label="Año anterior" className={side} onClick={() => go(year - 1)}>
        <ChevronLeft className="size-4" aria-hidden />
      </button>
      <span aria-live="polite" className="border-x border-border px-3 leading-8 tabular-nums">
        {year}
      </span>
      <button type="button" aria-label="Año siguiente" className={side} onClick={() => go(year + 1)}>
        <ChevronRight className="size-4" aria-hidden />
      </button>
    </div>
  );
}

/** When the patient is expected next, of whatever year. */
function Next({ patientId }: { patientId: number }) {
  const { data } = useQuery(visitsOfPatientsQuery([patientId]));
  if (!data) return null;
  const next = data[0]?.next;
  return (
    <span className="text-muted-foreground">
      {next
        ? `La próxima: ${formatWeekday(dayOf(next)).toLowerCase()} ${formatDate(next)}, ${formatTime(next)}.`
        : "Ninguna por venir."}
    </span>
  );
}

/** Twelve months side by side: as high as visits there are, in the colours of how they ended. A month leads to its rows. */
function Months({ year, visits }: { year: number; visits: readonly Appointment[] }) {
  const months = monthsOf(year).map((month) => ({ month, own: visits.filter((visit) => monthOf(visit) === month) }));
  const busiest = Math.max(...months.map(({ own }) => own.length));
  return (
    <ol
      aria-label="Por mes"
      className="grid grid-cols-6 gap-x-1 gap-y-3 border-y border-border px-4 py-3 sm:grid-cols-12"
    >
      {months.map(({ month, own }) => (
        <li key={month} className="min-w-0">
          <a
            href={`#mes-${month}`}
            aria-disabled={own.length === 0 || undefined}
            aria-label={`${formatMonth(month)}: ${own.length === 0 ? "sin citas" : saidOf(own)}`}
            className={cn(
              "flex flex-col items-center gap-1 rounded-md py-1 text-xs",
              own.length > 0 ? "hover:bg-accent" : "pointer-events-none text-muted-foreground",
            )}
            onClick={(event) => {
              event.preventDefault();
              document.getElementById(`mes-${month}`)?.focus();
            }}
          >
            <span aria-hidden className="font-semibold tabular-nums">
              {own.length || "—"}
            </span>
            <span aria-hidden className="flex h-16 w-6 flex-col justify-end gap-px">
              {statesOf(own).map(({ status, count }) => (
                <span
                  key={status}
                  className={cn("rounded-[2px]", APPOINTMENT_STATUS[status].edge)}
                  style={{ height: `${(count / busiest) * 100}%` }}
                />
              ))}
            </span>
            <span aria-hidden className="text-muted-foreground">
              {formatMonth(month).slice(0, 3).toLowerCase()}
            </span>
          </a>
        </li>
      ))}
    </ol>
  );
}

function Month({ month, visits }: { month: string; visits: readonly Appointment[] }) {
  if (visits.length === 0) return null;
  return (
    <section aria-labelledby={`mes-${month}`}>
      <h3
        id={`mes-${month}`}
        tabIndex={-1}
        className="scroll-mt-16 bg-muted px-4 py-2 text-sm font-medium focus-visible:ring-inset"
      >
        {formatMonth(month)}
      </h3>
      <ul className="divide-y divide-border">
        {visits.map((visit) => (
          <li key={visit.id}>
            <Link
              href={appointmentPath(visit.id)}
              className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2 text-sm hover:bg-accent focus-visible:ring-inset"
            >
              <span className="w-44 shrink-0 font-medium tabular-nums">
                {formatDate(visit.start_time)}, {formatTimeRange(visit.start_time, visit.end_time)}
              </span>
              <span className="min-w-0 flex-1 basis-40 truncate text-muted-foreground">
                {visitSummary(visit)} · {visit.doctor.name}
              </span>
              <StatusBadge status={visit.status} />
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
