"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarCheck } from "lucide-react";
import { ExportButton } from "@/components/data-table/export-button";
import { Link } from "@/components/patterns/link";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { APPOINTMENT_STATUS, StatusBadge } from "@/components/patterns/status-badge";
import { Sheet, SheetBody, SheetContent, SheetDescription, SheetHeader, SheetTitle } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { appointmentPath } from "@/config/navigation";
import { exportKeptVisits, keptVisitsQuery, type KeptVisit } from "@/entities/appointment/kept-days";
import type { CsvColumn } from "@/lib/csv";
import { formatCount, formatDateRange, formatDateTime } from "@/lib/format";
import { labelOf } from "../words";

type Props = { title: string; wish: Parameters<typeof keptVisitsQuery>[0]; onClose: () => void };

/** The visits that a figure is made of. */
export function VisitsSheet({ title, wish, onClose }: Props) {
  const query = useQuery(keptVisitsQuery(wish));
  const page = query.data;
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()}>
      <SheetContent>
        <SheetHeader>
          <SheetTitle>
            {labelOf(wish.what)}: {title}
          </SheetTitle>
          <SheetDescription>{formatDateRange(wish.from, wish.to)}</SheetDescription>
        </SheetHeader>
        <SheetBody>
          {query.isPending ? (
            <Skeleton className="h-48 w-full" />
          ) : !page ? (
            <ErrorState bare error={query.error} what="las citas" onRetry={() => void query.refetch()} />
          ) : page.data.length === 0 ? (
            <EmptyState bare icon={CalendarCheck} title="Ya no hay ninguna" />
          ) : (
            <>
              <div className="flex items-center justify-between gap-2 pb-2 text-sm text-muted-foreground">
                <span>
                  {page.next ? `Las ${page.data.length} últimas` : formatCount(page.data.length, "cita", "citas")}
                </span>
                <ExportButton name="cumplimiento" columns={columns} ask={exportKeptVisits(wish)} />
              </div>
              <ul className="divide-y divide-border">
                {page.data.map((visit) => (
                  <li key={visit.id} className="flex min-h-14 items-center gap-3 py-2 text-sm">
                    <span className="min-w-0 flex-1">
                      <Link href={appointmentPath(visit.id)} className="font-medium tabular-nums hover:underline">
                        {formatDateTime(visit.start_time)}
                      </Link>
                      <span className="block truncate text-muted-foreground">
                        {visit.patient.name} · {visit.doctor.name}
                        {visit.late_minutes !== null && ` · ${visit.late_minutes} min tarde`}
                      </span>
                    </span>
                    <StatusBadge status={visit.status} />
                  </li>
                ))}
              </ul>
            </>
          )}
        </SheetBody>
      </SheetContent>
    </Sheet>
  );
}

const columns: CsvColumn<KeptVisit>[] = [
  { label: "Cita", value: (row) => formatDateTime(row.start_time) },
  { label: "Paciente", value: (row) => row.patient.name },
  { label: "Profesional", value: (row) => row.doctor.name },
  { label: "Estado", value: (row) => APPOINTMENT_STATUS[row.status].label },
  { label: "Minutos tarde", value: (row) => row.late_minutes },
];
