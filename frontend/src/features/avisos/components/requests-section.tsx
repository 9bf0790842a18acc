"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { CalendarSearch, CircleCheck } from "lucide-react";
import { Can } from "@/components/patterns/can";
import { Link } from "@/components/patterns/link";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { appointmentPath } from "@/config/navigation";
import type { VisitReminder } from "@/entities/reminder/schema";
import { formatDateTime, formatDayMonth, formatPhone, formatTime, formatWeekday } from "@/lib/format";
import { notify, notifyError } from "@/lib/toast";
import { useNote } from "../api";

/** Who asked for another hour by the link. Once the visit moves or is cancelled, it leaves by itself. */
export function RequestsSection({ query }: { query: UseQueryResult<VisitReminder[]> }) {
  const handle = useNote("handled");
  if (query.isError) return <ErrorState error={query.error} what="los pedidos" onRetry={() => void query.refetch()} />;
  if (!query.data) return <Skeleton className="h-40 w-full rounded-xl" />;
  if (query.data.length === 0) {
    return (
      <EmptyState icon={CircleCheck} title="Nadie pide otra hora">
        Quien responde a su aviso que no puede a esa hora aparece aquí, con lo que le conviene.
      </EmptyState>
    );
  }
  return (
    <ul className="divide-y divide-border overflow-hidden rounded-xl border border-border bg-card shadow-1">
      {query.data.map((one) => (
        <li key={one.id} className="flex flex-wrap items-center gap-x-3 gap-y-2 px-4 py-3">
          <div className="min-w-0 flex-1 basis-64">
            <p className="font-medium">{one.patient.name}</p>
            <p className="text-sm tabular-nums text-muted-foreground">
              {formatWeekday(one.visit_at)} {formatDayMonth(one.visit_at)}, {formatTime(one.visit_at)} ·{" "}
              {one.doctor.name}
            </p>
            {one.answer_note && <p className="break-words text-sm">«{one.answer_note}»</p>}
            <p className="text-xs text-muted-foreground">
              Lo pidió {formatDateTime(one.answered_at!)}
              {one.patient.phone && ` · ${formatPhone(one.patient.phone)}`}
            </p>
          </div>
          <Button variant="outline" size="sm" asChild>
            <Link href={appointmentPath(one.appointment_id)}>
              <CalendarSearch aria-hidden />
              Cambiar la cita
            </Link>
          </Button>
          <Can permission="appointments:write">
            <Button
              variant="ghost"
              size="sm"
              aria-label={`Dar por atendido el pedido de ${one.patient.name}`}
              loading={handle.isPending && handle.variables === one.id}
              onClick={() =>
                void handle.mutateAsync(one.id).then(
                  () => notify("Pedido atendido"),
                  (error: unknown) => notifyError(error),
                )
              }
            >
              Atendido
            </Button>
          </Can>
        </li>
      ))}
    </ul>
  );
}
