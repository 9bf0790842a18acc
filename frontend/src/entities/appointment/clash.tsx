"use client";

import { Clock } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { Availability, Clash, FreeSlot } from "./schema";
import { dayOf } from "@/lib/dates";
import { formatRelativeDay, formatTime } from "@/lib/format";

const WHO: Record<Clash["what"], string> = {
  doctor: "El profesional",
  room: "El consultorio",
  patient: "El paciente",
  equipment: "El equipo",
};

/** One sentence for each appointment in the way, whatever of it is in the way. */
export function clashSentences({ conflicts, reason, obstacle, unmet }: Availability): string[] {
  if (unmet) return [unmet];
  if ((obstacle === "CAP" || obstacle === "HELD") && reason) return [reason];
  const ids = [...new Set(conflicts.map(({ id }) => id))];
  const sentences = ids.map((id) => {
    const clashes = conflicts.filter((clash) => clash.id === id);
    const { start_time, end_time, patient_name } = clashes[0]!;
    const hours = `de ${formatTime(start_time)} a ${formatTime(end_time)}`;
    if (clashes.some(({ what }) => what === "patient")) return `El paciente ya tiene una cita ${hours}.`;
    const subject = clashes
      .map(({ what }) => WHO[what])
      .join(" y ")
      .replace("y El", "y el");
    const verb = clashes.length > 1 ? "están ocupados" : "está ocupado";
    return `${subject} ${verb} ${hours}${patient_name ? ` con ${patient_name}` : ""}.`;
  });
  // That nobody is in it at that hour is no mistake: it is being prepared or cleaned.
  if (reason?.includes("limpieza")) sentences.push(reason);
  return sentences.length > 0 ? sentences : [reason ?? "Esa hora no está libre."];
}

/** What overbooking lifts of it: the doctor's hour up to the clinic's maximum, the room if it is named, never the patient's. */
export function overbookable({ conflicts, obstacle, unmet }: Availability) {
  const patient = obstacle === "PATIENT" || conflicts.some(({ what }) => what === "patient");
  return {
    allowed: !patient && !unmet && obstacle !== "CAP" && obstacle !== "HELD",
    // Whoever shares the room shares what stands in it.
    room:
      obstacle === "ROOM" ||
      obstacle === "EQUIPMENT" ||
      conflicts.some(({ what }) => what === "room" || what === "equipment"),
  };
}

const slotLabel = (slot: FreeSlot, day: string) => {
  const time = formatTime(slot.start_time);
  if (dayOf(slot.start_time) === day) return time;
  return `${formatRelativeDay(dayOf(slot.start_time))} ${time}`;
};

type NextSlotsProps = {
  slots: readonly FreeSlot[];
  day: string;
  onChoose: (slot: FreeSlot) => void;
  autoFocus?: boolean;
  disabled?: boolean;
};

/** The next free hours, one click away. */
export function NextSlots({ slots, day, onChoose, autoFocus, disabled }: NextSlotsProps) {
  if (slots.length === 0) return <p className="text-sm">No hay horas libres en los próximos 60 días.</p>;
  return (
    <div role="group" aria-label="Siguientes horas libres" className="flex flex-wrap gap-2">
      {slots.map((slot, index) => (
        <Button
          key={slot.start_time}
          variant="outline"
          size="sm"
          className="tabular-nums"
          autoFocus={autoFocus && index === 0}
          disabled={disabled}
          onClick={() => onChoose(slot)}
        >
          <Clock aria-hidden />
          {slotLabel(slot, day)}
        </Button>
      ))}
    </div>
  );
}
