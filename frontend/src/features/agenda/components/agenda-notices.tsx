"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarDays } from "lucide-react";
import { useState } from "react";
import { Link } from "@/components/patterns/link";
import { EmptyState } from "@/components/patterns/state-panel";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { strandedQuery } from "@/entities/schedule/queries";
import type { Stranded } from "@/entities/schedule/schema";
import { formatCount } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import type { AgendaToolbarProps } from "./agenda-toolbar";

const StrandedDialog = lazy(() => import("@/entities/schedule/stranded-dialog").then((file) => file.StrandedDialog));

/** Visits that lost their doctor, hour or room, until somebody moves them. */
export function StrandedNotice() {
  const { data } = useQuery({ ...strandedQuery, enabled: useCan("appointments:write") });
  const [shown, setShown] = useState<Stranded | null>(null);
  if (!data || data.total === 0) return null;
  return (
    <>
      <Alert
        variant="warning"
        className="m-2"
        action={
          <Button variant="outline" size="xs" onClick={() => setShown(data)}>
            Ver
          </Button>
        }
      >
        Hay {formatCount(data.total, "cita por reubicar", "citas por reubicar")}: su profesional, hora o consultorio ya
        no está disponible.
      </Alert>
      <StrandedDialog stranded={shown} onClose={() => setShown(null)} />
    </>
  );
}

/** Some hours are missing: what is closed or free of somebody is not drawn. */
export function HoursFailed({ onRetry }: { onRetry: () => void }) {
  return (
    <Alert
      variant="warning"
      className="m-2"
      action={
        <Button variant="outline" size="xs" onClick={onRetry}>
          Reintentar
        </Button>
      }
    >
      No se pudieron leer todos los horarios: faltan las horas cerradas y libres de alguien.
    </Alert>
  );
}

/** A clinic in which nobody attends yet. */
export function NoDoctors() {
  const canSchedule = useCan("schedules:write");
  return (
    <EmptyState
      bare
      icon={CalendarDays}
      title="Todavía no hay profesionales"
      action={
        canSchedule && (
          <Button variant="outline" asChild>
            <Link href="/usuarios/">Ir a usuarios</Link>
          </Button>
        )
      }
    >
      La agenda muestra a las personas activas de quienes se dijo, en Usuarios, que atienden pacientes.
    </EmptyState>
  );
}

/** Who does not attend this day takes no column; a click opens one all the same. */
export function IdleDoctors({ view, data }: AgendaToolbarProps) {
  return (
    <div
      role="group"
      aria-label="No atienden este día"
      className="flex flex-wrap items-center gap-x-1 border-b border-border bg-muted px-3 py-0.5 text-xs text-muted-foreground"
    >
      No atienden este día:
      {data.idle.map(({ id, name }) => (
        <button
          key={id}
          type="button"
          onClick={() => view.choose([id])}
          className="rounded-sm px-1.5 py-1 font-medium text-foreground hover:bg-accent hover:text-accent-foreground"
        >
          {name}
        </button>
      ))}
    </div>
  );
}
