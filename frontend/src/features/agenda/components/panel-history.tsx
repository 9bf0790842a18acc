"use client";

import { useQuery } from "@tanstack/react-query";
import { ArrowRight } from "lucide-react";
import { StatusBadge } from "@/components/patterns/status-badge";
import { Button } from "@/components/ui/button";
import { correctionsQuery } from "@/entities/appointment/queries";
import type { Appointment } from "@/entities/appointment/schema";
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
  if (!corrections?.length) return null;
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
