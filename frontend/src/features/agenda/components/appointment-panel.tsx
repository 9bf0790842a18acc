"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarPlus, CalendarX2, Ellipsis, Hourglass, Pencil, X } from "lucide-react";
import { useState, type ReactNode } from "react";
import { ErrorState } from "@/components/patterns/state-panel";
import { StatusBadge } from "@/components/patterns/status-badge";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Skeleton } from "@/components/ui/skeleton";
import { Hint } from "@/components/ui/tooltip";
import { appointmentQuery } from "@/entities/appointment/queries";
import type { Appointment } from "@/entities/appointment/schema";
import { useTitle } from "@/hooks/use-title";
import { today } from "@/lib/dates";
import { formatLongDate, formatTimeRange } from "@/lib/format";
import { useCan } from "@/lib/session";
import { earlyQuestion, isOpen, movesOf, type StatusMove } from "@/entities/appointment/steps";
import { earlierThan } from "../domain/waiting";
import { useMinute } from "@/hooks/use-minute";
import { Beside } from "./beside";
import type { BookingStart } from "./booking-sheet";
import { ChangeSheet } from "./change-sheet";
import { NoteLink, PanelActions, PrimaryStep } from "./panel-actions";
import { PanelConsents } from "./panel-consents";
import { PanelFreed } from "./panel-freed";
import { PanelCharge, PanelInvoice, PanelQuote } from "./panel-invoice";
import {
  Editors,
  EntrySheet,
  KeepingNote,
  PanelHistory,
  PanelOccupies,
  PanelReminders,
  PanelSeries,
} from "./panel-lazy";
import { PanelLines, PanelTotal } from "./panel-lines";
import { Reasons } from "./panel-reasons";
import { PanelPatient, PanelVisits, usePatientKnown } from "./panel-patient";
import { CancelDialog, CorrectionDialog, EarlyStepDialog, type AskedStep } from "@/entities/appointment/step-dialogs";

type AppointmentPanelProps = {
  id: number;
  /** The appointment as the agenda draws it, which is ahead of the service while a move is sent. */
  drawn: Appointment | undefined;
  onClose: () => void;
  onBook: (start: BookingStart) => void;
};

/** Beside the agenda on a wide screen, over it on a narrow one. */
export function AppointmentPanel({ over, ...props }: AppointmentPanelProps & { over?: boolean }) {
  return (
    <Beside label="Cita" onClose={props.onClose} over={over} className="w-[380px]">
      {({ docked, title }) => <PanelContent key={props.id} {...props} whole={!docked} title={title} />}
    </Beside>
  );
}

function PanelContent({
  id,
  drawn,
  onClose,
  onBook,
  title,
  whole,
}: AppointmentPanelProps & {
  title: (text: string) => ReactNode;
  /** Over the page, it comes with what is known of the patient: nothing of it moves under a thumb. */
  whole?: boolean;
}) {
  const query = useQuery({ ...appointmentQuery(id), enabled: !drawn });
  // Of another day than is on screen now it is asked for; what is typed in the panel does not go meanwhile.
  const [last, setLast] = useState(drawn);
  if (drawn && drawn !== last) setLast(drawn);
  const appointment = drawn ?? query.data ?? last;
  const known = usePatientKnown(appointment?.patient.id);
  useTitle(appointment && `${appointment.patient.name} · Cita`);
  if (appointment && (known || !whole))
    return <Panel appointment={appointment} onClose={onClose} onBook={onBook} title={title} />;
  if (query.isError) {
    return (
      <>
        <div className="flex items-center p-3">
          {title("Cita")}
          <CloseButton onClose={onClose} />
        </div>
        <ErrorState bare error={query.error} what="la cita" onRetry={() => void query.refetch()} />
      </>
    );
  }
  return (
    <div role="status" aria-label="Cargando la cita" className="space-y-4 p-4">
      {title("")}
      <Skeleton className="h-11 w-64" />
      <Skeleton className="h-6 w-40" />
      <Skeleton className="h-24 w-full" />
    </div>
  );
}

const CloseButton = ({ onClose }: { onClose: () => void }) => (
  <Hint text="Cerrar">
    <Button
      variant="ghost"
      size="icon-sm"
      aria-label="Cerrar la cita"
      onClick={onClose}
      className="ml-auto text-muted-foreground"
    >
      <X aria-hidden />
    </Button>
  </Hint>
);

type PanelProps = Pick<AppointmentPanelProps, "onClose" | "onBook"> & {
  appointment: Appointment;
  title: (text: string) => ReactNode;
};

function Panel({ appointment, onClose, onBook, title }: PanelProps) {
  const canWrite = useCan("appointments:write");
  const [changing, setChanging] = useState(false);
  const [editing, setEditing] = useState(false);
  const [cancelling, setCancelling] = useState(false);
  const [waiting, setWaiting] = useState(false);
  const now = new Date(useMinute());
  const [early, setEarly] = useState<AskedStep | null>(null);
  const [correcting, setCorrecting] = useState<StatusMove | null>(null);
  const moves = movesOf(appointment, now);
  const editable = canWrite && isOpen(appointment.status);

  const again = () =>
    onBook({
      day: today(),
      patient: { id: appointment.patient.id, name: appointment.patient.name },
      doctorId: appointment.doctor.id,
      roomId: appointment.room?.id,
      treatments: appointment.treatments.map(({ treatment_id, name, unit_price, duration_minutes, quantity }) => ({
        treatment_id,
        name,
        unit_price,
        duration_minutes,
        quantity: String(Number(quantity)),
      })),
    });

  return (
    <>
      <PanelPatient
        patient={appointment.patient}
        title={title}
        actions={
          <>
            {canWrite && (
              <DropdownMenu>
                <DropdownMenuTrigger asChild>
                  <Button variant="ghost" size="icon-sm" aria-label="Más acciones" className="text-muted-foreground">
                    <Ellipsis aria-hidden />
                  </Button>
                </DropdownMenuTrigger>
                <DropdownMenuContent align="end">
                  {editable && (
                    <DropdownMenuItem onSelect={() => setChanging(true)}>
                      <Pencil aria-hidden />
                      Cambiar cita
                    </DropdownMenuItem>
                  )}
                  <DropdownMenuItem onSelect={again}>
                    <CalendarPlus aria-hidden />
                    Agendar otra
                  </DropdownMenuItem>
                  {editable && new Date(appointment.start_time) > now && (
                    <DropdownMenuItem onSelect={() => setWaiting(true)}>
                      <Hourglass aria-hidden />
                      Avisar si se libra antes
                    </DropdownMenuItem>
                  )}
                  {moves.early.map((move) => (
                    <DropdownMenuItem
                      key={move.label}
                      onSelect={() => setEarly({ move, question: earlyQuestion(move, appointment, now) })}
                    >
                      <move.icon aria-hidden />
                      {move.label} antes de {move.to === "NO_SHOW" ? "su hora" : "su día"}
                    </DropdownMenuItem>
                  ))}
                  {moves.corrections.map((move) => (
                    <DropdownMenuItem key={move.label} onSelect={() => setCorrecting(move)}>
                      <move.icon aria-hidden />
                      {move.label}
                    </DropdownMenuItem>
                  ))}
                  {moves.cancellable && (
                    <DropdownMenuItem variant="destructive" onSelect={() => setCancelling(true)}>
                      <CalendarX2 aria-hidden />
                      Cancelar cita
                    </DropdownMenuItem>
                  )}
                </DropdownMenuContent>
              </DropdownMenu>
            )}
            <CloseButton onClose={onClose} />
          </>
        }
      />
      <div className="min-h-0 flex-1 divide-y divide-border overflow-y-auto">
        <section className="space-y-2 px-4 py-3.5">
          <div className="flex flex-wrap items-center gap-2">
            <StatusBadge status={appointment.status} />
            {appointment.overbooked && (
              <Badge variant="warning" shape="chip">
                Sobrecupo
              </Badge>
            )}
            <span className="ml-auto text-sm tabular-nums text-muted-foreground">
              {formatTimeRange(appointment.start_time, appointment.end_time)}
              {appointment.room && ` · ${appointment.room.name}`}
            </span>
          </div>
          <p className="text-sm text-muted-foreground">
            {formatLongDate(appointment.start_time)} con {appointment.doctor.name}
          </p>
          <Reasons appointment={appointment} />
        </section>
        {occupiesMore(appointment) && <PanelOccupies appointment={appointment} />}
        {appointment.series && <PanelSeries appointment={appointment} series={appointment.series} />}
        <PanelConsents appointment={appointment} />
        <Editors id={appointment.id} editing={editing} />
        <PanelFreed appointment={appointment} />
        <PanelLines appointment={appointment} editable={editable} editing={editing} onEditing={setEditing} />
        <PanelInvoice appointment={appointment} />
        <PanelQuote appointment={appointment} />
        <PanelVisits patientId={appointment.patient.id} />
        <KeepingNote patientId={appointment.patient.id} className="m-3" />
        <PanelReminders appointment={appointment} />
        <PanelHistory appointment={appointment} />
      </div>
      <footer data-toasts-above className="space-y-2 border-t border-border px-4 pb-3.5 pt-2.5">
        {!editing && <PanelTotal appointment={appointment} />}
        <div className="flex flex-row-reverse gap-2 empty:hidden [&>*]:min-w-0 [&>*]:flex-1">
          <PanelCharge appointment={appointment} />
          {canWrite && <PrimaryStep appointment={appointment} />}
          <NoteLink appointment={appointment} />
        </div>
        <div className="flex flex-wrap gap-1.5 empty:hidden [&>*]:flex-1 [&>*]:px-2">
          {editable && (
            <Button variant="outline" size="sm" onClick={() => setChanging(true)}>
              <Pencil aria-hidden />
              Cambiar
            </Button>
          )}
          {canWrite && !isOpen(appointment.status) && (
            <Button variant="outline" size="sm" onClick={again}>
              <CalendarPlus aria-hidden />
              Agendar otra
            </Button>
          )}
          {canWrite && <PanelActions appointment={appointment} onCancel={() => setCancelling(true)} />}
        </div>
      </footer>
      {changing && (
        <ChangeSheet
          key={`${appointment.id}-${appointment.version}`}
          appointment={appointment}
          open
          onClose={() => setChanging(false)}
        />
      )}
      {waiting && <EntrySheet start={earlierThan(appointment)} onClose={() => setWaiting(false)} />}
      <CancelDialog appointment={appointment} open={cancelling} onOpenChange={setCancelling} />
      <EarlyStepDialog appointment={appointment} asked={early} onClose={() => setEarly(null)} />
      <CorrectionDialog appointment={appointment} move={correcting} onClose={() => setCorrecting(null)} />
    </>
  );
}

const occupiesMore = ({ equipment, preparation_minutes, cleaning_minutes }: Appointment) =>
  equipment.length > 0 || preparation_minutes + cleaning_minutes > 0;
