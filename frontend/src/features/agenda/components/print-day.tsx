"use client";

import { APPOINTMENT_STATUS } from "@/components/patterns/status-badge";
import { Paper, usePrinting } from "@/entities/clinic/printed";
import { formatCount, formatFullDate, formatPhone, formatTimeRange } from "@/lib/format";
import type { AgendaData } from "../use-agenda-data";

type Shown = Pick<AgendaData["shown"], "doctors" | "appointments">;

/** Prints the day, from our button and from the browser's own command. */
export function usePrintedDay({ doctors, appointments }: Shown, day: string, enabled: boolean) {
  const { printing, print } = usePrinting(enabled);
  const page =
    printing && enabled ? (
      <Paper>
        <PrintedDay doctors={doctors} appointments={appointments} day={day} />
      </Paper>
    ) : null;
  return { print, page };
}

type PrintedDayProps = Shown & { day: string };

function PrintedDay({ doctors, appointments, day }: PrintedDayProps) {
  const expected = appointments.filter(({ status }) => status !== "CANCELLED");
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
