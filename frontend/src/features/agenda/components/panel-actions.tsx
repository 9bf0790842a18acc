"use client";

import { CalendarX2 } from "lucide-react";
import type { KeyboardEvent, MouseEvent } from "react";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Button } from "@/components/ui/button";
import type { Appointment } from "@/entities/appointment/schema";
import { formatDate, formatTime } from "@/lib/format";
import { notify, notifyError } from "@/lib/toast";
import { useMoveStatus } from "../api";
import { MOVES, type StatusMove } from "../domain/moves";

/** The next steps of a visit, each one click away. */
export function PanelActions({ appointment, onCancel }: { appointment: Appointment; onCancel: () => void }) {
  const moveStatus = useMoveStatus();
  const { primary, others, cancellable } = MOVES[appointment.status];
  if (!primary && others.length === 0 && !cancellable) return null;

  async function go(move: StatusMove, button: HTMLElement) {
    if (moveStatus.isPending) return;
    const panel = button.closest<HTMLElement>("aside, [role=dialog]");
    try {
      await moveStatus.mutateAsync({ appointment, status: move.to });
      notify(move.done(appointment.patient.name));
    } catch (error) {
      notifyError(error);
    }
    // Where the pressed button is gone, the keyboard stays in the panel.
    setTimeout(() => document.activeElement === document.body && panel?.focus());
  }

  // Not disabled while it is sent: that would take the keyboard away. A key held down moves once.
  const act = (move: StatusMove) => ({
    onClick: (event: MouseEvent<HTMLElement>) => void go(move, event.currentTarget),
    onKeyDown: (event: KeyboardEvent) => event.repeat && event.key !== "Tab" && event.preventDefault(),
    "aria-disabled": moveStatus.isPending || undefined,
  });

  return (
    <div className="space-y-2">
      {primary && (
        <Button className="w-full" {...act(primary)}>
          <primary.icon aria-hidden />
          {primary.label}
        </Button>
      )}
      {(others.length > 0 || cancellable) && (
        <div className="flex flex-wrap gap-2 [&>button]:flex-1">
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
        </div>
      )}
    </div>
  );
}

type CancelDialogProps = { appointment: Appointment; open: boolean; onOpenChange: (open: boolean) => void };

export function CancelDialog({ appointment, open, onOpenChange }: CancelDialogProps) {
  const moveStatus = useMoveStatus();
  const { patient, doctor, start_time } = appointment;
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Cancelar la cita de ${patient.name}`}
      description={`${formatDate(start_time)}, ${formatTime(start_time)}, con ${doctor.name}. La hora queda libre para otra persona. No se puede deshacer: para volver a atenderle se agenda otra cita.`}
      confirmLabel="Cancelar cita"
      reason={{ hint: "Queda en la cita y en el registro." }}
      onConfirm={async (reason) => {
        await moveStatus.mutateAsync({ appointment, status: "CANCELLED", reason });
        notify(`Cita de ${patient.name} cancelada`);
      }}
    />
  );
}
