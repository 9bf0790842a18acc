"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import { useState } from "react";
import { StatusBadge } from "@/components/patterns/status-badge";
import { Button } from "@/components/ui/button";
import { changesQuery, type Change } from "@/entities/appointment/keeping";
import { correctionsQuery } from "@/entities/appointment/queries";
import type { Appointment, Correction } from "@/entities/appointment/schema";
import { formatDateTime } from "@/lib/format";

/** The steps of a visit that were taken back: which, why, by whom and when. Most visits have none, and show nothing. */
export function PanelHistory({ appointment: { id } }: { appointment: Appointment }) {
  const { data: corrections, isError, refetch } = useQuery(correctionsQuery(id));
  if (isError) {
    return (
      <p className="flex items-center justify-between gap-2 px-4 py-2 text-sm text-muted-foreground">
        No se pudieron consultar las correcciones.
        <Button variant="ghost" size="xs" onClick={() => void refetch()}>
          Reintentar
        </Button>
      </p>
    );
  }
  return (
    <>
      {corrections && corrections.length > 0 && <Corrections corrections={corrections} />}
      <Changes id={id} />
    </>
  );
}

function Corrections({ corrections }: { corrections: readonly Correction[] }) {
  return (
    <section aria-label="Correcciones" className="space-y-1.5 px-4 py-3.5 text-sm">
      <h3 className="font-semibold">Correcciones</h3>
      <ol className="space-y-3">
        {corrections.map(({ id, from_status, to_status, reason, corrected_by, created_at }) => (
          <li key={id} className="space-y-1">
            <p className="flex flex-wrap items-center gap-1.5">
              <StatusBadge status={from_status} />
              <ArrowRight className="size-3.5 text-muted-foreground" role="img" aria-label="pasó a" />
              <StatusBadge status={to_status} />
            </p>
            <p className="break-words">{reason}</p>
            <p className="text-xs text-muted-foreground">
              {corrected_by.name}, <time dateTime={created_at}>{formatDateTime(created_at)}</time>
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

const DID: Record<string, string> = {
  known: "Como estaba al empezar este registro",
  booked: "Agendó",
  rescheduled: "Reprogramó",
  updated: "Modificó",
  confirmed: "Confirmó",
  arrived: "Registró la llegada",
  started: "Empezó la atención",
  completed: "Terminó la atención",
  cancelled: "Canceló",
  missed: "Marcó la inasistencia",
  returned: "Devolvió a espera",
  corrected: "Corrigió el estado",
  reopened: "Reabrió",
};

/** Who moved what, when and from where: asked for when it is opened. */
function Changes({ id }: { id: number }) {
  const [open, setOpen] = useState(false);
  const { data: changes, isError, isLoading } = useQuery(changesQuery(id, open));
  return (
    <details className="px-4 py-3 text-sm" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="cursor-pointer font-semibold">Quién y cuándo</summary>
      {isError && <p className="mt-2 text-muted-foreground">No se pudo consultar.</p>}
      {isLoading && <p className="mt-2 text-muted-foreground">Un momento…</p>}
      {changes?.length === 0 && (
        <p className="mt-2 text-muted-foreground">Sin cambios desde que se lleva este registro.</p>
      )}
      <ol className="mt-2 space-y-2">
        {changes?.map((one) => (
          <li key={one.id}>
            <p className="break-words">
              {one.by_name ?? "El sistema"}: {DID[one.what] ?? one.what}
              {movedWords(one)}
            </p>
            <p className="text-xs text-muted-foreground">
              <time dateTime={one.changed_at}>{formatDateTime(one.changed_at)}</time>
              {one.ip && `, desde ${one.ip}`}
            </p>
          </li>
        ))}
      </ol>
    </details>
  );
}

/** «: del 5 ene, 10:00 al 6 ene, 15:00; con…», of what changed. */
function movedWords(one: Change) {
  const said = [
    one.from_start_time &&
      one.from_start_time !== one.start_time &&
      `del ${formatDateTime(one.from_start_time)} al ${formatDateTime(one.start_time)}`,
    one.from_doctor_name &&
      one.from_doctor_name !== one.doctor_name &&
      `de ${one.from_doctor_name} a ${one.doctor_name}`,
    one.from_doctor_name &&
      one.from_room_name !== one.room_name &&
      `de ${one.from_room_name ?? "sin consultorio"} a ${one.room_name ?? "sin consultorio"}`,
  ].filter(Boolean);
  return said.length > 0 ? `, ${said.join("; ")}` : "";
}
