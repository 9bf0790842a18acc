"use client";

import { Link } from "@/components/patterns/link";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { dayOf } from "@/lib/dates";
import { formatCount, formatFullDate, formatTimeRange } from "@/lib/format";
import type { Stranded } from "./schema";

const CAUSES: Record<Stranded["data"][number]["causes"][number], string> = {
  DOCTOR: "el profesional ya no atiende",
  HOLIDAY: "la clínica no atiende ese día",
  HOURS: "fuera de su horario",
  TIME_OFF: "en una ausencia suya",
  ROOM: "el consultorio ya no se usa",
};

/** Whom to call: the visits that a change left without doctor, hour or room, each one click from the agenda. */
export function StrandedDialog({ stranded, onClose }: { stranded: Stranded | null; onClose: () => void }) {
  return (
    <Dialog open={stranded !== null} onOpenChange={(open) => !open && onClose()}>
      {stranded && (
        <DialogContent>
          <DialogHeader>
            <DialogTitle>{formatCount(stranded.total, "cita por reubicar", "citas por reubicar")}</DialogTitle>
            <DialogDescription>Nadie las movió: avise a los pacientes y cámbielas en la agenda.</DialogDescription>
          </DialogHeader>
          <ul className="max-h-[50dvh] divide-y divide-border overflow-y-auto text-sm">
            {stranded.data.map((visit) => (
              <li key={visit.id}>
                <Link
                  href={`/agenda/?fecha=${dayOf(visit.start_time)}&cita=${visit.id}`}
                  onClick={onClose}
                  className="block rounded-sm py-2 hover:bg-accent"
                >
                  <span className="block font-medium">{visit.patient_name ?? "Cita"}</span>
                  <span className="block tabular-nums">
                    {formatFullDate(visit.start_time)}, {formatTimeRange(visit.start_time, visit.end_time)}
                  </span>
                  <span className="block text-muted-foreground">
                    {visit.doctor.name}: {visit.causes.map((cause) => CAUSES[cause]).join("; ")}
                  </span>
                </Link>
              </li>
            ))}
          </ul>
          {stranded.total > stranded.data.length && (
            <p className="text-sm text-muted-foreground">Se muestran las primeras {stranded.data.length}.</p>
          )}
        </DialogContent>
      )}
    </Dialog>
  );
}
