"use client";

import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import type { Appointment, Availability } from "./schema";
import { formatDate, formatTime } from "@/lib/format";
import { useCan } from "@/lib/session";
import { announce, notify } from "@/lib/toast";
import { useMoveStatus, useReopen } from "./moving";
import type { StatusMove } from "./steps";
import { clashSentences, overbookable } from "./clash";

const IN_THE_LOG = { hint: "Queda en la cita y en el registro." };

type DialogProps = { appointment: Appointment; open: boolean; onOpenChange: (open: boolean) => void };

export function CancelDialog({ appointment, open, onOpenChange }: DialogProps) {
  const moveStatus = useMoveStatus();
  const { patient, doctor, start_time } = appointment;
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Cancelar la cita de ${patient.name}`}
      description={`${formatDate(start_time)}, ${formatTime(start_time)}, con ${doctor.name}. La hora queda libre para otra persona. No se puede deshacer: para volver a atenderle se agenda otra cita.`}
      confirmLabel="Cancelar cita"
      reason={IN_THE_LOG}
      onConfirm={async (reason) => {
        await moveStatus.mutateAsync({ appointment, status: "CANCELLED", reason });
        notify(`Cita de ${patient.name} cancelada`);
      }}
    />
  );
}

/** A completion made by mistake is undone, with what followed from it. */
export function ReopenDialog({ appointment, open, onOpenChange }: DialogProps) {
  const reopen = useReopen();
  const { patient } = appointment;
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Reabrir la cita de ${patient.name}`}
      description="Vuelve a «En atención»: los materiales regresan a sus lotes y el borrador de factura se descarta. Al finalizarla otra vez se consumen y se prepara de nuevo. Si ya se facturó, no se puede."
      confirmLabel="Reabrir cita"
      cancelLabel="Dejarla atendida"
      destructive={false}
      reason={IN_THE_LOG}
      onConfirm={async (reason) => {
        await reopen.mutateAsync({ appointment, reason });
        announce(`La cita de ${patient.name} está otra vez en atención`);
      }}
    />
  );
}

type CorrectionDialogProps = { appointment: Appointment; move: StatusMove | null; onClose: () => void };

/** The way back from a wrong click, with its reason. */
export function CorrectionDialog({ appointment, move, onClose }: CorrectionDialogProps) {
  const moveStatus = useMoveStatus();
  if (!move) return null;
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${move.label}: ${appointment.patient.name}`}
      description="Corrige un estado marcado por error."
      confirmLabel="Corregir estado"
      cancelLabel="Dejarlo como está"
      destructive={false}
      reason={IN_THE_LOG}
      onConfirm={async (reason) => {
        await moveStatus.mutateAsync({ appointment, status: move.to, reason });
        announce(move.done(appointment.patient.name));
      }}
    />
  );
}

export type AskedStep = { move: StatusMove; question: string };

/** The service asks again before a step that comes before its day or its hour. */
export function EarlyStepDialog({
  appointment,
  asked,
  onClose,
}: {
  appointment: Appointment;
  asked: AskedStep | null;
  onClose: () => void;
}) {
  const moveStatus = useMoveStatus();
  if (!asked) return null;
  const { move, question } = asked;
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${move.label}: ${appointment.patient.name}`}
      description={question}
      confirmLabel="Sí, de todos modos"
      cancelLabel="Esperar"
      destructive={false}
      onConfirm={async () => {
        await moveStatus.mutateAsync({ appointment, status: move.to, confirm: true });
        announce(move.done(appointment.patient.name));
      }}
    />
  );
}

export type LateArrival = { move: StatusMove; answer: Availability };

/** Somebody comes late, and the hour is another's by now: received as overbooked, by who may. */
export function LateDialog({
  appointment,
  late,
  onClose,
}: {
  appointment: Appointment;
  late: LateArrival | null;
  onClose: () => void;
}) {
  const moveStatus = useMoveStatus();
  const mayOverbook = useCan("appointments:override");
  if (!late) return null;
  const { move, answer } = late;
  const lifts = overbookable(answer);
  const sentences = clashSentences(answer).join(" ");
  const { name } = appointment.patient;
  if (!mayOverbook || !lifts.allowed) {
    return (
      <ConfirmDialog
        open
        onOpenChange={(open) => !open && onClose()}
        title={`La hora de ${name} ya no está libre`}
        description={`${sentences} ${lifts.allowed ? "Pida a quien pueda que le reciba como sobrecupo, o agende otra cita." : "Agende otra cita."}`}
        confirmLabel="Entendido"
        cancelLabel="Cerrar"
        destructive={false}
        onConfirm={() => undefined}
      />
    );
  }
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Recibir a ${name} como sobrecupo`}
      description={`${sentences}${lifts.room ? " También compartirá el consultorio." : ""}`}
      confirmLabel="Recibir como sobrecupo"
      cancelLabel="Dejar como inasistencia"
      destructive={false}
      reason={{ label: "Motivo del sobrecupo", ...IN_THE_LOG }}
      onConfirm={async (reason) => {
        const step = { appointment, status: move.to, reason, overbooked: true as const };
        await moveStatus.mutateAsync(lifts.room ? { ...step, overbook_room: true } : step);
        announce(move.done(name));
      }}
    />
  );
}
