"use client";

import { Fragment } from "react";
import { EmptyState } from "@/components/patterns/state-panel";
import { StatusBadge } from "@/components/patterns/status-badge";
import { CalendarDays } from "lucide-react";
import type { Appointment } from "@/entities/appointment/schema";
import { addDays, dayOf, today } from "@/lib/dates";
import { formatCount, formatLongDate, formatPhone, formatTimeRange } from "@/lib/format";
import { cn } from "@/lib/utils";
import type { AgendaData } from "../use-agenda-data";
import type { AgendaViewState } from "../use-agenda-view";
import type { Gap } from "../calendar/inputs";
import type { Offer } from "./finder-sheet";
import { CELL, FoundRow } from "./found-hours";

type ListViewProps = {
  view: AgendaViewState;
  data: AgendaData;
  /** What a search found, among the visits. */
  offer: Offer | null;
};

/** The visits of a week one under the other, day by day: to read through, to search in, to call from. */
export function ListView({ view, data, offer }: ListViewProps) {
  const visits = [...data.shown.appointments].sort(
    (a, b) => Date.parse(a.start_time) - Date.parse(b.start_time) || a.id - b.id,
  );
  const week = Array.from({ length: 7 }, (_, index) => addDays(data.span.from, index));
  const found = offer?.gapsOn(data.shown.doctors, week, "doctor") ?? [];
  const booked = new Set([...visits.map(({ start_time }) => dayOf(start_time)), ...found.map(({ day }) => day)]);
  const days = week.filter((day) => booked.has(day));
  if (days.length === 0)
    return (
      <EmptyState bare icon={CalendarDays} title="Sin citas esta semana">
        Elija otra semana, o agende una cita.
      </EmptyState>
    );
  return (
    <table className="w-full border-collapse text-left text-sm max-md:[overflow-wrap:anywhere]">
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
              {[...own, ...found.filter((gap) => gap.day === day)]
                .sort((a, b) => startOf(a) - startOf(b))
                .map((row) =>
                  "patient" in row ? (
                    <Row
                      key={row.id}
                      visit={row}
                      selected={row.id === view.selectedId}
                      onOpen={() => view.select(row.id)}
                    />
                  ) : (
                    row.found && (
                      <FoundRow key={`${row.doctor.id} ${row.start}`} found={row.found} onPick={offer!.onPick} />
                    )
                  ),
                )}
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}

const startOf = (row: Appointment | Gap) => ("patient" in row ? Date.parse(row.start_time) : row.start);

function Row({ visit, selected, onOpen }: { visit: Appointment; selected: boolean; onOpen: () => void }) {
  const { patient, doctor, room, treatments, reason, status } = visit;
  return (
    <tr className={cn(selected ? "bg-accent" : "hover:bg-muted")}>
      <td className={cn(CELL, "whitespace-nowrap tabular-nums")}>
        {formatTimeRange(visit.start_time, visit.end_time)}
      </td>
      <td className={CELL}>
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
      <td className={cn(CELL, "max-md:hidden")}>
        {doctor.name}
        {room && <span className="block text-xs text-muted-foreground">{room.name}</span>}
      </td>
      <td className={cn(CELL, "max-md:hidden")}>{treatments.map(({ name }) => name).join(", ") || reason}</td>
      <td className={CELL}>
        <StatusBadge status={status} />
        {visit.overbooked && <span className="block text-xs text-muted-foreground">Sobrecupo</span>}
      </td>
    </tr>
  );
}
