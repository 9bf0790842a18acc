"use client";

import { CalendarX2, FilePlus2, RotateCcw } from "lucide-react";
import { useState, type KeyboardEvent, type MouseEvent } from "react";
import { Link } from "@/components/patterns/link";
import { Button } from "@/components/ui/button";
import { patientPath } from "@/config/navigation";
import type { Appointment } from "@/entities/appointment/schema";
import { ReopenDialog } from "@/entities/appointment/step-dialogs";
import { isReopenable, movesOf, type StatusMove } from "@/entities/appointment/steps";
import { useSteps } from "@/entities/appointment/use-steps";
import { useMinute } from "@/hooks/use-minute";
import { useCan } from "@/lib/session";

/** A button for each step of one visit. */
function useStep(appointment: Appointment) {
  const { take, questions, pending } = useSteps();

  async function go(move: StatusMove, button: HTMLElement) {
    const panel = button.closest<HTMLElement>("aside, [role=dialog]");
    await take(appointment, move);
    // Where the pressed button is gone, the keyboard stays in the panel.
    setTimeout(() => document.activeElement === document.body && panel?.focus());
  }

  // Not disabled while it is sent: that would take the keyboard away. A key held down moves once.
  const act = (move: StatusMove) => ({
    onClick: (event: MouseEvent<HTMLElement>) => void go(move, event.currentTarget),
    onKeyDown: (event: KeyboardEvent) => event.repeat && event.key !== "Tab" && event.preventDefault(),
    "aria-disabled": pending || undefined,
  });
  return { act, questions };
}

/** The one step that usually comes next at this hour. */
export function PrimaryStep({ appointment }: { appointment: Appointment }) {
  const { act, questions } = useStep(appointment);
  const { primary } = movesOf(appointment, new Date(useMinute()));
  return (
    <>
      {primary && (
        <Button {...act(primary)}>
          <primary.icon aria-hidden />
          {primary.label}
        </Button>
      )}
      {questions}
    </>
  );
}

/** The other steps of a visit that make sense at this hour, each one click away. */
export function PanelActions({ appointment, onCancel }: { appointment: Appointment; onCancel: () => void }) {
  const { act, questions } = useStep(appointment);
  const mayReopen = useCan("appointments:reopen");
  const [reopening, setReopening] = useState(false);
  const { others, cancellable } = movesOf(appointment, new Date(useMinute()));
  return (
    <>
      {others.map((move) => (
        <Button key={move.label} variant="outline" size="sm" {...act(move)}>
          <move.icon aria-hidden />
          {move.label}
        </Button>
      ))}
      {cancellable && (
        <Button
          variant="outline"
          size="sm"
          onClick={onCancel}
          className="text-destructive hover:bg-danger-bg hover:text-danger-fg"
        >
          <CalendarX2 aria-hidden />
          Cancelar
        </Button>
      )}
      {mayReopen && isReopenable(appointment) && (
        <Button variant="outline" size="sm" onClick={() => setReopening(true)}>
          <RotateCcw aria-hidden />
          Reabrir
        </Button>
      )}
      {questions}
      <ReopenDialog appointment={appointment} open={reopening} onOpenChange={setReopening} />
    </>
  );
}

/** Who attends writes: from here the note knows its appointment. */
export function NoteLink({ appointment: { id, patient, status } }: { appointment: Appointment }) {
  const canNote = useCan("records:write");
  if (!canNote || !["ARRIVED", "IN_PROGRESS", "COMPLETED"].includes(status)) return null;
  return (
    <Button variant="outline" asChild>
      <Link href={`${patientPath(patient.id)}&cita=${id}`}>
        <FilePlus2 aria-hidden />
        Escribir nota
      </Link>
    </Button>
  );
}
