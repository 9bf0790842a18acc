"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarPlus, CalendarX2, MoveRight, Repeat } from "lucide-react";
import { useState } from "react";
import { Link } from "@/components/patterns/link";
import { StatusBadge } from "@/components/patterns/status-badge";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { appointmentPath } from "@/config/navigation";
import type { Appointment } from "@/entities/appointment/schema";
import { seriesQuery, type Series } from "@/entities/appointment/series";
import { formatDate, formatTime } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { placeIn } from "../domain/series";

const MoveSeries = lazy(() => import("./series-dialogs").then((file) => file.MoveSeries));
const ExtendSeries = lazy(() => import("./series-extension").then((file) => file.ExtendSeries));
const CancelSeries = lazy(() => import("./series-dialogs").then((file) => file.CancelSeries));

type PanelSeriesProps = { appointment: Appointment; series: NonNullable<Appointment["series"]> };

/** The other visits of what repeats, or the other parts of this one. */
export function PanelSeries({ appointment, series: place }: PanelSeriesProps) {
  const { data: series, isError, refetch } = useQuery(seriesQuery(place.id));
  const canWrite = useCan("appointments:write");
  const [acting, setActing] = useState<"extend" | "move" | "cancel" | null>(null);
  if (isError)
    return (
      <p className="flex items-center justify-between gap-2 px-4 py-2 text-sm text-muted-foreground">
        No se pudo consultar la serie.
        <Button variant="ghost" size="xs" onClick={() => void refetch()}>
          Reintentar
        </Button>
      </p>
    );
  if (!series) return null;
  const open = ["PENDING", "CONFIRMED"].includes(appointment.status);
  return (
    <section aria-label="Serie" className="space-y-2 px-4 py-3 text-sm">
      <p className="flex items-center gap-2">
        <Repeat className="size-4 shrink-0 text-muted-foreground" aria-hidden />
        <span className="min-w-0">
          <span className="font-medium">{capital(series.words)}</span>
          <span className="text-muted-foreground"> · {placeIn(series, place)}</span>
        </span>
      </p>
      <Members series={series} current={appointment.id} />
      {canWrite && (open || series.rule) && (
        <div className="flex flex-wrap gap-1.5">
          {series.rule && (
            <Button variant="outline" size="xs" className="max-md:h-11" onClick={() => setActing("extend")}>
              <CalendarPlus aria-hidden />
              Añadir citas
            </Button>
          )}
          {open && (
            <>
              <Button variant="outline" size="xs" className="max-md:h-11" onClick={() => setActing("move")}>
                <MoveRight aria-hidden />
                Mover varias
              </Button>
              <Button variant="outline" size="xs" className="max-md:h-11" onClick={() => setActing("cancel")}>
                <CalendarX2 aria-hidden />
                Cancelar varias
              </Button>
            </>
          )}
        </div>
      )}
      {acting === "extend" && (
        <ExtendSeries appointment={appointment} series={series} onClose={() => setActing(null)} />
      )}
      {acting === "move" && (
        <MoveSeries appointment={appointment} series={series} place={place} onClose={() => setActing(null)} />
      )}
      {acting === "cancel" && (
        <CancelSeries appointment={appointment} series={series} place={place} onClose={() => setActing(null)} />
      )}
    </section>
  );
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function Members({ series, current }: { series: Series; current: number }) {
  return (
    <details>
      <summary className="cursor-pointer text-muted-foreground">Ver todas</summary>
      <ul className="mt-1.5 space-y-1">
        {series.appointments.map((one) => (
          <li key={one.id} className="flex flex-wrap items-center gap-2">
            {one.id === current ? (
              <span className="font-medium tabular-nums">
                {formatDate(one.start_time)}, {formatTime(one.start_time)}
              </span>
            ) : (
              <Link href={appointmentPath(one.id)} className="tabular-nums underline-offset-2 hover:underline">
                {formatDate(one.start_time)}, {formatTime(one.start_time)}
              </Link>
            )}
            {one.moved && (
              <Badge variant="outline" shape="chip">
                Movida
              </Badge>
            )}
            <StatusBadge status={one.status} className="ml-auto" />
          </li>
        ))}
      </ul>
    </details>
  );
}
