"use client";

import { ArrowLeft, ArrowRight, Banknote, CircleDollarSign, DoorOpen, TriangleAlert } from "lucide-react";
import type { DragEvent } from "react";
import { Link } from "@/components/patterns/link";
import { Money } from "@/components/patterns/money";
import { APPOINTMENT_STATUS } from "@/components/patterns/status-badge";
import { Initials } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { appointmentPath, invoicePath } from "@/config/navigation";
import type { Appointment } from "@/entities/appointment/schema";
import type { Marks } from "@/entities/appointment/use-marks";
import type { VisitCharge } from "@/entities/invoice/visit-charges";
import { alertWord } from "@/entities/patient/words";
import type { WaitingRoom } from "@/entities/waiting-room/schema";
import { formatMoney, formatTime } from "@/lib/format";
import { useCan } from "@/lib/session";
import { cn } from "@/lib/utils";
import { COLUMNS, countable, minutesSince, toneOf, type Column, type Visitor } from "../columns";

type Props = {
  visitor: Visitor;
  column: Column;
  room: WaitingRoom;
  now: number;
  movable: boolean;
  onDrag: (id: number | null) => void;
  onTake: (appointment: Appointment, to: Column) => void;
};

/** What is dragged, and what the keyboard stands on: the name, which opens the visit. */
const draggable = ({ visitor, movable, onDrag }: Props) => ({
  draggable: movable,
  onDragStart: (event: DragEvent) => {
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", visitor.appointment.patient.name);
    onDrag(visitor.appointment.id);
  },
  onDragEnd: () => onDrag(null),
});

function Name({ appointment, className }: { appointment: Appointment; className?: string }) {
  return (
    <Link
      href={appointmentPath(appointment.id)}
      data-visit={appointment.id}
      draggable={false}
      aria-keyshortcuts="Alt+ArrowLeft Alt+ArrowRight"
      className={cn("block truncate rounded-sm font-semibold hover:underline", className)}
    >
      {appointment.patient.name}
    </Link>
  );
}

/** One line of those who are expected. */
export function ExpectedRow(props: Props) {
  const { appointment } = props.visitor;
  const late = minutesSince(appointment.start_time, props.now);
  const { icon: Icon, label } = APPOINTMENT_STATUS[appointment.status];
  return (
    <li {...draggable(props)} className="flex items-center gap-3 px-3 py-2">
      <span className="flex w-10 shrink-0 flex-col gap-1">
        <span
          className={cn("text-sm font-medium tabular-nums", late > 0 && "text-st-pending-fg")}
          title={late > 0 ? `Hace ${late} min` : undefined}
        >
          {formatTime(appointment.start_time)}
        </span>
        <Icon aria-label={label} role="img" className="size-4 text-muted-foreground" />
      </span>
      <span className="min-w-0 flex-1">
        {/* Whole: who calls somebody by a name reads all of it. */}
        <Name appointment={appointment} className="whitespace-normal text-sm font-medium leading-tight" />
        <span className="block truncate text-xs text-muted-foreground">
          {appointment.doctor.name}
          {appointment.overbooked && " · sobrecupo"}
        </span>
      </span>
      {props.movable && (
        <Button variant="outline" size="sm" onClick={() => props.onTake(appointment, "waiting")}>
          Llegó
        </Button>
      )}
    </li>
  );
}

const EDGE: Record<Column, string> = {
  expected: "",
  waiting: "bg-st-arrived",
  inside: "bg-st-in-progress",
  done: "bg-st-completed",
};
const MINUTES = { waiting: " esperando", inside: " en atención", done: " desde que terminó", expected: "" };
const SINCE = {
  waiting: ", espera desde entonces",
  inside: ", en atención desde entonces",
  done: ", terminó",
  expected: "",
};
const TONE = { red: "text-danger", amber: "text-warning" };

/** Whoever is here: since when, with whom, what one should know, and the next step. */
export function VisitorCard(props: Props & { marks?: Marks; charge?: VisitCharge; next?: string }) {
  const { visitor, column, room, now, movable, marks, charge, next, onTake } = props;
  const { appointment, since } = visitor;
  const minutes = since === null ? null : minutesSince(since, now);
  const tone = minutes === null ? null : toneOf(column, minutes, room.settings);
  const what = appointment.treatments.map(({ name }) => name).join(", ") || appointment.reason || "Sin tratamiento";
  const before = COLUMNS[COLUMNS.indexOf(column) - 1]!;
  return (
    <li
      {...draggable(props)}
      className={cn(
        "relative overflow-hidden rounded-xl border border-border bg-card p-3 pl-4 shadow-1",
        movable && "cursor-grab active:cursor-grabbing",
      )}
    >
      <span aria-hidden className={cn("absolute inset-y-0 left-0 w-[3px]", EDGE[column])} />
      <div className="flex items-start gap-3">
        <Initials name={appointment.patient.name} solid={column === "inside"} className="max-sm:hidden" />
        <div className="min-w-0 flex-1">
          <Name appointment={appointment} className="text-sm" />
          <p className="truncate text-xs text-muted-foreground">{what}</p>
        </div>
        {minutes !== null && (
          <p className={cn("shrink-0 text-base font-semibold tabular-nums", tone && TONE[tone])}>
            {countable(minutes) ? minutes : formatTime(since!)}
            {countable(minutes) && <span className="ml-0.5 text-xs font-normal text-muted-foreground">min</span>}
            <span className="sr-only">
              {(countable(minutes) ? MINUTES : SINCE)[column]}
              {tone === "red" ? ", demasiado" : ""}
            </span>
          </p>
        )}
      </div>
      {column !== "done" && <Signs marks={marks} next={column === "inside" ? next : undefined} />}
      <div className="mt-2.5 flex flex-wrap items-center justify-end gap-2">
        {/* In a narrow column it has a line of its own: beside the buttons nothing of it would be read. */}
        <p className="min-w-0 grow basis-36 truncate text-xs">
          {appointment.doctor.name}{" "}
          <span className="tabular-nums text-muted-foreground">
            {appointment.room && `${appointment.room.name} · `}
            {column === "inside" ? `hasta ${formatTime(appointment.end_time)}` : formatTime(appointment.start_time)}
          </span>
        </p>
        {/* Together, beside it or below. */}
        <div className="flex items-center gap-2">
          {movable && (column === "waiting" || column === "inside") && (
            <Button
              variant="ghost"
              size="icon-sm"
              aria-label={`${column === "waiting" ? "No llegó todavía" : "Volver a sala"}: ${appointment.patient.name}`}
              onClick={() => onTake(appointment, before)}
            >
              <ArrowLeft aria-hidden />
            </Button>
          )}
          {charge && <Money value={charge.owed} strong className="text-sm" />}
          <Next {...props} />
        </div>
      </div>
    </li>
  );
}

function Next({ visitor: { appointment }, column, movable, charge, onTake }: Props & { charge?: VisitCharge }) {
  const charges = useCan("payments:write");
  if (column === "done")
    return charges && charge ? (
      <Button variant="outline" size="sm" asChild>
        <Link href={invoicePath(charge.invoice_id)} aria-label={`Cobrar a ${appointment.patient.name}`}>
          <Banknote aria-hidden />
          Cobrar
        </Link>
      </Button>
    ) : null;
  if (!movable) return null;
  return column === "waiting" ? (
    <Button variant="outline" size="sm" onClick={() => onTake(appointment, "inside")}>
      <DoorOpen aria-hidden />
      Pasar
    </Button>
  ) : (
    <Button variant="outline" size="sm" onClick={() => onTake(appointment, "done")}>
      Finalizar
    </Button>
  );
}

/** What whoever receives or attends them must know first. */
function Signs({ marks, next }: { marks?: Marks; next?: string }) {
  const nothing = !marks || (marks.alerts.length === 0 && !marks.first && !marks.owes);
  if (nothing && !next) return null;
  return (
    <p className="mt-2 flex flex-wrap gap-1.5">
      {marks?.alerts.map((alert) => (
        <Badge key={alert} variant="danger" icon={TriangleAlert}>
          {alertWord(alert)}
        </Badge>
      ))}
      {marks?.first && <Badge variant="neutral">Primera vez</Badge>}
      {marks?.owes && (
        <Badge variant="warning" icon={CircleDollarSign}>
          Saldo {formatMoney(marks.owes)}
        </Badge>
      )}
      {next && (
        <Badge variant="neutral" icon={ArrowRight} className="max-w-full">
          {/* A name may be longer than a column of four. */}
          <span className="truncate" title={next}>
            Sigue {next}
          </span>
        </Badge>
      )}
    </p>
  );
}
