"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleCheck, FileCheck2, FilePen } from "lucide-react";
import { useState } from "react";
import { Can } from "@/components/patterns/can";
import { Link } from "@/components/patterns/link";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { StatusBadge } from "@/components/patterns/status-badge";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { appointmentPath, notePath } from "@/config/navigation";
import { paperNotesQuery, paperVisitsQuery } from "@/entities/outage/queries";
import type { Outage, PaperVisit } from "@/entities/outage/schema";
import { useUrlState } from "@/hooks/use-url-state";
import { dayOf } from "@/lib/dates";
import { formatCount, formatDateTime, formatTime } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";

const EntrySheet = lazy(() => import("./sheets").then((file) => file.EntrySheet));

const OPEN = ["PENDING", "CONFIRMED", "ARRIVED", "IN_PROGRESS"];

/** The visits of an outage: which sheets were entered, and which notes are missing. */
export function VisitsCard({ outage }: { outage: Outage }) {
  const url = useUrlState();
  const enters = useCan("outages:write");
  const reads = useCan("records:read");
  const writes = useCan("records:write");
  const visits = useQuery(paperVisitsQuery(outage.id));
  const notes = useQuery({ ...paperNotesQuery(outage.id), enabled: reads });
  const [chosen, setChosen] = useState<number | null>(Number(url.get("cita")) || null);
  const { data, error, refetch } = visits;
  if (!data)
    return error ? (
      <ErrorState error={error} what="las citas de esas horas" onRetry={() => void refetch()} />
    ) : (
      <Skeleton className="h-48 w-full rounded-xl" />
    );
  if (data.length === 0)
    return (
      <EmptyState
        icon={CircleCheck}
        title="No había citas en esas horas"
        action={
          <Can permission="appointments:write">
            <Button variant="outline" asChild>
              <Link href={`/agenda/?fecha=${dayOf(outage.started_at)}&nuevo=1`}>Agendar a quien vino</Link>
            </Button>
          </Can>
        }
      >
        A quien vino sin cita agéndelo con la hora en que vino (una hora del apagón), y aparecerá aquí.
      </EmptyState>
    );
  const noteOf = (visit: PaperVisit) => notes.data?.find(({ appointment_id: id }) => id === visit.appointment_id);
  const left = data.filter(({ status }) => OPEN.includes(status)).length;
  const visit = data.find(({ appointment_id: id }) => id === chosen);
  const close = () => {
    setChosen(null);
    url.set({ cita: null, hoja: null });
  };
  return (
    <section aria-labelledby="hojas" className="overflow-hidden rounded-xl border border-border bg-card shadow-1">
      <header className="border-b border-border px-4 py-3">
        <h2 id="hojas" className="text-lg font-semibold tracking-[-0.01em]">
          Hojas por ingresar
        </h2>
        <p className="text-sm text-muted-foreground">
          {left === 0
            ? "No falta ninguna."
            : `${left === 1 ? "Falta" : "Faltan"} ${formatCount(left, "cita", "citas")}.`}{" "}
          Lo que no ocurrió se cancela o se marca como inasistencia en la agenda.
          {url.get("hoja") && ` Elija de quién es la hoja ${url.get("hoja")}.`}
        </p>
      </header>
      <ul className="divide-y divide-border">
        {data.map((one) => {
          const note = noteOf(one);
          const open = OPEN.includes(one.status);
          return (
            <li key={one.appointment_id} className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5">
              <div className="min-w-0 flex-1 basis-56">
                <Link
                  className="font-medium underline-offset-2 hover:underline"
                  href={appointmentPath(one.appointment_id)}
                >
                  {one.patient.name}
                </Link>
                <p className="text-xs tabular-nums text-muted-foreground">
                  {formatDateTime(one.start_time)} · {one.doctor.name}
                  {one.entry && ` · en papel ${formatTime(one.entry.started_at)}–${formatTime(one.entry.ended_at)}`}
                </p>
              </div>
              <StatusBadge status={one.status} />
              {note && (
                <Button asChild variant="ghost" size="sm">
                  <Link href={notePath(one.patient.id, note.status === "DRAFT" ? note.note_id : undefined)}>
                    {note.status === "DRAFT" ? <FilePen aria-hidden /> : <FileCheck2 aria-hidden />}
                    {note.status === "DRAFT" ? "Nota en borrador" : "Nota firmada"}
                  </Link>
                </Button>
              )}
              {one.entry && !note && notes.data && <Badge variant="warning">Sin nota</Badge>}
              {enters && (open || (one.entry && !note && writes && notes.data)) && (
                <Button
                  size="sm"
                  variant={open ? "default" : "outline"}
                  aria-label={`${open ? "Ingresar la hoja" : "Escribir la nota"} de ${one.patient.name}`}
                  onClick={() => setChosen(one.appointment_id)}
                >
                  {open ? "Ingresar" : "Escribir nota"}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {visit && enters && (OPEN.includes(visit.status) || visit.entry) && (
        <EntrySheet
          key={visit.appointment_id}
          outage={outage}
          visit={visit}
          sheet={url.get("hoja") ?? undefined}
          onClose={close}
        />
      )}
    </section>
  );
}
