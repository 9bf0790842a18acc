"use client";

import { FacetFilter } from "@/components/data-table/facet-filter";
import { APPOINTMENT_STATUS, APPOINTMENT_STATUSES } from "@/components/patterns/status-badge";
import { cn } from "@/lib/utils";
import type { AgendaToolbarProps } from "./agenda-toolbar";

/** A month of everybody, or of one; what its colours say. */
export function MonthOf({ view, data }: AgendaToolbarProps) {
  return (
    <>
      <FacetFilter
        facet={{
          name: "prof",
          label: "Profesional",
          options: data.doctors.map(({ id, name }) => ({ value: String(id), label: name })),
        }}
        value={view.doctorIds[0] ? String(view.doctorIds[0]) : null}
        onChange={(value) => view.choose(value ? [Number(value)] : [])}
      />
      <StatusLegend />
    </>
  );
}

function StatusLegend() {
  return (
    <ul
      aria-label="Colores de los estados"
      className="ml-2 hidden flex-wrap items-center gap-x-3 gap-y-1 text-xs text-muted-foreground lg:flex"
    >
      {APPOINTMENT_STATUSES.map((status) => (
        <li key={status} className="flex items-center gap-1.5">
          <span aria-hidden className={cn("size-2 rounded-full", APPOINTMENT_STATUS[status].edge)} />
          {APPOINTMENT_STATUS[status].label}
        </li>
      ))}
    </ul>
  );
}
