"use client";

import { ChevronDown } from "lucide-react";
import { useId, useState } from "react";
import { Link } from "@/components/patterns/link";
import { Money } from "@/components/patterns/money";
import { appointmentPath } from "@/config/navigation";
import type { Appointment } from "@/entities/appointment/schema";
import { formatCount, formatTime } from "@/lib/format";
import { cn } from "@/lib/utils";
import type { Till } from "../till";

/** Who is done and owes nothing: one line, which opens into its rows. */
export function Settled({ till: { settled, charges, collected } }: { till: Till }) {
  const [open, setOpen] = useState(false);
  const rows = useId();
  if (settled.length === 0) return null;
  return (
    <div className="mt-2.5 rounded-xl border border-dashed border-input text-xs">
      <button
        type="button"
        aria-expanded={open}
        aria-controls={rows}
        className="flex min-h-11 w-full items-center gap-1.5 rounded-xl px-3 text-left text-muted-foreground hover:bg-accent"
        onClick={() => setOpen(!open)}
      >
        <span>
          Cobradas hoy:{" "}
          <b className="font-semibold text-foreground">{formatCount(settled.length, "visita", "visitas")}</b>
        </span>
        <Money value={collected} strong className="ml-auto text-foreground" />
        <ChevronDown aria-hidden className={cn("size-4", open && "rotate-180")} />
      </button>
      <ul id={rows} hidden={!open} className="divide-y divide-border border-t border-border">
        {settled.map(({ appointment, since }) => (
          <li key={appointment.id} className="flex items-center gap-2 px-3 py-2">
            {since && <span className="tabular-nums text-muted-foreground">{formatTime(since)}</span>}
            <Link
              href={appointmentPath(appointment.id)}
              data-visit={appointment.id}
              className="min-w-0 flex-1 truncate rounded-sm font-medium hover:underline"
            >
              {appointment.patient.name}
            </Link>
            <Money value={charges.get(appointment.id)?.total ?? null} />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The rooms in which nobody is attended now. */
export function FreeRooms({
  rooms,
  inside,
}: {
  rooms: readonly { id: number; name: string }[];
  inside: readonly Appointment[];
}) {
  const free = rooms.filter(({ id }) => inside.every(({ room }) => room?.id !== id));
  if (free.length === 0) return null;
  return (
    <p className="mt-2.5 rounded-xl border border-dashed border-input px-3 py-3 text-xs text-muted-foreground">
      Libres ahora: <b className="font-semibold text-foreground">{free.map(({ name }) => name).join(", ")}</b>
    </p>
  );
}
