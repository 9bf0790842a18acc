"use client";

import { useQuery } from "@tanstack/react-query";
import { RefreshCw } from "lucide-react";
import { useState } from "react";
import { RequirePermission } from "@/components/patterns/can";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { ToggleGroup, ToggleGroupItem } from "@/components/ui/toggle-group";
import { deliveriesQuery, type Deliveries, type Delivery, type DeliveryState } from "@/entities/delivery/queries";
import { useUrlState } from "@/hooks/use-url-state";
import { formatCount } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { notify, notifyError } from "@/lib/toast";
import { useReplay } from "../api";
import { keyOf } from "../key-of";

const DeliveriesTable = lazy(
  () => import("./deliveries-table").then((file) => file.DeliveriesTable),
  <Skeleton className="h-96 rounded-xl" />,
);
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

function Events() {
  const url = useUrlState();
  const which: DeliveryState = url.get("estado") === "espera" ? "waiting" : "dead_letter";
  const parked = useQuery(deliveriesQuery("dead_letter"));
  const waiting = useQuery(deliveriesQuery("waiting"));
  const query = which === "dead_letter" ? parked : waiting;

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
      <DeliveriesTable
        key={which}
        which={which}
        query={query}
        busy={replay.isPending}
        onOpen={(row) => setOpened(keyOf(row))}
        onReplay={replayAll}
      />
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
