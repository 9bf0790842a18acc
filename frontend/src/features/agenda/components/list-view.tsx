"use client";

import { Fragment } from "react";
import { EmptyState } from "@/components/patterns/state-panel";
import { StatusBadge } from "@/components/patterns/status-badge";
import { CalendarDays } from "lucide-react";
import type { Appointment } from "@/entities/appointment/schema";
import { dayOf, today } from "@/lib/dates";
import { formatCount, formatLongDate, formatPhone, formatTimeRange } from "@/lib/format";
import { cn } from "@/lib/utils";
import type { AgendaData } from "../use-agenda-data";
import type { AgendaViewState } from "../use-agenda-view";

/** The visits of a week one under the other, day by day: to read through, to search in, to call from. */
export function ListView({ view, data }: { view: AgendaViewState; data: AgendaData }) {
  const visits = [...data.shown.appointments].sort(
    (a, b) => Date.parse(a.start_time) - Date.parse(b.start_time) || a.id - b.id,
  );
  const days = [...new Set(visits.map(({ start_time }) => dayOf(start_time)))];
  if (days.length === 0)
    return (
      <EmptyState bare icon={CalendarDays} title="Sin citas esta semana">
        Elija otra semana, o agende una cita.
      </EmptyState>
    );
  return (
    <table className="w-full border-collapse text-left text-sm">
      <caption className="sr-only">Citas de la semana</caption>
      <thead className="sticky top-0 z-10 bg-card text-xs text-muted-foreground max-md:sr-only">
        <tr>
          {["Hora", "Paciente", "Profesional", "Tratamiento", "Estado"].map((head) => (
            <th key={head} scope="col" className="border-b border-border px-3 py-2 font-medium">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {days.map((day) => {
          const own = visits.filter(({ start_time }) => dayOf(start_time) === day);
          return (
            <Fragment key={day}>
              <tr>
                <th
                  colSpan={5}
                  scope="rowgroup"
                  className={cn(
                    "border-b border-border bg-muted px-3 py-1.5 font-semibold",
                    day === today() && "text-primary",
                  )}
                >
                  {formatLongDate(day)}
                  <span className="ml-2 text-xs font-normal text-muted-foreground">
                    {formatCount(own.length, "cita", "citas")}
                  </span>
                </th>
              </tr>
              {own.map((visit) => (
                <Row
                  key={visit.id}
                  visit={visit}
                  selected={visit.id === view.selectedId}
                  onOpen={() => view.select(visit.id)}
                />
              ))}
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}

function Row({ visit, selected, onOpen }: { visit: Appointment; selected: boolean; onOpen: () => void }) {
  const { patient, doctor, room, treatments, reason, status } = visit;
  const cell = "border-b border-border px-3 py-2 align-top";
  return (
    <tr className={cn(selected ? "bg-accent" : "hover:bg-muted")}>
      <td className={cn(cell, "whitespace-nowrap tabular-nums")}>
        {formatTimeRange(visit.start_time, visit.end_time)}
      </td>
      <td className={cell}>
        <button
          type="button"
          data-visit={visit.id}
          onClick={onOpen}
          className={cn("rounded-sm text-left font-medium hover:underline", status === "CANCELLED" && "line-through")}
        >
          {patient.name}
        </button>
        {patient.phone && (
          <span className="block text-xs tabular-nums text-muted-foreground">{formatPhone(patient.phone)}</span>
        )}
        <span className="block text-xs text-muted-foreground md:hidden">{doctor.name}</span>
      </td>
      <td className={cn(cell, "max-md:hidden")}>
        {doctor.name}
        {room && <span className="block text-xs text-muted-foreground">{room.name}</span>}
      </td>
      <td className={cn(cell, "max-md:hidden")}>{treatments.map(({ name }) => name).join(", ") || reason}</td>
      <td className={cell}>
        <StatusBadge status={status} />
        {visit.overbooked && <span className="block text-xs text-muted-foreground">Sobrecupo</span>}
      </td>
    </tr>
  );
}
