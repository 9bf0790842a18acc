"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarClock } from "lucide-react";
import Link from "next/link";
import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Table, TableBody, TableCaption, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { ToggleGroup, ToggleGroupItem } from "@/components/ui/toggle-group";
import { useIsDesktop } from "@/hooks/use-media";
import { useUrlState } from "@/hooks/use-url-state";
import { addDays, today } from "@/lib/dates";
import { formatDate } from "@/lib/format";
import { formatWithUnit } from "@/lib/units";
import { PhoneRows } from "@/components/data-table/phone-rows";
import { expiringQuery } from "../api";
import type { Product } from "../schemas";
import { expiryWords, productPath } from "../words";
import { Expiry } from "./badges";

const SPANS = ["30", "60", "90"];

/** Products whose next lot expires soon, the nearest first. */
export function ExpiringView() {
  const url = useUrlState();
  const desktop = useIsDesktop();
  const asked = url.get("dias") ?? "";
  const days = SPANS.includes(asked) ? asked : "60";
  const { data: products, error, isPending, refetch } = useQuery(expiringQuery(addDays(today(), Number(days))));

  return (
    <section aria-label="Productos por vencer" className="overflow-hidden rounded-xl border border-border bg-card shadow-1">
      <div className="flex flex-wrap items-center gap-3 p-3">
        <ToggleGroup type="single" aria-label="Plazo" value={days} onValueChange={(value) => value && url.set({ dias: value === "60" ? null : value })}>
          {SPANS.map((span) => <ToggleGroupItem key={span} value={span}>{span} días</ToggleGroupItem>)}
        </ToggleGroup>
        <p className="text-sm text-muted-foreground">Por el lote que vence primero. Los ya vencidos se ven en la ficha de cada producto.</p>
      </div>
      {isPending ? (
        <TableSkeleton label="productos por vencer" columns={4} />
      ) : error && !products ? (
        <ErrorState bare error={error} what="lo que está por vencer" onRetry={() => void refetch()} />
      ) : products.length === 0 ? (
        <EmptyState bare icon={CalendarClock} title={`Nada vence en ${days} días`}>Elija un plazo más largo para mirar más adelante.</EmptyState>
      ) : desktop ? (
        <ExpiringTable products={products} />
      ) : (
        <PhoneRows
          rows={products}
          rowId={(product) => product.id}
          rowHref={(product) => productPath(product.id)}
          phone={(product) => ({
            title: product.name,
            detail: `${formatDate(product.next_expiry!)}, ${expiryWords(product.next_expiry!)}`,
            sum: formatWithUnit(product.stock_quantity, product.unit),
          })}
        />
      )}
    </section>
  );
}

function ExpiringTable({ products }: { products: Product[] }) {
  return (
    <Table>
      <TableCaption>Productos por vencer</TableCaption>
      <TableHeader>
        <tr>
          <TableHead>Producto</TableHead>
          <TableHead>Código</TableHead>
          <TableHead>Categoría</TableHead>
          <TableHead>Próximo vencimiento</TableHead>
          <TableHead className="text-right">Existencia total</TableHead>
        </tr>
      </TableHeader>
      <TableBody>
        {products.map((product) => (
          <TableRow key={product.id}>
            <TableCell><Link href={productPath(product.id)} className="rounded-sm font-medium hover:underline">{product.name}</Link></TableCell>
            <TableCell><span className="whitespace-nowrap font-mono text-xs">{product.sku}</span></TableCell>
            <TableCell>{product.category}</TableCell>
            <TableCell><Expiry day={product.next_expiry} /></TableCell>
            <TableCell className="text-right tabular-nums">{formatWithUnit(product.stock_quantity, product.unit)}</TableCell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  );
}
