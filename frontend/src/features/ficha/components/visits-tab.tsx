"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { CalendarPlus, CalendarRange, ChevronDown, FilePlus2 } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { useState } from "react";
import { Money } from "@/components/patterns/money";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { StatusBadge } from "@/components/patterns/status-badge";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Collapsible, CollapsibleContent, CollapsibleTrigger } from "@/components/ui/collapsible";
import { appointmentPath } from "@/config/navigation";
import { patientVisitsQuery } from "@/entities/appointment/queries";
import type { Appointment } from "@/entities/appointment/schema";
import { visitInvoicesQuery } from "@/entities/invoice/queries";
import type { Patient } from "@/entities/patient/schema";
import { visitNotesQuery } from "@/entities/record/queries";
import { setUrlState, useUrlState } from "@/hooks/use-url-state";
import { today } from "@/lib/dates";
import { formatDate, formatQuantity, formatTimeRange } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { visitSummary } from "../words";
import { InvoiceLine } from "./invoice-line";
import { LoadMore } from "./load-more";
import { NoteCard } from "./note-card";
import { RowsSkeleton } from "./rows-skeleton";

const VisitsYear = lazy(() => import("./visits-year").then((file) => file.VisitsYear), <RowsSkeleton label="el año" />);

/** A patient's visits: all of them, the latest first, or those of one year at a glance (`anio` in the address). */
export function VisitsTab({ patient }: { patient: Patient }) {
  const year = Number(useUrlState().get("anio"));
  return Number.isInteger(year) && year > 1900 && year < 2200 ? (
    <VisitsYear patient={patient} year={year} />
  ) : (
    <VisitsList patient={patient} />
  );
}

function VisitsList({ patient }: { patient: Patient }) {
  const canBook = useCan("appointments:write") && patient.active;
  const pages = useInfiniteQuery(patientVisitsQuery(patient.id));
  const { data, error, refetch } = pages;
  const book = canBook && (
    <Button size="sm" variant="outline" asChild>
      <Link href={`/agenda/?nuevo=1&paciente=${patient.id}`}>
        <CalendarPlus aria-hidden />
        Nueva cita
      </Link>
    </Button>
  );

  if (!data)
    return error ? (
      <ErrorState error={error} what="las citas" onRetry={() => void refetch()} />
    ) : (
      <RowsSkeleton label="las citas" />
    );
  const visits = data.pages.flatMap((page) => page.data);
  const { total, total_exact: exact } = data.pages[0]!;
  if (visits.length === 0) {
    return (
      <EmptyState icon={CalendarPlus} title="Sin citas todavía" action={book}>
        Aquí se ve cada cita con sus notas y sus facturas.
      </EmptyState>
    );
  }
  return (
    <section aria-label="Citas" className="overflow-hidden rounded-xl border border-border bg-card shadow-1">
      <header className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 border-b border-border px-4 py-2">
        <h2 className="flex-1 text-lg font-semibold tracking-[-0.01em]">
          Citas
          {total !== undefined && (
            <span className="ml-2 text-sm font-normal tabular-nums tracking-normal text-muted-foreground">
              {exact === false && "más de "}
              {total}
            </span>
          )}
        </h2>
        <Button size="sm" variant="ghost" onClick={() => setUrlState({ anio: today().slice(0, 4) })}>
          <CalendarRange aria-hidden />
          Ver por año
        </Button>
        {book}
      </header>
      <ul className="divide-y divide-border">
        {visits.map((visit) => (
          <li key={visit.id}>
            <VisitRow visit={visit} />
          </li>
        ))}
      </ul>
      <LoadMore pages={pages} what="citas" />
    </section>
  );
}

function VisitRow({ visit }: { visit: Appointment }) {
  const [open, setOpen] = useState(false);
  return (
    <Collapsible open={open} onOpenChange={setOpen} asChild>
      <article aria-label={`Cita del ${formatDate(visit.start_time)}`}>
        <CollapsibleTrigger className="group flex min-h-16 w-full flex-wrap items-center gap-x-3 gap-y-1.5 px-4 py-2.5 text-left hover:bg-muted/60 focus-visible:ring-inset sm:flex-nowrap">
          <span className="min-w-0 flex-1 basis-full sm:basis-0">
            <span className="block text-base font-medium tabular-nums">
              {formatDate(visit.start_time)}, {formatTimeRange(visit.start_time, visit.end_time)}
              {visit.overbooked && (
                <Badge variant="outline" className="ml-2 h-5 rounded-sm align-middle">
                  Sobrecupo
                </Badge>
              )}
            </span>
            <span className="mt-0.5 block truncate text-sm text-muted-foreground">
              {visitSummary(visit)} · {visit.doctor.name}
            </span>
          </span>
          <StatusBadge status={visit.status} />
          <Money value={visit.total} dashZero className="ml-auto min-w-20 text-right sm:ml-0" />
          <ChevronDown
            className="size-4 shrink-0 text-muted-foreground transition-transform duration-160 group-data-[state=open]:rotate-180"
            aria-hidden
          />
        </CollapsibleTrigger>
        <CollapsibleContent>
          <VisitDetail visit={visit} />
        </CollapsibleContent>
      </article>
    </Collapsible>
  );
}

/** Asked when a visit is opened: reading notes leaves a trace. */
function VisitDetail({ visit }: { visit: Appointment }) {
  const seesNotes = useCan("records:read");
  const seesInvoices = useCan("invoices:read");
  const lines = [
    ...visit.treatments.map((line) => ({ ...line, key: `t${line.treatment_id}` })),
    ...visit.extras.map((line) => ({ ...line, key: `p${line.product_id}` })),
  ];
  return (
    <div className="space-y-4 border-t border-border bg-muted/40 px-4 py-3.5">
      {visit.cancel_reason && (
        <p className="text-sm">
          <span className="text-muted-foreground">Motivo de la cancelación:</span> {visit.cancel_reason}
        </p>
      )}
      {lines.length > 0 && (
        <p className="text-sm text-muted-foreground">
          {lines.map(({ key, name, quantity }, index) => (
            <span key={key}>
              {index > 0 && ", "}
              {Number(quantity) !== 1 && `${formatQuantity(quantity)} × `}
              {name}
            </span>
          ))}
          {visit.room && ` · ${visit.room.name}`}
        </p>
      )}
      {seesNotes && <VisitNotes visit={visit} />}
      {seesInvoices && <VisitInvoices visit={visit} />}
      <Button variant="outline" size="sm" asChild>
        <Link href={appointmentPath(visit.id)}>Ver en la agenda</Link>
      </Button>
    </div>
  );
}

const caption = "mb-1.5 text-xs text-muted-foreground";
const box = "divide-y divide-border overflow-hidden rounded-lg border border-border bg-card";

function VisitNotes({ visit }: { visit: Appointment }) {
  const canWrite = useCan("records:write") && visit.status !== "CANCELLED" && visit.status !== "NO_SHOW";
  const { data, error, refetch } = useQuery(visitNotesQuery(visit.id));
  const write = () => setUrlState({ tab: "notas", nota: "nueva", cita: visit.id });
  return (
    <section aria-label="Notas de la cita">
      <h3 className={caption}>Notas</h3>
      {error && !data ? (
        <ErrorState bare error={error} what="las notas" onRetry={() => void refetch()} className="py-4" />
      ) : !data ? (
        <RowsSkeleton label="las notas" rows={1} />
      ) : data.length > 0 ? (
        <div className={box}>
          {data.map((note) => (
            <NoteCard
              key={note.id}
              note={note}
              onEdit={() => setUrlState({ tab: "notas", nota: note.id, cita: null })}
            />
          ))}
        </div>
      ) : (
        <div className="flex flex-wrap items-center gap-3 text-sm">
          <span className="text-muted-foreground">Esta cita no tiene nota.</span>
          {canWrite && (
            <Button variant="outline" size="sm" onClick={write}>
              <FilePlus2 aria-hidden />
              Escribir nota
            </Button>
          )}
        </div>
      )}
    </section>
  );
}

function VisitInvoices({ visit }: { visit: Appointment }) {
  const { data, error, refetch } = useQuery({ ...visitInvoicesQuery(visit.id), select: (page) => page.data });
  return (
    <section aria-label="Facturas de la cita">
      <h3 className={caption}>Facturas</h3>
      {error && !data ? (
        <ErrorState bare error={error} what="las facturas" onRetry={() => void refetch()} className="py-4" />
      ) : !data ? (
        <RowsSkeleton label="las facturas" rows={1} />
      ) : data.length > 0 ? (
        <ul className={box}>
          {data.map((invoice) => (
            <li key={invoice.id}>
              <InvoiceLine invoice={invoice} />
            </li>
          ))}
        </ul>
      ) : (
        <p className="text-sm text-muted-foreground">
          {visit.status === "COMPLETED"
            ? "Su borrador de factura aún no ha llegado."
            : "El borrador de factura se prepara al completar la cita."}
        </p>
      )}
    </section>
  );
}
