"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { CalendarX2 } from "lucide-react";
import { Link } from "@/components/patterns/link";
import type { ReactNode } from "react";
import { Money } from "@/components/patterns/money";
import { ErrorState } from "@/components/patterns/state-panel";
import { StatusBadge } from "@/components/patterns/status-badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { appointmentPath } from "@/config/navigation";
import { KeepingNote } from "@/entities/appointment/keeping-note";
import { patientVisitsQuery } from "@/entities/appointment/queries";
import type { Appointment } from "@/entities/appointment/schema";
import { debtQuery } from "@/entities/invoice/queries";
import type { Patient } from "@/entities/patient/schema";
import { setUrlState } from "@/hooks/use-url-state";
import { add } from "@/lib/decimal";
import { formatDate, formatLongDate, formatRelativeDay, formatTimeRange } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { cn } from "@/lib/utils";
import { splitVisits } from "../visits";
import { visitSummary } from "../words";
import { Contact, Personal } from "./personal-cards";
import { RowsSkeleton } from "./rows-skeleton";
import { SectionCard } from "./section-card";

const PersonCards = lazy(
  () => import("./person-cards").then((file) => file.PersonCards),
  <RowsSkeleton label="los consentimientos y la familia" />,
);

export function SummaryTab({ patient }: { patient: Patient }) {
  const seesVisits = useCan("appointments:read");
  const visits = useInfiniteQuery({ ...patientVisitsQuery(patient.id), enabled: seesVisits });
  // One below the other, what comes last would be pushed down by visits that arrive after it.
  const waiting = seesVisits && visits.isPending;
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
      <div className="space-y-4">
        <Facts patient={patient} />
        {seesVisits && <KeepingNote patientId={patient.id} />}
        {seesVisits && <NextVisits patient={patient} />}
        <PersonCards patient={patient} />
      </div>
      <div className={cn("space-y-4", waiting && "max-lg:hidden")}>
        <Contact patient={patient} />
        <Personal patient={patient} />
      </div>
    </div>
  );
}

/** Last visit, absences and debt: what one wants to know before speaking. */
function Facts({ patient }: { patient: Patient }) {
  const seesVisits = useCan("appointments:read");
  const seesInvoices = useCan("invoices:read");
  const visits = useInfiniteQuery({ ...patientVisitsQuery(patient.id), enabled: seesVisits });
  const debt = useQuery({ ...debtQuery(patient.id), enabled: seesInvoices });
  if (!seesVisits && !seesInvoices) return null;

  const rows = visits.data?.pages.flatMap((page) => page.data);
  const { last, absences, counted } = splitVisits(rows ?? []);
  const part = visits.hasNextPage ? ` de las últimas ${counted}` : ` de ${counted}`;
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-xl border border-border bg-border shadow-1 sm:auto-cols-fr sm:grid-flow-col sm:grid-cols-none max-sm:[&>:last-child:nth-child(odd)]:col-span-2">
      {seesVisits && (
        <>
          <Fact label="Última visita" ready={rows !== undefined} failed={visits.isError}>
            {last ? formatDate(last.start_time) : "Ninguna todavía"}
          </Fact>
          <Fact label="Inasistencias" ready={rows !== undefined} failed={visits.isError}>
            {absences}
            <span className="font-normal text-muted-foreground">{part}</span>
          </Fact>
        </>
      )}
      {seesInvoices && (
        <Fact label="Por cobrar" ready={debt.data !== undefined} failed={debt.isError}>
          <button
            type="button"
            onClick={() => setUrlState({ tab: "facturacion" })}
            className="rounded-sm hover:underline"
          >
            <Money value={add(debt.data?.data.map(({ balance }) => balance) ?? [])} strong />
            {debt.data?.next && <span className="font-normal text-muted-foreground"> o más</span>}
          </button>
        </Fact>
      )}
    </dl>
  );
}

function Fact({
  label,
  ready,
  failed,
  children,
}: {
  label: string;
  ready: boolean;
  failed: boolean;
  children: ReactNode;
}) {
  return (
    <div className="min-w-0 bg-card px-4 py-3">
      <dt className="truncate text-xs text-muted-foreground">{label}</dt>
      <dd className="mt-0.5 text-base font-semibold tabular-nums">
        {ready ? (
          children
        ) : failed ? (
          <span className="text-sm font-normal text-muted-foreground">No se pudo cargar</span>
        ) : (
          <Skeleton className="my-1 w-20" />
        )}
      </dd>
    </div>
  );
}

function NextVisits({ patient }: { patient: Patient }) {
  const canBook = useCan("appointments:write");
  const { data, error, refetch } = useInfiniteQuery(patientVisitsQuery(patient.id));
  const { upcoming, last } = splitVisits(data?.pages.flatMap((page) => page.data) ?? []);
  const book = canBook && patient.active && (
    <Button variant="outline" size="sm" asChild>
      <Link href={`/agenda/?nuevo=1&paciente=${patient.id}`}>Dar una cita</Link>
    </Button>
  );

  if (error && !data) return <ErrorState error={error} what="las citas" onRetry={() => void refetch()} />;
  return (
    <>
      <SectionCard title="Próximas citas">
        {!data ? (
          <div role="status" aria-label="Cargando citas" className="p-4">
            <Skeleton className="w-48" />
            <Skeleton className="mt-2 w-64" />
          </div>
        ) : upcoming.length === 0 ? (
          <div className="flex flex-wrap items-center gap-3 px-4 py-5 text-sm text-muted-foreground">
            <CalendarX2 className="size-5 shrink-0" aria-hidden />
            <span className="min-w-0 flex-1">No tiene citas por delante.</span>
            {book}
          </div>
        ) : (
          <ul className="divide-y divide-border">
            {upcoming.map((visit) => (
              <VisitRow key={visit.id} visit={visit} />
            ))}
          </ul>
        )}
      </SectionCard>
      {last && (
        <SectionCard
          title="Última visita"
          action={
            <Button variant="link" size="sm" className="px-0" onClick={() => setUrlState({ tab: "citas" })}>
              Ver todas
            </Button>
          }
        >
          <ul>
            <VisitRow visit={last} />
          </ul>
        </SectionCard>
      )}
    </>
  );
}

function VisitRow({ visit }: { visit: Appointment }) {
  const day = formatRelativeDay(visit.start_time);
  return (
    <li>
      <Link
        href={appointmentPath(visit.id)}
        className="flex min-h-16 flex-wrap items-center gap-x-3 gap-y-1.5 px-4 py-2.5 hover:bg-muted/60 focus-visible:ring-inset"
      >
        <span className="min-w-0 flex-1">
          <span className="block text-base font-medium">
            {/^\d/.test(day) ? formatLongDate(visit.start_time) : day.charAt(0).toUpperCase() + day.slice(1)},{" "}
            {formatTimeRange(visit.start_time, visit.end_time)}
          </span>
          <span className="block truncate text-sm text-muted-foreground">
            {visitSummary(visit)} · {visit.doctor.name}
            {visit.room ? ` · ${visit.room.name}` : ""}
          </span>
        </span>
        <StatusBadge status={visit.status} />
      </Link>
    </li>
  );
}
