"use client";

import { CalendarClock, Printer } from "lucide-react";
import Link from "next/link";
import { FacetFilter } from "@/components/data-table/facet-filter";
import { Can } from "@/components/patterns/can";
import { APPOINTMENT_STATUS, APPOINTMENT_STATUSES } from "@/components/patterns/status-badge";
import { Button } from "@/components/ui/button";
import { ToggleGroup, ToggleGroupItem } from "@/components/ui/toggle-group";
import { Hint } from "@/components/ui/tooltip";
import { PractitionerSelect } from "@/entities/person/practitioner-select";
import { cn } from "@/lib/utils";
import type { AgendaData } from "../use-agenda-data";
import type { AgendaViewState, GroupBy } from "../use-agenda-view";
import { ModeSwitch } from "./agenda-header";

type AgendaToolbarProps = { view: AgendaViewState; data: AgendaData; onPrint: () => void };

/** Whose hours, in which columns; at right, what is done with the day. */
export function AgendaToolbar({ view, data, onPrint }: AgendaToolbarProps) {
  const counts = (doctorId: number) => data.appointments.filter(({ doctor }) => doctor.id === doctorId).length;
  return (
    <div className="flex flex-wrap items-center gap-2 border-b border-border px-3 py-2">
      {!view.desktop && <ModeSwitch view={view} />}
      {view.mode === "dia" && view.desktop && (
        <>
          <ToggleGroup
            type="single"
            value={view.by}
            onValueChange={(by) => by && view.group(by as GroupBy)}
            aria-label="Columnas"
          >
            <ToggleGroupItem value="doctor">Por profesional</ToggleGroupItem>
            <ToggleGroupItem value="room">Por consultorio</ToggleGroupItem>
          </ToggleGroup>
          {view.by === "doctor" && data.doctors.length > 1 && (
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
          )}
        </>
      )}
      {view.mode === "semana" && data.oneDoctor && (
        <PractitionerSelect
          aria-label="Profesional"
          className="w-64 md:h-8"
          value={data.oneDoctor.id}
          onSelect={({ id }) => view.choose([id])}
        />
      )}
      {view.mode === "mes" && (
        <FacetFilter
          facet={{
            name: "prof",
            label: "Profesional",
            options: data.doctors.map(({ id, name }) => ({ value: String(id), label: name })),
          }}
          value={view.doctorIds[0] ? String(view.doctorIds[0]) : null}
          onChange={(value) => view.choose(value ? [Number(value)] : [])}
        />
      )}
      {view.mode === "mes" && <StatusLegend />}
      <div className="ml-auto flex items-center gap-2">
        {view.mode === "dia" && (
          <Hint text="Imprimir el día">
            <Button variant="outline" size="icon-sm" aria-label="Imprimir el día" onClick={onPrint}>
              <Printer aria-hidden />
            </Button>
          </Hint>
        )}
        <Can permission="schedules:write">
          <Hint text="Horarios y consultorios">
            <Button variant="outline" size="icon-sm" asChild>
              <Link href="/agenda/horarios/" aria-label="Horarios y consultorios">
                <CalendarClock aria-hidden />
              </Link>
            </Button>
          </Hint>
        </Can>
      </div>
    </div>
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

/** On a phone one professional at a time: a tab for each. */
export function DoctorTabs({ view, data }: { view: AgendaViewState; data: AgendaData }) {
  const { attending, oneDoctor } = data;
  const doctors = oneDoctor && !attending.includes(oneDoctor) ? [oneDoctor, ...attending] : attending;
  if (doctors.length < 2) return null;
  return (
    <div
      role="group"
      aria-label="Profesional"
      className="sideways flex gap-1 border-b border-border p-2 [scrollbar-width:none]"
    >
      {doctors.map(({ id, name }) => {
        const on = id === oneDoctor?.id;
        return (
          <button
            key={id}
            type="button"
            aria-pressed={on}
            onClick={() => view.choose([id])}
            className={cn(
              "h-11 min-w-24 flex-1 shrink-0 whitespace-nowrap rounded-md px-3 text-sm",
              on ? "bg-accent font-semibold text-accent-foreground" : "text-muted-foreground",
            )}
          >
            {shortName(name)}
          </button>
        );
      })}
    </div>
  );
}

/** "Dra. Verónica Salazar Mora" is known as Salazar. */
function shortName(name: string) {
  const words = name.replace(/^(dra?|lcda?|odo?nt?|od)\.?\s+/i, "").split(/\s+/);
  return words.length > 2 ? words[words.length - 2] : words[words.length - 1];
}
