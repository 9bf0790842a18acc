"use client";

import { Skeleton } from "@/components/ui/skeleton";
import { formatCount, formatDuration } from "@/lib/format";
import { cn } from "@/lib/utils";
import { occupancyOf } from "../domain/hours";
import { blocks } from "@/entities/appointment/steps";
import type { AgendaData } from "../use-agenda-data";

type Figure = { label: string; value: number | string; unit?: string; note: string; tone?: string };

/** The day in four figures on one line, all of them counted from what the services answered. */
export function AgendaKpis({ data, day }: { data: AgendaData; day: string }) {
  // On a phone the figures take two lines of their own: their place is kept, or the whole board moves down when they come.
  if (data.isLoading)
    return <Skeleton className="h-[38px] basis-full md:ml-3 md:h-3 md:w-96 md:max-w-[50%] md:basis-auto" />;
  return (
    <section
      aria-label="Indicadores del día"
      className="grid min-w-0 agenda-figures flex-1 basis-full grid-cols-2 gap-x-4 gap-y-1 md:flex md:basis-0 md:items-baseline md:gap-0 md:divide-x md:divide-border"
    >
      {figuresOf(data.shown, day).map(({ label, value, unit, note, tone }) => (
        <p
          key={label}
          className="flex items-baseline gap-1.5 whitespace-nowrap text-xs leading-4 text-muted-foreground md:px-3 md:first:pl-1"
        >
          {label}
          <b className={cn("text-[15px] font-semibold tabular-nums tracking-[-0.01em]", tone ?? "text-foreground")}>
            {value}
          </b>
          {unit && <span>{unit}</span>}
          <span className="agenda-note">{note}</span>
        </p>
      ))}
    </section>
  );
}

export function figuresOf(
  { appointments, doctors }: Pick<AgendaData, "appointments" | "doctors">,
  day: string,
): Figure[] {
  const expected = appointments.filter(blocks);
  const of = (...statuses: string[]) => appointments.filter(({ status }) => statuses.includes(status)).length;
  return [
    occupancy({ appointments, doctors }, day),
    {
      label: "Confirmadas",
      value: of("CONFIRMED", "ARRIVED", "IN_PROGRESS", "COMPLETED"),
      unit: `de ${expected.length}`,
      note: of("PENDING") === 0 ? "Nadie por confirmar" : `${of("PENDING")} por confirmar`,
    },
    {
      label: "En sala",
      value: of("ARRIVED"),
      note: `${of("IN_PROGRESS")} en atención`,
      tone: of("ARRIVED") > 0 ? "text-st-arrived-fg" : undefined,
    },
    {
      label: "Inasistencias",
      value: of("NO_SHOW"),
      note: formatCount(of("CANCELLED"), "cancelada", "canceladas"),
    },
  ];
}

function occupancy({ appointments, doctors }: Pick<AgendaData, "appointments" | "doctors">, day: string): Figure {
  const days = doctors
    .map((doctor) =>
      occupancyOf(
        { ...doctor, day },
        appointments.filter((row) => row.doctor.id === doctor.id),
      ),
    )
    .filter((each) => each !== null);
  const open = days.reduce((sum, each) => sum + each.open, 0);
  const booked = days.reduce((sum, each) => sum + each.booked, 0);
  if (open === 0) return { label: "Ocupación", value: "—", note: "Sin horario este día" };
  return {
    label: "Ocupación",
    value: Math.round((booked / open) * 100),
    unit: "%",
    note: open === booked ? "Sin tiempo libre" : `${formatDuration(open - booked)} libres`,
  };
}
