"use client";

import { useQuery } from "@tanstack/react-query";
import { Ban, CircleCheck, PackagePlus, Pencil } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { useState } from "react";
import { RequirePermission, Can } from "@/components/patterns/can";
import { KpiSkeleton, KpiStrip } from "@/components/patterns/kpi-strip";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { ErrorState, EmptyState } from "@/components/patterns/state-panel";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { Skeleton } from "@/components/ui/skeleton";
import { openShortagesQuery, productQuery, stockQuery } from "@/entities/product/queries";
import type { Lot, Product } from "@/entities/product/schema";
import { useHotkey } from "@/hooks/use-hotkey";
import { useTitle } from "@/hooks/use-title";
import { useIdParam } from "@/hooks/use-url-state";
import { formatAmount, formatCount, formatDate, formatQuantity, formatUnitCost } from "@/lib/format";
import { ivaLabel } from "@/lib/iva";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { notify, notifyError } from "@/lib/toast";
import { formatWithUnit, pluralUnit } from "@/lib/units";
import { useChangeProduct } from "../api";
import { expiryTone, expiryWords, stockState, stuckLots, toMinimum, unusableWords, valueOf } from "../words";
import { StockBadge } from "./badges";
import { LotsCard } from "./lots-card";

// It asks for itself, below everything else.
const MovementsView = lazy(
  () => import("./movements-view").then((file) => file.MovementsView),
  <Skeleton className="h-96 w-full rounded-xl" />,
);
const EditProductSheet = lazy(() => import("./product-sheet").then((file) => file.EditProductSheet));
const ReceiptSheet = lazy(() => import("./receipt-sheet").then((file) => file.ReceiptSheet));

export function ProductPage() {
  const id = useIdParam();
  return (
    <RequirePermission permission="products:read" what="el inventario">
      {id === null ? (
        <EmptyState
          title="Falta saber qué producto"
          action={
            <Button asChild variant="outline">
              <Link href="/inventario/">Ver el inventario</Link>
            </Button>
          }
        >
          La dirección no dice de qué producto se trata.
        </EmptyState>
      ) : (
        <ProductDetail key={id} id={id} />
      )}
    </RequirePermission>
  );
}

function ProductDetail({ id }: { id: number }) {
  const product = useQuery(productQuery(id));
  useTitle(product.data && `${product.data.name} · Producto`);
  const stock = useQuery(stockQuery(id));
  const canMove = useCan("stock:write");
  const canWrite = useCan("products:write");
  const [purchase, setPurchase] = useState({ open: false, turn: 0 });
  const [edit, setEdit] = useState({ open: false, turn: 0 });
  const buy = () => setPurchase(({ turn }) => ({ open: true, turn: turn + 1 }));
  const ready = product.data !== undefined;
  useHotkey("c", buy, { enabled: canMove && ready });
  useHotkey("e", () => setEdit(({ turn }) => ({ open: true, turn: turn + 1 })), { enabled: canWrite && ready });

  if (product.isPending) return <ProductSkeleton />;
  if (!product.data)
    return <ErrorState error={product.error} what="el producto" onRetry={() => void product.refetch()} />;
  const { data } = product;

  return (
    <PageBody>
      <PageHeader
        breadcrumb={[{ label: "Inventario", href: "/inventario/" }, { label: data.name }]}
        title={data.name}
        subtitle={<ProductSubtitle product={data} />}
        actions={
          <>
            <Can permission="products:write">
              <ActiveButton product={data} />
              <Button variant="outline" onClick={() => setEdit(({ turn }) => ({ open: true, turn: turn + 1 }))}>
                <Pencil aria-hidden />
                Editar<Kbd>E</Kbd>
              </Button>
            </Can>
            <Can permission="stock:write">
              <Button onClick={buy}>
                <PackagePlus aria-hidden />
                Registrar compra<Kbd inverse>C</Kbd>
              </Button>
            </Can>
          </>
        }
      />
      <Warnings product={data} lots={stock.data?.lots ?? []} />
      <ProductKpis product={data} lots={stock.data?.lots} />
      {stock.data ? (
        <LotsCard product={data} lots={stock.data.lots} onPurchase={canMove ? buy : undefined} />
      ) : stock.error ? (
        <ErrorState error={stock.error} what="los lotes" onRetry={() => void stock.refetch()} />
      ) : (
        <Skeleton className="h-48 rounded-xl" />
      )}
      <MovementsView productId={id} />
      <EditProductSheet
        key={`edit-${edit.turn}`}
        product={data}
        open={edit.open}
        onOpenChange={(open) => setEdit((now) => ({ ...now, open }))}
      />
      <ReceiptSheet
        key={`purchase-${purchase.turn}`}
        product={data}
        open={purchase.open}
        onOpenChange={(open) => setPurchase((now) => ({ ...now, open }))}
      />
    </PageBody>
  );
}

const ProductSubtitle = ({ product }: { product: Product }) => (
  <span className="flex flex-wrap items-center gap-x-2 gap-y-1">
    <span className="font-mono text-sm">{product.sku}</span>
    <span aria-hidden>·</span>
    {product.category}
    {stockState(product) !== "enough" && <StockBadge product={product} />}
  </span>
);

/** One click, and six seconds to think again. */
function ActiveButton({ product }: { product: Product }) {
  const change = useChangeProduct();

  async function setActive(active: boolean, version: number) {
    try {
      const saved = await change.mutateAsync({ id: product.id, version, changes: { active } });
      notify(active ? `${product.name} vuelve a estar activo` : `${product.name} ya no se ofrece`, {
        undo: () => void setActive(!active, saved.version),
      });
    } catch (error) {
      notifyError(error);
    }
  }

  return (
    <Button
      variant="outline"
      loading={change.isPending}
      onClick={() => void setActive(!product.active, product.version)}
    >
      {product.active ? (
        <>
          <Ban aria-hidden />
          Desactivar
        </>
      ) : (
        <>
          <CircleCheck aria-hidden />
          Activar
        </>
      )}
    </Button>
  );
}

function ProductKpis({ product, lots }: { product: Product; lots: Lot[] | undefined }) {
  return (
    <KpiStrip
      items={[
        {
          label:
            Number(product.minimum_stock) === 0
              ? "Existencia"
              : `Existencia, mínimo ${formatQuantity(product.minimum_stock)}`,
          value: formatQuantity(product.usable_quantity),
          unit: Number(product.usable_quantity) === 1 ? product.unit : pluralUnit(product.unit),
        },
        Number(product.average_cost) === 0
          ? { label: "Costo promedio", value: "—", unit: "sin compras" }
          : { label: "Costo promedio", prefix: "$", value: formatUnitCost(product.average_cost).slice(1) },
        { label: "Valor en existencia", prefix: lots && "$", value: lots ? formatAmount(valueOf(lots)) : "…" },
        {
          label: "Precio de venta",
          prefix: Number(product.sale_price) === 0 ? undefined : "$",
          value: Number(product.sale_price) === 0 ? "—" : formatAmount(product.sale_price),
          unit: Number(product.sale_price) === 0 ? "no se vende" : `+ IVA ${ivaLabel(product.iva_code)}`,
        },
      ]}
    />
  );
}

/** What somebody must see before anything else: stuck lots, an expiry that is near, a low stock, what was missing. */
function Warnings({ product, lots }: { product: Product; lots: Lot[] }) {
  const { data: missing = 0 } = useQuery(openShortagesQuery(product.id));
  const stuck = stuckLots(lots);
  const soon = product.next_expiry && expiryWords(product.next_expiry);
  const near = lots.find(
    (lot) => lot.expiry_date === product.next_expiry && !lot.expired && !lot.recalled && Number(lot.quantity) > 0,
  );
  const low = toMinimum(product);
  return (
    <div className="space-y-2 empty:hidden">
      {stuck.length > 0 && (
        <Alert variant="destructive">
          {stuck.length === 1
            ? `El lote ${stuck[0]!.lot_number} ya no se puede usar`
            : `${stuck.length} lotes ya no se pueden usar`}
          : {unusableWords(product) && `${unusableWords(product)}, que no cuentan como existencia. `}Dé de baja lo que
          queda o devuélvalo al proveedor.
        </Alert>
      )}
      {near && expiryTone(product.next_expiry!) === "soon" && (
        <Alert variant="warning">
          El lote {near.lot_number} {soon}, el {formatDate(product.next_expiry!)}: quedan{" "}
          {formatWithUnit(near.quantity, product.unit)}.
        </Alert>
      )}
      {product.active && product.low_stock && (
        <Alert variant="warning">
          {Number(low) > 0
            ? `Faltan ${formatWithUnit(low, product.unit)} para llegar al mínimo de ${formatQuantity(product.minimum_stock)}.`
            : "La existencia utilizable está justo en el mínimo."}
        </Alert>
      )}
      {missing > 0 && (
        <Alert
          variant="warning"
          action={
            <Link
              href={`/inventario/?vista=faltantes&product_id=${product.id}&resolved=false`}
              className="whitespace-nowrap font-medium underline underline-offset-4"
            >
              Ver faltantes
            </Link>
          }
        >
          Faltó en {formatCount(missing, "cita", "citas")} y está por resolver.
        </Alert>
      )}
    </div>
  );
}

function ProductSkeleton() {
  return (
    <PageBody>
      <div role="status" aria-label="Cargando producto" className="space-y-4">
        <div className="space-y-2">
          <Skeleton className="h-4 w-48" />
          <Skeleton className="h-8 w-72" />
        </div>
        <KpiSkeleton />
        <Skeleton className="h-48 rounded-xl" />
      </div>
    </PageBody>
  );
}
