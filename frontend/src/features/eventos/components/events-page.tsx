"use client";

import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { RefreshCw, RotateCw } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { useListState } from "@/components/data-table/use-list-state";
import { RequirePermission } from "@/components/patterns/can";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { Button } from "@/components/ui/button";
import { ToggleGroup, ToggleGroupItem } from "@/components/ui/toggle-group";
import { SERVICES, serviceLabel } from "@/config/services";
import { useVisitNames } from "@/entities/appointment/visit-link";
import { VisitNames } from "@/entities/appointment/visit-names";
import { deliveriesQuery, type Deliveries, type Delivery, type DeliveryState } from "@/entities/delivery/queries";
import { idOf, ThingName, visitsAmong } from "@/entities/log/thing";
import { useUrlState } from "@/hooks/use-url-state";
import { eventLabel } from "@/lib/events";
import { thingOf } from "@/lib/things";
import { formatAgo, formatCount, formatTime } from "@/lib/format";
import { useCan } from "@/lib/session";
import { lazy } from "@/lib/lazy";
import { includesText } from "@/lib/text";
import { notify, notifyError } from "@/lib/toast";
import { useReplay } from "../api";

const ExportDeliveries = lazy(() => import("./export-deliveries").then((file) => file.ExportDeliveries));
const AllDelivered = lazy(() => import("./all-delivered").then((file) => file.AllDelivered));
const Incomplete = lazy(() => import("./incomplete").then((file) => file.Incomplete));
const DeliverySheet = lazy(() => import("./delivery-sheet").then((file) => file.DeliverySheet));
const SkipDialog = lazy(() => import("./skip-dialog").then((file) => file.SkipDialog));

export function EventsPage() {
  return (
    <RequirePermission permission="events:read" what="los eventos">
      <Events />
    </RequirePermission>
  );
}

const keyOf = (delivery: Delivery) => `${delivery.event_id}:${delivery.subscriber}`;

function Events() {
  const url = useUrlState();
  const canWrite = useCan("events:write");
  const which: DeliveryState = url.get("estado") === "espera" ? "waiting" : "dead_letter";
  const state = useListState({ filters: ["service", "subscriber"] });
  const parked = useQuery(deliveriesQuery("dead_letter"));
  const waiting = useQuery(deliveriesQuery("waiting"));
  const query = which === "dead_letter" ? parked : waiting;
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

  const replay = useReplay();
  const [opened, setOpened] = useState<string | null>(null);
  const [skipping, setSkipping] = useState<Delivery | null>(null);
  const delivery = query.data?.data.find((row) => keyOf(row) === opened) ?? null;

  async function replayAll(deliveries: Delivery[]) {
    const results = await Promise.allSettled(deliveries.map((one) => replay.mutateAsync(one)));
    const refused = results.find((result) => result.status === "rejected");
    const done = results.filter((result) => result.status === "fulfilled").length;
    if (done > 0) notify(done === 1 ? "La entrega vuelve a la cola" : `${done} entregas vuelven a la cola`);
    if (refused) notifyError(refused.reason);
    else setOpened(null);
  }

  return (
    <PageBody>
      <PageHeader
        title="Eventos"
        subtitle={subtitleOf(parked.data, waiting.data)}
        actions={
          <Button
            variant="outline"
            size="sm"
            loading={query.isFetching}
            onClick={() => void Promise.all([parked.refetch(), waiting.refetch()])}
          >
            {!query.isFetching && <RefreshCw aria-hidden />}Actualizar
          </Button>
        }
      />
      {query.data && query.data.silent.length + query.data.more.length > 0 && <Incomplete deliveries={query.data} />}
      <ToggleGroup
        type="single"
        aria-label="Qué eventos"
        value={which}
        onValueChange={(value) => value && url.set({ estado: value === "waiting" ? "espera" : null })}
      >
        <ToggleGroupItem value="dead_letter">Apartados{countOf(parked.data)}</ToggleGroupItem>
        <ToggleGroupItem value="waiting">En espera{countOf(waiting.data)}</ToggleGroupItem>
      </ToggleGroup>
      <VisitNames ids={ids}>
        <DataTable
          key={which}
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
          onOpen={(row) => setOpened(keyOf(row))}
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
                  <Button
                    variant="outline"
                    size="sm"
                    loading={replay.isPending}
                    onClick={() => void replayAll(selected).then(clear)}
                  >
                    <RotateCw aria-hidden />
                    {which === "dead_letter" ? "Repetir" : "Intentar ahora"}
                  </Button>
                )
              : undefined
          }
        />
      </VisitNames>
      <DeliverySheet
        open={delivery !== null && !skipping}
        delivery={skipping ? null : delivery}
        busy={replay.isPending}
        onClose={() => setOpened(null)}
        onReplay={(one) => void replayAll([one])}
        onSkip={setSkipping}
      />
      {skipping && (
        <SkipDialog delivery={skipping} onClose={() => setSkipping(null)} onSkipped={() => setOpened(null)} />
      )}
    </PageBody>
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

const countOf = (deliveries: Deliveries | undefined) =>
  deliveries && deliveries.data.length > 0
    ? ` (${deliveries.data.length}${deliveries.more.length > 0 ? "+" : ""})`
    : "";

function subtitleOf(parked: Deliveries | undefined, waiting: Deliveries | undefined) {
  if (!parked || !waiting) return "Lo que un servicio le cuenta a otro y aún no llega.";
  if (parked.data.length + waiting.data.length === 0)
    return parked.silent.length > 0
      ? "Ningún evento pendiente en los servicios que responden."
      : "Todo está entregado.";
  const held = formatCount(parked.data.length, "apartado que espera su decisión", "apartados que esperan su decisión");
  return `${parked.data.length > 0 ? held : "Ninguno apartado"}; ${waiting.data.length} en camino.`;
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
