"use client";

import { useQuery } from "@tanstack/react-query";
import { KpiSkeleton, KpiStrip, type Kpi } from "@/components/patterns/kpi-strip";
import { dayCountsQuery } from "@/entities/appointment/queries";
import type { DayCount } from "@/entities/appointment/schema";
import { addDays } from "@/lib/dates";
import { formatCount, formatDuration } from "@/lib/format";
import { blocks, occupancyOf } from "../domain/hours";
import type { AgendaData } from "../use-agenda-data";

/** The day in four figures, all of them counted from what the services answered. */
export function AgendaKpis({ data, day }: { data: AgendaData; day: string }) {
  const { doctors, partial } = data.shown;
  // The past is counted for everybody or for one: of several it is not told.
  const asked = !partial || doctors.length === 1;
  const { data: counts } = useQuery({
    ...dayCountsQuery({ from: addDays(day, -13), to: day, doctorId: partial ? doctors[0]?.id : undefined }),
    enabled: asked,
  });
  if (data.isLoading) return <KpiSkeleton />;
  return <KpiStrip label="Indicadores del día" items={kpisOf(data.shown, day, asked ? counts : undefined)} />;
}

export function kpisOf(
  { appointments, doctors }: Pick<AgendaData, "appointments" | "doctors">,
  day: string,
  counts?: readonly DayCount[],
): Kpi[] {
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
      note: `${of("IN_PROGRESS")} en atención, ${formatCount(of("COMPLETED"), "atendida", "atendidas")}`,
    },
    {
      label: "Inasistencias",
      value: of("NO_SHOW"),
      note: formatCount(of("CANCELLED"), "cancelada", "canceladas"),
      trend: counts?.map(({ by_status }) => by_status.NO_SHOW ?? 0),
    },
  ];
}

function occupancy({ appointments, doctors }: Pick<AgendaData, "appointments" | "doctors">, day: string): Kpi {
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
