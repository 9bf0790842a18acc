"use client";

import { useQuery } from "@tanstack/react-query";
import { PackagePlus, Plus } from "lucide-react";
import { useCallback, useState } from "react";
import { TableSkeleton } from "@/components/data-table/table-skeleton";
import { Can, RequirePermission } from "@/components/patterns/can";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { lowStockCountQuery, openShortagesQuery } from "@/entities/product/queries";
import { useHotkey } from "@/hooks/use-hotkey";
import { useUrlState } from "@/hooks/use-url-state";
import { formatCount, formatQuantity } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { ProductsView } from "./products-view";
import type { Purchased } from "./receipt-sheet";

const LowStockView = lazy(
  () => import("./low-stock-view").then((file) => file.LowStockView),
  <TableSkeleton label="la lista" />,
);
const ExpiringView = lazy(
  () => import("./expiring-view").then((file) => file.ExpiringView),
  <TableSkeleton label="la lista" />,
);
const ShortagesView = lazy(
  () => import("./shortages-view").then((file) => file.ShortagesView),
  <TableSkeleton label="la lista" />,
);
const ReceiptsView = lazy(
  () => import("./receipts-view").then((file) => file.ReceiptsView),
  <TableSkeleton label="la lista" />,
);
const MovementsView = lazy(
  () => import("./movements-view").then((file) => file.MovementsView),
  <TableSkeleton label="la lista" />,
);

const SterilisationView = lazy(
  () => import("./sterilisation-view").then((file) => file.SterilisationView),
  <TableSkeleton label="la lista" />,
);

const NewProductSheet = lazy(() => import("./product-sheet").then((file) => file.NewProductSheet));
const ReceiptSheet = lazy(() => import("./receipt-sheet").then((file) => file.ReceiptSheet));

const VIEWS = ["productos", "reponer", "vencer", "faltantes", "compras", "movimientos", "esterilizacion"] as const;

export function InventoryPage() {
  return (
    <RequirePermission permission="products:read" what="el inventario">
      <Inventory />
    </RequirePermission>
  );
}

function Inventory() {
  const url = useUrlState();
  const asked = url.get("vista");
  const view = VIEWS.find((name) => name === asked) ?? "productos";
  const canWrite = useCan("products:write");
  const canMove = useCan("stock:write");
  const creating = canWrite && url.get("nuevo") === "1";
  const create = () => url.set({ nuevo: "1" });
  // Each opening is a form of its own: `turn` is its key.
  const [purchase, setPurchase] = useState<{ open: boolean; turn: number; product: Purchased | null }>({
    open: false,
    turn: 0,
    product: null,
  });
  const buy = useCallback(
    (product: Purchased | null = null) => setPurchase(({ turn }) => ({ open: true, turn: turn + 1, product })),
    [],
  );
  useHotkey("n", create, { enabled: canWrite });
  useHotkey("c", () => buy(), { enabled: canMove });

  const { data: low } = useQuery(lowStockCountQuery);
  const { data: missing } = useQuery(openShortagesQuery());

  // The lists share the names in the address: another view starts clean.
  function show(next: string) {
    const names = [...new URLSearchParams(window.location.search).keys()];
    url.set({
      ...Object.fromEntries(names.map((name) => [name, null])),
      vista: next === "productos" ? null : next,
      resolved: next === "faltantes" && missing ? "false" : null,
    });
  }

  return (
    <PageBody>
      <PageHeader
        title="Inventario"
        subtitle={low === undefined || missing === undefined ? undefined : stateOf(low, missing)}
        actions={
          <>
            <Can permission="products:write">
              <Button variant="outline" onClick={create}>
                <Plus aria-hidden />
                Nuevo producto<Kbd>N</Kbd>
              </Button>
            </Can>
            <Can permission="stock:write">
              <Button onClick={() => buy()}>
                <PackagePlus aria-hidden />
                Registrar compra<Kbd inverse>C</Kbd>
              </Button>
            </Can>
          </>
        }
      />
      <Tabs value={view} onValueChange={show}>
        <TabsList aria-label="Vistas del inventario">
          <TabsTrigger value="productos">Productos</TabsTrigger>
          <TabsTrigger value="reponer">
            Por reponer
            <Count value={low} />
          </TabsTrigger>
          <TabsTrigger value="vencer">Por vencer</TabsTrigger>
          <TabsTrigger value="faltantes">
            Faltantes
            <Count value={missing} />
          </TabsTrigger>
          <TabsTrigger value="compras">Compras</TabsTrigger>
          <TabsTrigger value="movimientos">Movimientos</TabsTrigger>
          <Can permission="sterilisation:read">
            <TabsTrigger value="esterilizacion">Esterilización</TabsTrigger>
          </Can>
        </TabsList>
        <TabsContent value="productos">
          <ProductsView onCreate={create} />
        </TabsContent>
        <TabsContent value="reponer">
          <LowStockView onPurchase={buy} />
        </TabsContent>
        <TabsContent value="vencer">
          <ExpiringView />
        </TabsContent>
        <TabsContent value="faltantes">
          <ShortagesView />
        </TabsContent>
        <TabsContent value="compras">
          <ReceiptsView />
        </TabsContent>
        <TabsContent value="movimientos">
          <MovementsView />
        </TabsContent>
        <TabsContent value="esterilizacion">
          <Can permission="sterilisation:read">
            <SterilisationView />
          </Can>
        </TabsContent>
      </Tabs>
      {canWrite && (
        <NewProductSheet
          open={creating}
          onOpenChange={(open) => url.set({ nuevo: open ? "1" : null })}
          onPurchase={canMove ? buy : undefined}
        />
      )}
      <ReceiptSheet
        key={purchase.turn}
        open={purchase.open}
        product={purchase.product}
        onOpenChange={(open) => setPurchase((now) => ({ ...now, open }))}
      />
    </PageBody>
  );
}

function Count({ value = 0 }: { value?: number }) {
  if (value === 0) return null;
  return (
    <span className="rounded-full bg-warning-bg px-1.5 text-2xs font-medium tabular-nums text-warning-fg">
      {formatQuantity(value)}
    </span>
  );
}

function stateOf(low: number, missing: number) {
  if (low === 0 && missing === 0) return "Nada por reponer y ningún faltante por resolver.";
  return (
    [
      low > 0 && formatCount(low, "producto por reponer", "productos por reponer"),
      missing > 0 && formatCount(missing, "faltante por resolver", "faltantes por resolver"),
    ]
      .filter(Boolean)
      .join(" y ") + "."
  );
}
