"use client";

import { APPOINTMENT_STATUS } from "@/components/patterns/status-badge";
import { Paper, usePrinting } from "@/entities/clinic/printed";
import { addDays, dayOf, daysBetween } from "@/lib/dates";
import { formatCount, formatFullDate, formatPhone, formatTimeRange } from "@/lib/format";
import type { AgendaData } from "../use-agenda-data";

type Span = { from: string; to: string };
type Shown = Pick<AgendaData["shown"], "doctors" | "appointments">;

/** Prints the days on screen, from our button and from the browser's own command; the browser makes a PDF of it too. */
export function usePrintedDays({ doctors, appointments }: Shown, { from, to }: Span, enabled: boolean) {
  const { printing, print } = usePrinting(enabled);
  const page =
    printing && enabled ? (
      <Paper>
        {Array.from({ length: daysBetween(from, to) + 1 }, (_, index) => addDays(from, index)).map((day) => (
          <PrintedDay
            key={day}
            doctors={doctors}
            appointments={appointments.filter(({ start_time }) => dayOf(start_time) === day)}
            day={day}
            alone={from === to}
          />
        ))}
      </Paper>
    ) : null;
  return { print, page };
}

type PrintedDayProps = Shown & { day: string; alone: boolean };

function PrintedDay({ doctors, appointments, day, alone }: PrintedDayProps) {
  const expected = appointments.filter(({ status }) => status !== "CANCELLED");
  // Of a week, a day without visits says nothing.
  if (!alone && expected.length === 0) return null;
  return (
    <>
      <h1>{formatFullDate(day)}</h1>
      <p>{formatCount(expected.length, "cita", "citas")}, sin contar las canceladas.</p>
      {doctors.map((doctor) => {
        const own = expected
          .filter((row) => row.doctor.id === doctor.id)
          .sort((a, b) => a.start_time.localeCompare(b.start_time));
        if (own.length === 0) return null;
        return (
          <section key={doctor.id}>
            <h2>{doctor.name}</h2>
            <table>
              <thead>
                <tr>
                  <th>Hora</th>
                  <th>Paciente</th>
                  <th>Teléfono</th>
                  <th>Tratamiento</th>
                  <th>Consultorio</th>
                  <th>Estado</th>
                </tr>
              </thead>
              <tbody>
                {own.map((row) => (
                  <tr key={row.id}>
                    <td className="tabular-nums">{formatTimeRange(row.start_time, row.end_time)}</td>
                    <td>
                      {row.patient.name}
                      <br />
                      <small>{row.patient.document_number ?? "Sin documento"}</small>
                    </td>
                    <td className="tabular-nums">{row.patient.phone ? formatPhone(row.patient.phone) : ""}</td>
                    <td>{row.treatments.map(({ name }) => name).join(", ") || row.reason}</td>
                    <td>{row.room?.name}</td>
                    <td>
                      {APPOINTMENT_STATUS[row.status].label}
                      {row.overbooked && ", sobrecupo"}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </section>
        );
      })}
    </>
  );
}
