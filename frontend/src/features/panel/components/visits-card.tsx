"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarDays } from "lucide-react";
import { StatusBadge } from "@/components/patterns/status-badge";
import { appointmentPath } from "@/config/navigation";
import { todayQuery } from "@/entities/appointment/queries";
import type { Appointment } from "@/entities/appointment/schema";
import { formatTime } from "@/lib/format";
import { cn } from "@/lib/utils";
import { ListCard, RowTo } from "./list-card";
import { useOwnVisits } from "./use-own-visits";

const SHOWN = 6;
const past = ({ status }: Appointment) => status === "COMPLETED" || status === "CANCELLED" || status === "NO_SHOW";

/** What is still to come stands first; with little left, the last that went by fill the list. */
export function nextVisits(visits: Appointment[], shown = SHOWN) {
  const coming = visits.filter((visit) => !past(visit));
  const gone = visits.filter(past);
  const missing = Math.max(shown - coming.length, 0);
  return [...(missing > 0 ? gone.slice(-missing) : []), ...coming.slice(0, shown)].sort((a, b) =>
    a.start_time.localeCompare(b.start_time),
  );
}

export function VisitsCard() {
  const own = useOwnVisits();
  const query = useQuery(todayQuery(own));
  return (
    <ListCard
      title={own ? "Sus citas de hoy" : "Citas de hoy"}
      what="las citas de hoy"
      query={query}
      rows={query.data && nextVisits(query.data)}
      rowKey={(visit) => visit.id}
      row={(visit) => (
        <RowTo href={appointmentPath(visit.id)}>
          <span
            className={cn("w-11 shrink-0 text-sm tabular-nums", past(visit) ? "text-muted-foreground" : "font-medium")}
          >
            {formatTime(visit.start_time)}
          </span>
          <span className="min-w-0 flex-1">
            <span className={cn("block truncate text-sm font-medium", past(visit) && "text-muted-foreground")}>
              {visit.patient.name}
            </span>
            <span className="block truncate text-xs text-muted-foreground">
              {[visit.treatments.map(({ name }) => name).join(" · ") || visit.reason, own ? null : visit.doctor.name]
                .filter(Boolean)
                .join(", ")}
            </span>
          </span>
          <StatusBadge status={visit.status} />
        </RowTo>
      )}
      empty={{ icon: CalendarDays, text: "Hoy no hay citas agendadas." }}
      all={{
        label: query.data && query.data.length > SHOWN ? `Ver las ${query.data.length}` : "Ver la agenda",
        href: "/agenda/",
      }}
    />
  );
}
