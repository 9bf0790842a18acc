"use client";

import { useQuery } from "@tanstack/react-query";
import { PackageCheck } from "lucide-react";
import { emptiestQuery } from "@/entities/product/queries";
import { formatQuantity } from "@/lib/format";
import { formatWithUnit } from "@/lib/units";
import { cn } from "@/lib/utils";
import { ListCard, RowTo } from "./list-card";

export function LowStockCard() {
  const query = useQuery(emptiestQuery);
  const total = query.data?.total ?? 0;
  return (
    <ListCard
      title="Bajo el mínimo"
      what="los productos bajo el mínimo"
      query={query}
      rows={query.data?.data}
      rowKey={(product) => product.id}
      row={(product) => (
        <RowTo href={`/inventario/ver/?id=${product.id}`}>
          <span className="min-w-0 flex-1 truncate text-sm font-medium">{product.name}</span>
          <span className="shrink-0 text-right text-sm tabular-nums">
            <span className={cn("font-semibold", Number(product.usable_quantity) <= 0 && "text-danger")}>
              {formatQuantity(product.usable_quantity)}
            </span>
            <span className="text-muted-foreground"> de {formatWithUnit(product.minimum_stock, product.unit)}</span>
          </span>
        </RowTo>
      )}
      empty={{ icon: PackageCheck, text: "Ningún producto está bajo su mínimo." }}
      all={
        total > 0
          ? { label: `Ver ${total === 1 ? "el producto" : `los ${total}`}`, href: "/inventario/?low_stock=true" }
          : undefined
      }
    />
  );
}
