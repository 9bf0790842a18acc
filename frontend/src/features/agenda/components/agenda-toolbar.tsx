"use client";

import { FacetFilter } from "@/components/data-table/facet-filter";
import { Skeleton } from "@/components/ui/skeleton";
import { lazy } from "@/lib/lazy";
import type { AgendaData } from "../use-agenda-data";
import type { AgendaViewState } from "../use-agenda-view";
import { ModeSwitch } from "./agenda-header";

// The figures keep their place while they come: the board would move down with them.
const AgendaKpis = lazy(
  () => import("./agenda-kpis").then((file) => file.AgendaKpis),
  <Skeleton className="h-[38px] basis-full md:ml-3 md:h-3 md:w-96 md:max-w-[50%] md:basis-auto" />,
);
const MonthOf = lazy(() => import("./month-of").then((file) => file.MonthOf));
const WeekOf = lazy(() => import("./week-of").then((file) => file.WeekOf));

export type AgendaToolbarProps = { view: AgendaViewState; data: AgendaData };

/** One line: the day in figures, and whose hours. It folds away, unless a filter is on. */
export function AgendaToolbar({ view, data }: AgendaToolbarProps) {
  const counts = (doctorId: number) => data.appointments.filter(({ doctor }) => doctor.id === doctorId).length;
  const day = view.mode === "dia";
  const list = view.mode === "lista";
  const filters = (list || (day && view.desktop && view.by === "doctor")) && data.doctors.length > 1;
  if (day && !view.figures && view.desktop && !(filters && view.doctorIds.length > 0)) return null;
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-border px-2 py-2 md:min-h-10 md:flex-nowrap md:py-0.5">
      {!view.desktop && <ModeSwitch view={view} />}
      {day && view.figures && !data.error && <AgendaKpis data={data} day={view.day} />}
      {filters && (
        <div className="ml-auto flex shrink-0 items-center gap-2">
          <FacetFilter
            facet={{
              name: "prof",
              label: "Profesional",
              multiple: true,
              options: data.doctors.map(({ id, name }) => ({ value: String(id), label: name, count: counts(id) })),
            }}
            value={view.doctorIds.join(",") || null}
            onChange={(value) => view.choose((value ?? "").split(",").map(Number).filter(Boolean))}
          />
        </div>
      )}
      {view.mode === "semana" && <WeekOf view={view} data={data} />}
      {view.mode === "mes" && <MonthOf view={view} data={data} />}
    </div>
  );
}
