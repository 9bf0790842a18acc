"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { RotateCw } from "lucide-react";
import { useCallback, useMemo } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { useListState } from "@/components/data-table/use-list-state";
import { Button } from "@/components/ui/button";
import { SERVICES, serviceLabel } from "@/config/services";
import { useVisitNames } from "@/entities/appointment/visit-link";
import { VisitNames } from "@/entities/appointment/visit-names";
import type { Deliveries, Delivery, DeliveryState } from "@/entities/delivery/queries";
import { idOf, ThingName, visitsAmong } from "@/entities/log/thing";
import { eventLabel } from "@/lib/events";
import { formatAgo, formatCount, formatTime } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { includesText } from "@/lib/text";
import { thingOf } from "@/lib/things";
import { keyOf } from "../key-of";

const ExportDeliveries = lazy(() => import("./export-deliveries").then((file) => file.ExportDeliveries));
const AllDelivered = lazy(() => import("./all-delivered").then((file) => file.AllDelivered));

type TableProps = {
  which: DeliveryState;
  query: UseQueryResult<Deliveries>;
  busy: boolean;
  onOpen: (delivery: Delivery) => void;
  onReplay: (deliveries: Delivery[]) => Promise<void>;
};

/** What was set aside, or what waits: searched and filtered here, since each service answers all of its own. */
export function DeliveriesTable({ which, query, busy, onOpen, onReplay }: TableProps) {
  const canWrite = useCan("events:write");
  const state = useListState({ filters: ["service", "subscriber"] });
  const ids = useMemo(() => visitsAmong(query.data?.data), [query.data]);
  const visitName = useVisitNames(ids);
  const about = useCallback(
    (aggregate: string) => visitName(idOf("appointment", aggregate) ?? 0) ?? thingOf(aggregate).label,
    [visitName],
  );
  const rows = useMemo(
    () => query.data?.data.filter((row) => matches(row, about(row.aggregate), state.filters, state.search)),
    [query.data, state.filters, state.search, about],
  );
  const columns = useMemo(() => columnsFor(which), [which]);
  return (
    <VisitNames ids={ids}>
      <DataTable
        label={which === "dead_letter" ? "eventos apartados" : "eventos en espera"}
        columns={columns}
        query={
          {
            ...query,
            data: query.data && { ...query.data, data: rows ?? [], total: rows?.length, total_exact: true },
          } as UseQueryResult<Deliveries>
        }
        state={{ ...state, limit: Math.max(rows?.length ?? 0, 1) }}
        rowId={keyOf}
        onOpen={onOpen}
        phone={(row) => ({
          title: (
            <>
              {eventLabel(row.type)} · <ThingName aggregate={row.aggregate} />
            </>
          ),
          detail: `${row.service.label} → ${serviceLabel(row.subscriber)} · ${formatCount(row.attempts, "intento", "intentos")}`,
        })}
        empty={<AllDelivered which={which} />}
        toolbar={{
          search: "Buscar evento",
          actions: <ExportDeliveries which={which} rows={rows ?? []} about={about} />,
          facets: [
            services("service", "De", query.data, ({ service }) => service.key),
            services("subscriber", "Para", query.data, ({ subscriber }) => subscriber),
          ],
        }}
        bulk={
          canWrite
            ? (selected, clear) => (
                <Button variant="outline" size="sm" loading={busy} onClick={() => void onReplay(selected).then(clear)}>
                  <RotateCw aria-hidden />
                  {which === "dead_letter" ? "Repetir" : "Intentar ahora"}
                </Button>
              )
            : undefined
        }
      />
    </VisitNames>
  );
}

/** A filter by service, with how many deliveries each has. */
const services = (name: string, label: string, all: Deliveries | undefined, of: (row: Delivery) => string) => ({
  name,
  label,
  options: SERVICES.map(({ key, label }) => ({
    value: key,
    label,
    count: all?.data.filter((row) => of(row) === key).length,
  })),
});

function matches(row: Delivery, about: string, { service, subscriber }: Record<string, string | null>, search: string) {
  if (service && row.service.key !== service) return false;
  if (subscriber && row.subscriber !== subscriber) return false;
  return includesText(`${eventLabel(row.type)} ${row.type} ${about} ${row.aggregate} ${row.last_error ?? ""}`, search);
}

function columnsFor(which: DeliveryState): ColumnDef<Delivery>[] {
  return [
    {
      id: "type",
      header: "Evento",
      cell: ({ row }) => eventLabel(row.original.type),
      meta: { className: "whitespace-nowrap" },
    },
    {
      id: "about",
      header: "Sobre",
      cell: ({ row }) => <ThingName aggregate={row.original.aggregate} />,
      meta: { className: "whitespace-nowrap" },
    },
    {
      id: "route",
      header: "De → para",
      cell: ({ row }) => `${row.original.service.label} → ${serviceLabel(row.original.subscriber)}`,
      meta: { className: "whitespace-nowrap" },
    },
    {
      id: "error",
      header: "Por qué",
      cell: ({ row }) => (
        <span className="line-clamp-1 max-w-md font-mono text-xs">{row.original.last_error ?? "—"}</span>
      ),
      meta: { drop: 2 },
    },
    which === "dead_letter"
      ? {
          id: "when",
          header: "Apartado",
          cell: ({ row }) => row.original.dead_lettered_at && formatAgo(row.original.dead_lettered_at),
          meta: { className: "whitespace-nowrap" },
        }
      : { id: "when", header: "Próximo intento", cell: ({ row }) => formatTime(row.original.available_at) },
    { id: "attempts", header: "Intentos", cell: ({ row }) => row.original.attempts, meta: { align: "right", drop: 1 } },
  ];
}
