"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarCheck, Globe, Phone, Mail } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Link } from "@/components/patterns/link";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { appointmentPath, patientPath } from "@/config/navigation";
import { patientHits } from "@/entities/patient/queries";
import { selfBookingsQuery } from "@/entities/self-booking/queries";
import type { SelfBooking } from "@/entities/self-booking/schema";
import { formatAgo, formatDateTime, formatLongDate, formatPhone, formatTimeRange } from "@/lib/format";
import { isApiError, messageOf } from "@/lib/problem";
import { useCan } from "@/lib/session";
import { shareAWord } from "@/lib/text";
import { notify } from "@/lib/toast";
import { useApprove, useReject } from "../api";

const DOUBTS: Record<NonNullable<SelfBooking["doubt"]>, string | null> = {
  MODE: null,
  UNKNOWN: "No tenía ficha con ese documento",
  BUSY: "A esa hora ya tiene otra cita",
  MISSED: "Faltó a varias citas: pídale el depósito antes de aprobar",
  MANY: "Ya tiene varias reservas por venir",
};
const STATES: Record<SelfBooking["state"], string> = {
  REQUESTED: "Por aprobar",
  BOOKED: "Agendada",
  REJECTED: "Rechazada",
  CANCELLED: "Cancelada por el paciente",
};

export function RequestsSection({ decided }: { decided: boolean }) {
  const query = useQuery(selfBookingsQuery(decided));
  if (query.isPending) return <Skeleton className="h-64 w-full rounded-xl" />;
  if (query.isError)
    return <ErrorState error={query.error} what="las reservas en línea" onRetry={() => void query.refetch()} />;
  if (query.data.length === 0)
    return (
      <EmptyState
        icon={Globe}
        title={decided ? "Todavía no hay reservas en línea" : "Nada espera una decisión"}
        action={
          <Button variant="outline" asChild>
            {/* A light page: no route of the router's. */}
            <a href="/reservar/">Ver la página pública</a>
          </Button>
        }
      >
        {decided
          ? "Aquí quedan las que se agendaron, rechazaron o cancelaron."
          : "Aquí aparece lo que se pide en la página pública y no quedó agendado solo."}
      </EmptyState>
    );
  return (
    <ul className="space-y-3">
      {query.data.map((booking) => (
        <li key={booking.id}>
          <Request booking={booking} />
        </li>
      ))}
    </ul>
  );
}

function Request({ booking }: { booking: SelfBooking }) {
  const name = `${booking.first_name} ${booking.last_name}`;
  const waits = booking.state === "REQUESTED";
  const why = booking.doubt && waits ? DOUBTS[booking.doubt] : null;
  return (
    <Card className="space-y-3 p-4" aria-label={name} role="article">
      <div className="flex flex-wrap items-start justify-between gap-2">
        <div className="min-w-0">
          <h2 className="text-base font-semibold">{name}</h2>
          <p className="text-sm text-muted-foreground">
            {booking.document_type === "CEDULA" ? "Cédula" : "Pasaporte"}{" "}
            <span className="font-mono">{booking.document_number}</span>
          </p>
        </div>
        <p className="text-sm sm:text-right">
          <span className="block font-medium tabular-nums">
            {formatLongDate(booking.start_time)}, {formatTimeRange(booking.start_time, booking.end_time)}
          </span>
          <span className="text-muted-foreground">
            {booking.treatment} · {booking.doctor.name}
          </span>
        </p>
      </div>
      <p className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
        <a className="inline-flex min-h-6 items-center gap-1.5 hover:underline" href={`tel:${booking.phone}`}>
          <Phone aria-hidden className="size-4 text-muted-foreground" />
          {formatPhone(booking.phone)}
        </a>
        <a
          className="inline-flex min-h-6 items-center gap-1.5 break-all hover:underline"
          href={`mailto:${booking.email}`}
        >
          <Mail aria-hidden className="size-4 text-muted-foreground" />
          {booking.email}
        </a>
        <span className="text-muted-foreground">Pidió {formatAgo(booking.confirmed_at)}</span>
      </p>
      {why && <Badge variant="outline">{why}</Badge>}
      {waits ? <Decision booking={booking} name={name} /> : <Decided booking={booking} />}
    </Card>
  );
}

function Decided({ booking }: { booking: SelfBooking }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 border-t border-border pt-3 text-sm">
      <p>
        {STATES[booking.state]}
        {booking.decided_by && `, por ${booking.decided_by}`}
        {booking.reject_reason && `: ${booking.reject_reason}`}
      </p>
      {booking.appointment_id && (
        <Button asChild variant="outline" size="sm">
          <Link href={appointmentPath(booking.appointment_id)}>Ver cita</Link>
        </Button>
      )}
    </div>
  );
}

/** Yes, with the file of whoever has one, or a new one; or no, and why. */
function Decision({ booking, name }: { booking: SelfBooking; name: string }) {
  const approve = useApprove();
  const reject = useReject();
  const mayDecide = useCan("self-bookings:approve");
  const found = useQuery(patientHits(booking.document_number, 5));
  const [rejecting, setRejecting] = useState(false);
  const known = found.data?.find((row) => row.document_number === booking.document_number) ?? null;
  const alike = isApiError(approve.error, 409) && approve.error.problem.confirm === "distinct_person";
  const send = (distinct?: boolean) =>
    approve.mutateAsync({ booking, patientId: known?.id ?? null, distinct }).then(
      () => notify(`${name}: agendada`),
      () => undefined,
    );
  return (
    <div className="space-y-3 border-t border-border pt-3">
      {approve.error && <Alert variant="destructive">{messageOf(approve.error)}</Alert>}
      <div className="flex flex-wrap items-center justify-between gap-2">
        <p className="min-w-0 text-sm">
          {known ? (
            <>
              Ficha:{" "}
              <Link className="font-medium text-primary underline" href={patientPath(known.id)}>
                {known.full_name}
              </Link>
              {!shareAWord(known.full_name, name) && (
                <span className="mt-1 block font-medium text-warning">
                  La ficha lleva otro nombre: compruebe que es la misma persona.
                </span>
              )}
            </>
          ) : (
            found.isSuccess && "Se le abrirá una ficha con estos datos."
          )}
          <span className="block text-muted-foreground">
            {booking.held_until
              ? `La hora se guarda hasta el ${formatDateTime(booking.held_until)}`
              : "La hora ya no está guardada: se agenda si sigue libre"}
          </span>
        </p>
        {mayDecide && (
          <div className="flex gap-2 max-md:w-full">
            <Button variant="outline" className="max-md:flex-1" onClick={() => setRejecting(true)}>
              Rechazar
            </Button>
            <Button
              className="max-md:flex-1"
              loading={approve.isPending}
              disabled={!found.isSuccess}
              onClick={() => void send(alike)}
            >
              <CalendarCheck aria-hidden />
              {alike ? "Es otra persona: agendar" : known ? "Agendar" : "Registrar y agendar"}
            </Button>
          </div>
        )}
      </div>
      <ConfirmDialog
        open={rejecting}
        onOpenChange={setRejecting}
        title={`Rechazar la hora de ${name}`}
        description="La hora queda libre y se le escribe por qué."
        confirmLabel="Rechazar"
        reason={{ label: "Motivo, como lo leerá", hint: "Se le envía por correo." }}
        onConfirm={(reason) => reject.mutateAsync({ booking, reason }).then(() => notify(`${name}: rechazada`))}
      />
    </div>
  );
}
