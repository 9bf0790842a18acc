"use client";

import { useQuery } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { Check, CircleCheck, CircleDashed } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { ExportButton } from "@/components/data-table/export-button";
import { useListState } from "@/components/data-table/use-list-state";
import { EmptyState } from "@/components/patterns/state-panel";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { VisitLink, VisitName } from "@/entities/appointment/visit-link";
import { VisitNames } from "@/entities/appointment/visit-names";
import { askShortages, shortagesQuery } from "@/entities/product/queries";
import type { Shortage } from "@/entities/product/schema";
import type { CsvColumn } from "@/lib/csv";
import { formatDateTime, formatQuantity } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { typedDecimal } from "@/lib/units";

const ShortageSheet = lazy(() => import("./shortage-sheet").then((file) => file.ShortageSheet));

const CSV: CsvColumn<Shortage>[] = [
  { label: "Producto", value: (row) => row.product_name },
  { label: "Faltó", value: (row) => typedDecimal(row.quantity) },
  { label: "Cita", value: (row) => row.appointment_id },
  { label: "Fecha", value: (row) => formatDateTime(row.created_at) },
  { label: "Resuelto", value: (row) => (row.resolved_at ? formatDateTime(row.resolved_at) : null) },
  { label: "Quién lo resolvió", value: (row) => row.resolved_by?.name },
  { label: "Cómo", value: (row) => row.resolution },
];

const ShortageBadge = ({ shortage }: { shortage: Shortage }) =>
  shortage.resolved_at ? (
    <Badge variant="success" icon={CircleCheck}>
      Resuelto
    </Badge>
  ) : (
    <Badge variant="warning" icon={CircleDashed}>
      Por resolver
    </Badge>
  );

const columnsFor = (onResolve: ((shortage: Shortage) => void) | null): ColumnDef<Shortage>[] => [
  { accessorKey: "product_name", header: "Producto", meta: { className: "min-w-44" } },
  {
    id: "quantity",
    header: "Faltó",
    meta: { align: "right" },
    cell: ({ row }) => <span className="font-semibold">{formatQuantity(row.original.quantity)}</span>,
  },
  { id: "appointment", header: "Cita", cell: ({ row }) => <VisitLink id={row.original.appointment_id} /> },
  {
    id: "created_at",
    header: "Fecha",
    cell: ({ row }) => (
      <span className="whitespace-nowrap tabular-nums">{formatDateTime(row.original.created_at)}</span>
    ),
    meta: { drop: 1 },
  },
  { id: "state", header: "Estado", cell: ({ row }) => <ShortageBadge shortage={row.original} /> },
  {
    id: "resolution",
    header: "Cómo se resolvió",
    cell: ({ row: { original } }) =>
      original.resolved_at ? (
        <span className="block max-w-80 truncate" title={original.resolution ?? undefined}>
          {original.resolution}
          <span className="text-muted-foreground">
            {" "}
            · {original.resolved_by?.name ?? "Sistema"}, {formatDateTime(original.resolved_at)}
          </span>
        </span>
      ) : onResolve ? (
        <Button
          variant="outline"
          size="xs"
          aria-label={`Resolver el faltante de ${original.product_name}`}
          onClick={() => onResolve(original)}
        >
          <Check aria-hidden />
          Resolver
        </Button>
      ) : (
        <span className="text-muted-foreground">—</span>
      ),
  },
];

/** What an appointment needed and the stock did not have. */
export function ShortagesView() {
  const state = useListState({ filters: ["resolved", "product_id", "appointment_id"] });
  const query = useQuery(shortagesQuery(state.params));
  const canMove = useCan("stock:write");
  const [shown, setShown] = useState<Shortage | null>(null);
  const [open, setOpen] = useState(false);
  const show = useCallback((shortage: Shortage) => {
    setShown(shortage);
    setOpen(true);
  }, []);
  const columns = useMemo(() => columnsFor(canMove ? show : null), [canMove, show]);
  const fixed = (name: string, label: string) => {
    const value = state.filters[name];
    return value
      ? [
          {
            name,
            label,
            options: [{ value, label: name === "product_id" ? (query.data?.data[0]?.product_name ?? value) : value }],
          },
        ]
      : [];
  };

  return (
    <VisitNames ids={query.data?.data.map(({ appointment_id }) => appointment_id) ?? []}>
      <DataTable
        label="faltantes"
        columns={columns}
        query={query}
        state={state}
        rowId={(shortage) => shortage.id}
        onOpen={show}
        phone={(shortage) => ({
          title: shortage.product_name,
          badge: <ShortageBadge shortage={shortage} />,
          detail: (
            <>
              <VisitName id={shortage.appointment_id} /> · {formatDateTime(shortage.created_at)}
            </>
          ),
          sum: formatQuantity(shortage.quantity),
          balance: "faltó",
        })}
        empty={
          <EmptyState bare icon={CircleCheck} title="No ha faltado nada">
            Si una cita usa más de lo que hay, lo que faltó aparece aquí para que nadie lo pierda de vista.
          </EmptyState>
        }
        toolbar={{
          search: "Producto o cómo se resolvió",
          facets: [
            {
              name: "resolved",
              label: "Estado",
              options: [
                { value: "false", label: "Por resolver" },
                { value: "true", label: "Resueltos" },
              ],
            },
            ...fixed("product_id", "Producto"),
            ...fixed("appointment_id", "Cita"),
          ],
          actions: (
            <ExportButton
              name="faltantes"
              columns={CSV}
              ask={(after, signal) => askShortages({ ...state.params, after, limit: 100 }, signal)}
            />
          ),
        }}
      />
      {shown && <ShortageSheet key={shown.id} shortage={shown} open={open} onOpenChange={setOpen} />}
    </VisitNames>
  );
}
