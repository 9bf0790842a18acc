"use client";

import { Activity, Armchair, CircleCheck, Clock, Search, type LucideIcon } from "lucide-react";
import { useState, type DragEvent, type ReactNode, type RefObject } from "react";
import { Link } from "@/components/patterns/link";
import { Input } from "@/components/ui/input";
import { appointmentPath } from "@/config/navigation";
import type { Appointment } from "@/entities/appointment/schema";
import type { Marks } from "@/entities/appointment/use-marks";
import type { WaitingRoom } from "@/entities/waiting-room/schema";
import { formatMoney, formatTime } from "@/lib/format";
import { includesText } from "@/lib/text";
import { cn } from "@/lib/utils";
import { minutesUntil, transferTo, type Column, type Visitor } from "../columns";
import type { Till } from "../till";
import { ExpectedRow, VisitorCard } from "./visitor-card";

const LOOK: Record<Column, { title: string; icon: LucideIcon; empty: string; count: string }> = {
  expected: { title: "Por llegar", icon: Clock, empty: "Hoy no se espera a nadie más.", count: "" },
  waiting: {
    title: "Llegó",
    icon: Armchair,
    empty: "Nadie espera. Arrastre aquí a quien llegue, o pulse L y su nombre.",
    count: "bg-st-arrived-bg text-st-arrived-fg",
  },
  inside: {
    title: "En atención",
    icon: Activity,
    empty: "Nadie está en atención.",
    count: "bg-st-in-progress-bg text-st-in-progress-fg",
  },
  done: { title: "Atendidas", icon: CircleCheck, empty: "Todavía nadie terminó hoy.", count: "bg-secondary" },
};
/** The last column of who sees money. */
const CHARGED = { title: "Por cobrar", empty: "Nadie tiene nada por pagar." };
/** Of those expected, the next few: a busy day's list would bury them. */
const NEXT = 12;

type LaneProps = {
  column: Column;
  visitors: readonly Visitor[];
  missed: readonly Appointment[];
  room: WaitingRoom;
  marks: ReadonlyMap<number, Marks>;
  /** What those who are done owe, for who sees it. */
  till?: Till | null;
  /** Whom each professional attends next. */
  next?: ReadonlyMap<number, string>;
  /** What stands below the cards. */
  children?: ReactNode;
  now: number;
  search?: RefObject<HTMLInputElement | null>;
  movable: boolean;
  dragged: Appointment | null;
  onDrag: (id: number | null) => void;
  onTake: (appointment: Appointment, to: Column) => void;
};

/** A column of the board, which takes whoever may come into it. */
export function Lane({
  column,
  visitors,
  missed,
  room,
  marks,
  till,
  next,
  children,
  now,
  search,
  movable,
  dragged,
  onDrag,
  onTake,
}: LaneProps) {
  const [over, setOver] = useState(false);
  const [text, setText] = useState("");
  const [whole, setWhole] = useState(false);
  const { title, icon: Icon, empty, count } = till ? { ...LOOK[column], ...CHARGED } : LOOK[column];
  const welcome = dragged !== null && transferTo(dragged, column, new Date(now), true).kind !== "none";
  const found = text ? visitors.filter(({ appointment }) => includesText(appointment.patient.name, text)) : visitors;
  const shown = column === "expected" && !text && !whole ? found.slice(0, NEXT) : found;

  const drop = {
    onDragOver: (event: DragEvent) => {
      if (!welcome) return;
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: (event: DragEvent) => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) setOver(false);
    },
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      onDrag(null);
      if (dragged) onTake(dragged, column);
    },
  };
  const cards = { column, room, now, movable, onDrag, onTake };

  return (
    <section
      data-lane={column}
      aria-label={title}
      {...drop}
      className={cn("rounded-xl pb-2", over && welcome && "bg-accent ring-2 ring-ring")}
    >
      <header className="flex min-h-9 items-center gap-2 px-1">
        <Icon aria-hidden className="size-4 text-muted-foreground" />
        <h2 className="text-base font-semibold">{title}</h2>
        <span className={cn("rounded-full px-1.5 text-xs font-semibold tabular-nums leading-5", count)}>
          {visitors.length}
        </span>
        <span className="ml-auto text-xs text-muted-foreground">{noteOf(column, { room, visitors, now, till })}</span>
      </header>
      {search && movable && (
        <form
          role="search"
          className="relative mb-2"
          onSubmit={(event) => {
            event.preventDefault();
            const first = found[0];
            if (!text || !first) return;
            onTake(first.appointment, "waiting");
            setText("");
          }}
        >
          <Search aria-hidden className="absolute left-2.5 top-1/2 size-4 -translate-y-1/2 text-muted-foreground" />
          <Input
            ref={search}
            type="search"
            aria-label="Quién llegó: escriba el nombre y pulse Intro"
            placeholder="Quién llegó"
            className="pl-8"
            value={text}
            onChange={(event) => setText(event.target.value)}
          />
        </form>
      )}
      {shown.length === 0 && (
        <p className="rounded-xl border border-dashed border-border p-4 text-center text-sm text-muted-foreground">
          {text ? "Nadie con ese nombre está por llegar." : empty}
        </p>
      )}
      {column === "expected" ? (
        <ul
          className={cn(
            "divide-y divide-border",
            shown.length > 0 && "rounded-xl border border-border bg-card shadow-1",
          )}
        >
          {shown.map((visitor) => (
            <ExpectedRow key={visitor.appointment.id} visitor={visitor} {...cards} />
          ))}
        </ul>
      ) : (
        <ul className="space-y-2.5">
          {shown.map((visitor) => (
            <VisitorCard
              key={visitor.appointment.id}
              visitor={visitor}
              marks={marks.get(visitor.appointment.id)}
              charge={till?.charges.get(visitor.appointment.id)}
              next={next?.get(visitor.appointment.doctor.id)}
              {...cards}
            />
          ))}
        </ul>
      )}
      {shown.length < found.length && (
        <button
          type="button"
          className="px-1 py-2 text-sm font-medium text-primary hover:underline"
          onClick={() => setWhole(true)}
        >
          Ver las {found.length} de hoy
        </button>
      )}
      {missed.map(({ id, patient, start_time }) => (
        <p key={id} className="flex flex-wrap gap-x-1.5 px-1 pt-2 text-xs text-muted-foreground">
          {patient.name}, {formatTime(start_time)}, no asistió.
          <Link href={appointmentPath(id)} className="font-medium text-primary hover:underline">
            Buscarle otra hora
          </Link>
        </p>
      ))}
      {children}
    </section>
  );
}

type Told = { room: WaitingRoom; visitors: readonly Visitor[]; now: number; till?: Till | null };

/** What the head of a column says of it: how long is waited, who ends next, what is still owed. */
function noteOf(column: Column, { room: { waits }, visitors, now, till }: Told) {
  if (column === "done") return till && till.owing.length > 0 ? formatMoney(till.owed) : "";
  if (column === "inside") {
    const ends = visitors.map(({ appointment }) => minutesUntil(appointment.end_time, now)).filter((left) => left >= 0);
    return ends.length > 0 ? `1 termina en ${Math.min(...ends)} min` : "";
  }
  if (column !== "waiting") return "";
  const today = waits.find(({ doctor_id }) => doctor_id === null) ?? waits[0];
  if (!today || today.minutes === null) return visitors.length > 0 ? "Hoy nadie pasó aún" : "";
  return `hoy, ${today.minutes} min de media`;
}
