"use client";

import { useQuery } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { ScrollText } from "lucide-react";
import { useMemo, useState } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { ExportButton } from "@/components/data-table/export-button";
import { useListState } from "@/components/data-table/use-list-state";
import { UnitCost } from "@/components/patterns/money";
import { EmptyState } from "@/components/patterns/state-panel";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { VisitLink } from "@/entities/appointment/visit-link";
import { VisitNames } from "@/entities/appointment/visit-names";
import { askMovements, movementsQuery } from "@/entities/product/queries";
import { KINDS, type Movement } from "@/entities/product/schema";
import { productPath } from "@/entities/product/product-path";
import type { CsvColumn } from "@/lib/csv";
import { formatDateTime, formatQuantity } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { typedDecimal } from "@/lib/units";
import { CAUSE_WORDS, formatChange, KIND_LOOK } from "../words";
import { KindBadge } from "./badges";

const AnnulMovementDialog = lazy(() => import("./annul-movement").then((file) => file.AnnulMovementDialog));

const whoOf = (row: Movement) => row.actor?.name ?? "Sistema";

const CSV: CsvColumn<Movement>[] = [
  { label: "Fecha", value: (row) => formatDateTime(row.occurred_at) },
  { label: "Producto", value: (row) => row.product_name },
  { label: "Lote", value: (row) => row.lot_number },
  { label: "Tipo", value: (row) => KIND_LOOK[row.kind].label },
  { label: "Cantidad", value: (row) => typedDecimal(row.quantity) },
  { label: "Costo unitario", value: (row) => typedDecimal(row.unit_cost) },
  { label: "Saldo del producto, con lo caducado y lo retirado", value: (row) => typedDecimal(row.balance_after) },
  { label: "Causa", value: (row) => row.cause && CAUSE_WORDS[row.cause] },
  { label: "Motivo", value: (row) => row.reason },
  { label: "Deshecho", value: (row) => (row.undone ? "Sí" : "") },
  { label: "Cita", value: (row) => row.appointment_id },
  { label: "Quién", value: whoOf },
];

const when: ColumnDef<Movement> = {
  id: "occurred_at",
  header: "Fecha",
  cell: ({ row }) => <span className="whitespace-nowrap tabular-nums">{formatDateTime(row.original.occurred_at)}</span>,
};

const rest: ColumnDef<Movement>[] = [
  { id: "kind", header: "Tipo", cell: ({ row }) => <KindBadge kind={row.original.kind} /> },
  {
    id: "lot",
    header: "Lote",
    cell: ({ row }) => <span className="whitespace-nowrap font-mono text-xs">{row.original.lot_number}</span>,
    meta: { drop: 2 },
  },
  {
    id: "quantity",
    header: "Cantidad",
    meta: { align: "right" },
    cell: ({ row }) => <span className="whitespace-nowrap font-medium">{formatChange(row.original.quantity)}</span>,
  },
  {
    id: "balance",
    header: "Saldo",
    meta: { align: "right", drop: 3 },
    cell: ({ row }) => formatQuantity(row.original.balance_after),
  },
  {
    id: "unit_cost",
    header: "Costo",
    meta: { align: "right", drop: 1 },
    cell: ({ row }) => <UnitCost lined value={row.original.unit_cost} />,
  },
];

const who: ColumnDef<Movement> = {
  id: "actor",
  header: "Quién",
  cell: ({ row }) => (
    <span className="block max-w-36 truncate xl:max-w-56" title={whoOf(row.original)}>
      {whoOf(row.original)}
    </span>
  ),
  meta: { drop: 4 },
};

/** Every movement, or those of one product: never changed, only added to. */
export function MovementsView({ productId = null }: { productId?: number | null }) {
  const state = useListState({
    filters: productId === null ? ["kind", "appointment_id"] : ["kind"],
    prefix: productId === null ? "" : "mov_",
  });
  const query = useQuery(movementsQuery(productId, state.params));
  const appointment = state.filters.appointment_id;
  const mayMove = useCan("stock:write");
  const [wrong, setWrong] = useState<Wrong>(null);
  const columns = useMemo<ColumnDef<Movement>[]>(
    () => [
      ...(productId === null
        ? [{ accessorKey: "product_name", header: "Producto", meta: { className: "min-w-52" } }]
        : []),
      when,
      ...rest,
      {
        id: "reason",
        header: "Motivo",
        cell: ({ row }) => (
          <Why movement={row.original}>
            {mayMove && mayBeAnnulled(row.original) && <Annul movement={row.original} onAnnul={setWrong} />}
          </Why>
        ),
      },
      who,
    ],
    [productId, mayMove],
  );

  return (
    <VisitNames ids={query.data?.data.map(({ appointment_id }) => appointment_id) ?? []}>
      <DataTable
        label="movimientos"
        columns={columns}
        query={query}
        state={state}
        rowId={(movement) => movement.id}
        rowHref={productId === null ? (movement) => productPath(movement.product_id) : undefined}
        phone={(movement) => ({
          title: productId === null ? movement.product_name : formatDateTime(movement.occurred_at),
          badge: <KindBadge kind={movement.kind} />,
          detail:
            productId === null
              ? `${formatDateTime(movement.occurred_at)} · ${whoOf(movement)}`
              : `${movement.reason ?? movement.lot_number} · ${whoOf(movement)}`,
          sum: <span className="font-medium">{formatChange(movement.quantity)}</span>,
          balance: `saldo ${formatQuantity(movement.balance_after)}`,
          actions: mayMove && mayBeAnnulled(movement) && <Annul movement={movement} onAnnul={setWrong} />,
        })}
        empty={
          <EmptyState bare icon={ScrollText} title="Aún no hay movimientos">
            Aquí queda cada compra, ajuste, baja, devolución y lo que usa cada cita atendida, o vuelve si se reabre.
          </EmptyState>
        }
        toolbar={{
          title: productId === null ? undefined : "Movimientos",
          search: productId === null ? "Producto, lote, motivo o persona" : "Lote, motivo o persona",
          facets: [
            { name: "kind", label: "Tipo", options: KINDS.map((value) => ({ value, ...KIND_LOOK[value] })) },
            ...(appointment
              ? [{ name: "appointment_id", label: "Cita", options: [{ value: appointment, label: appointment }] }]
              : []),
          ],
          actions: (
            <ExportButton
              name={productId === null ? "movimientos" : `movimientos-producto-${productId}`}
              columns={CSV}
              ask={(after, signal) => askMovements(productId, { ...state.params, after, limit: 100 }, signal)}
            />
          ),
        }}
      />
      {wrong && (
        <AnnulMovementDialog
          key={wrong.turn}
          movement={wrong.movement}
          open={wrong.open}
          onOpenChange={(open) => setWrong((last) => last && { ...last, open })}
        />
      )}
    </VisitNames>
  );
}

/** A write-off or a return that stands. A count is corrected by counting again. */
const mayBeAnnulled = ({ kind, undone }: Movement) => (kind === "WRITE_OFF" || kind === "RETURN") && !undone;

type Wrong = { movement: Movement; open: boolean; turn: number } | null;

function Annul({ movement, onAnnul }: { movement: Movement; onAnnul: (next: (last: Wrong) => Wrong) => void }) {
  return (
    <Button
      variant="link"
      size="sm"
      className="ml-auto shrink-0"
      onClick={() => onAnnul((last) => ({ movement, open: true, turn: (last?.turn ?? 0) + 1 }))}
    >
      Anular
    </Button>
  );
}

type WhyProps = { movement: Movement; children: React.ReactNode };

/** The reason that was written, or the appointment that used it. */
function Why({ movement: { reason, cause, appointment_id, undone }, children }: WhyProps) {
  return (
    <span className="flex max-w-72 items-center gap-2">
      {undone && <Badge variant="neutral">Anulado</Badge>}
      {cause && cause !== "OTHER" && <span className="shrink-0 text-muted-foreground">{CAUSE_WORDS[cause]}</span>}
      {reason && (
        <span className="truncate" title={reason}>
          {reason}
        </span>
      )}
      {appointment_id && <VisitLink id={appointment_id} />}
      {!reason && !appointment_id && <span className="text-muted-foreground">—</span>}
      {children}
    </span>
  );
}
