import type { Appointment } from "@/entities/appointment/schema";

/** Why it was booked, overbooked, cancelled or missed. */
export function Reasons({ appointment }: { appointment: Appointment }) {
  const rows = [
    ["Motivo", appointment.reason],
    ["Sobrecupo", appointment.overbook_reason],
    [appointment.status === "NO_SHOW" ? "Inasistencia" : "Cancelación", appointment.cancel_reason],
  ].filter(([, text]) => text);
  if (rows.length === 0) return null;
  return (
    <dl className="space-y-1 text-sm">
      {rows.map(([label, text]) => (
        <div key={label} className="flex gap-2">
          <dt className="shrink-0 text-muted-foreground">{label}</dt>
          <dd className="min-w-0 break-words">{text}</dd>
        </div>
      ))}
    </dl>
  );
}
