"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { FlaskConical, Plus } from "lucide-react";
import { useState } from "react";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { ordersQuery } from "@/entities/order/queries";
import type { Patient } from "@/entities/patient/schema";
import { useUrlState } from "@/hooks/use-url-state";
import { useCan } from "@/lib/session";
import { LoadMore } from "../load-more";
import { RowsSkeleton } from "../rows-skeleton";
import { ExamsSheet } from "./exams-sheet";
import { OrderRow } from "./order-row";
import { OrderWriter } from "./order-writer";

/** `?orden=nueva` writes one. */
export function OrdersTab({ patient }: { patient: Patient }) {
  const url = useUrlState();
  const canWrite = useCan("records:sign");
  const pages = useInfiniteQuery(ordersQuery(patient.id));
  const [listing, setListing] = useState(false);
  const { data, error, refetch } = pages;

  if (canWrite && url.get("orden")) return <OrderWriter patient={patient} onClose={() => url.set({ orden: null })} />;
  if (!data)
    return error ? (
      <ErrorState error={error} what="las órdenes" onRetry={() => void refetch()} />
    ) : (
      <RowsSkeleton label="las órdenes" />
    );
  const orders = data.pages.flatMap((page) => page.data);
  const acts = canWrite && (
    <>
      <Button variant="outline" size="sm" className="max-sm:flex-1" onClick={() => setListing(true)}>
        Catálogo de exámenes
      </Button>
      <Button size="sm" className="max-sm:flex-1" onClick={() => url.set({ orden: "nueva" })}>
        <Plus aria-hidden />
        Ordenar exámenes
      </Button>
    </>
  );
  return (
    <>
      {orders.length === 0 ? (
        <EmptyState
          icon={FlaskConical}
          title="Sin órdenes"
          action={acts && <span className="flex flex-wrap justify-center gap-2">{acts}</span>}
        >
          Aquí queda cada orden de laboratorio o imagen, con sus resultados y quién los vio.
        </EmptyState>
      ) : (
        <section aria-label="Órdenes" className="overflow-hidden rounded-xl border border-border bg-card shadow-1">
          <header className="flex min-h-12 flex-wrap items-center gap-2 border-b border-border px-4 py-2">
            <h2 className="flex-1 text-lg font-semibold tracking-[-0.01em] max-sm:basis-full">Órdenes</h2>
            {acts}
          </header>
          <ul className="divide-y divide-border">
            {orders.map((order) => (
              <OrderRow key={order.id} order={order} />
            ))}
          </ul>
          <LoadMore pages={pages} what="órdenes" />
        </section>
      )}
      {listing && <ExamsSheet onClose={() => setListing(false)} />}
    </>
  );
}
