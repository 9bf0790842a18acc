"use client";

import { Clock, MonitorCog } from "lucide-react";
import type { Appointment } from "@/entities/appointment/schema";
import { addMinutes } from "@/lib/dates";
import { formatTimeRange } from "@/lib/format";

/** What a visit occupies beside its hour: equipment, and its room while it is made ready and cleaned. */
export function PanelOccupies({ appointment }: { appointment: Appointment }) {
  const { equipment, room, preparation_minutes: before, cleaning_minutes: after, start_time, end_time } = appointment;
  const minutes = [before && `${before} min de preparación`, after && `${after} min de limpieza`].filter(Boolean);
  const occupied = formatTimeRange(addMinutes(start_time, -before), addMinutes(end_time, after));
  return (
    <section aria-label="Lo que ocupa" className="space-y-1.5 px-4 py-3 text-sm">
      {equipment.length > 0 && (
        <p className="flex items-start gap-2">
          <MonitorCog className="mt-0.5 size-4 shrink-0 text-muted-foreground" aria-hidden />
          <span className="min-w-0">{equipment.map(({ name }) => name).join(", ")}</span>
        </p>
      )}
      {minutes.length > 0 && (
        <p className="flex items-start gap-2">
          <Clock className="mt-0.5 size-4 shrink-0 text-muted-foreground" aria-hidden />
          <span className="min-w-0">
            {room?.name ?? "Equipo"} ocupado <span className="tabular-nums">{occupied}</span>
            <span className="text-muted-foreground"> · {minutes.join(" y ")}</span>
          </span>
        </p>
      )}
    </section>
  );
}
