"use client";

import { CalendarClock, ClipboardCheck, Ellipsis, PackageX, RotateCcw, ShieldAlert, Undo2, Users } from "lucide-react";
import { useState } from "react";
import { Money, UnitCost } from "@/components/patterns/money";
import { EmptyState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardHeader, CardTitle } from "@/components/ui/card";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import {
  Table,
  TableBody,
  TableCaption,
  TableCell,
  TableFooter,
  TableHead,
  TableHeader,
  TableRow,
} from "@/components/ui/table";
import type { Lot, Product } from "@/entities/product/schema";
import { useIsDesktop } from "@/hooks/use-media";
import { isZero, multiply } from "@/lib/decimal";
import { formatCount, formatDate, formatQuantity } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { formatWithUnit } from "@/lib/units";
import { expiryWords, valueOf } from "../words";
import { Expiry, LotBadge } from "./badges";
import type { LotAct } from "./lot-dialogs";

const LotPatients = lazy(() => import("./lot-patients").then((file) => file.LotPatients));
const LotDialog = lazy(() => import("./lot-dialogs").then((file) => file.LotDialog));

type LotsCardProps = { product: Product; lots: Lot[]; onPurchase?: () => void };

/** The lots at hand, the first to expire first; those used up only on request. */
export function LotsCard({ product, lots, onPurchase }: LotsCardProps) {
  const [all, setAll] = useState(false);
  const [doing, setDoing] = useState<{ act: LotAct; lot: Lot; open: boolean; turn: number } | null>(null);
  const desktop = useIsDesktop();
  const [traced, setTraced] = useState<Lot | null>(null);
  const canMove = useCan("stock:write");
  const canTrace = useCan("materials:read");
  const empty = lots.filter((lot) => isZero(lot.quantity)).length;
  const shown = all ? lots : lots.filter((lot) => !isZero(lot.quantity));
  const act: Acts = {
    move: canMove
      ? (lot, what) => setDoing((last) => ({ act: what, lot, open: true, turn: (last?.turn ?? 0) + 1 }))
      : null,
    trace: canTrace ? setTraced : null,
  };

  return (
    <Card aria-label="Lotes" className="overflow-hidden">
      <CardHeader className="min-h-12 pb-2.5">
        <CardTitle>Lotes</CardTitle>
        {empty > 0 && (
          <CardAction>
            <Button
              variant="ghost"
              size="sm"
              className="text-muted-foreground"
              aria-pressed={all}
              onClick={() => setAll(!all)}
            >
              {all ? "Ocultar agotados" : `Ver ${formatCount(empty, "agotado", "agotados")}`}
            </Button>
          </CardAction>
        )}
      </CardHeader>
      {shown.length === 0 ? (
        <EmptyState
          bare
          className="border-t border-border"
          title={lots.length === 0 ? "Aún no entró ningún lote" : "No queda nada de este producto"}
          action={
            onPurchase && (
              <Button variant="outline" onClick={onPurchase}>
                Registrar compra
              </Button>
            )
          }
        >
          Las existencias entran con cada compra, por lote y con su vencimiento.
        </EmptyState>
      ) : desktop ? (
        <LotsTable product={product} lots={shown} act={act} />
      ) : (
        <LotsList product={product} lots={shown} act={act} />
      )}
      {traced && <LotPatients product={product} lot={traced} onClose={() => setTraced(null)} />}
      {doing && (
        <LotDialog
          key={doing.turn}
          act={doing.act}
          lot={doing.lot}
          product={product}
          open={doing.open}
          onOpenChange={(open) => setDoing((now) => now && { ...now, open })}
        />
      )}
    </Card>
  );
}

type Acts = { move: ((lot: Lot, what: LotAct) => void) | null; trace: ((lot: Lot) => void) | null };
type RowsProps = { product: Product; lots: Lot[]; act: Acts };

function LotsTable({ product, lots, act }: RowsProps) {
  const acts = act.move || act.trace;
  return (
    <Table>
      <TableCaption>Lotes de {product.name}</TableCaption>
      <TableHeader>
        <tr>
          <TableHead>Lote</TableHead>
          <TableHead>Estado</TableHead>
          <TableHead>Vence</TableHead>
          <TableHead className="text-right">Cantidad</TableHead>
          <TableHead className="text-right">Costo unitario</TableHead>
          <TableHead className="hidden text-right xl:table-cell">Valor</TableHead>
          <TableHead className="hidden xl:table-cell">Recibido</TableHead>
          {acts && (
            <TableHead>
              <span className="sr-only">Acciones</span>
            </TableHead>
          )}
        </tr>
      </TableHeader>
      <TableBody>
        {lots.map((lot) => (
          <TableRow key={lot.id}>
            <TableCell className="whitespace-nowrap font-mono text-xs">{lot.lot_number}</TableCell>
            <TableCell>
              <LotBadge lot={lot} />
            </TableCell>
            <TableCell>
              <Expiry day={lot.expiry_date} warn={!isZero(lot.quantity)} />
            </TableCell>
            <TableCell className="text-right font-medium tabular-nums">{formatQuantity(lot.quantity)}</TableCell>
            <TableCell className="text-right">
              <UnitCost lined value={lot.unit_cost} />
            </TableCell>
            <TableCell className="hidden text-right xl:table-cell">
              <Money value={multiply(lot.quantity, lot.unit_cost)} dashZero />
            </TableCell>
            <TableCell className="hidden whitespace-nowrap tabular-nums xl:table-cell">
              {formatDate(lot.received_at)}
            </TableCell>
            {acts && (
              <TableCell className="w-12 text-right">
                <LotMenu lot={lot} act={act} />
              </TableCell>
            )}
          </TableRow>
        ))}
      </TableBody>
      <TableFooter>
        <tr>
          <TableCell colSpan={3}>{formatCount(lots.length, "lote", "lotes")}</TableCell>
          <TableCell className="whitespace-nowrap text-right tabular-nums">
            {formatWithUnit(product.stock_quantity, product.unit)}
          </TableCell>
          <TableCell />
          <TableCell className="hidden text-right xl:table-cell">
            <Money value={valueOf(lots)} strong />
          </TableCell>
          <TableCell className="hidden xl:table-cell" />
          {acts && <TableCell />}
        </tr>
      </TableFooter>
    </Table>
  );
}

function LotsList({ product, lots, act }: RowsProps) {
  return (
    <ul className="divide-y divide-border border-t border-border">
      {lots.map((lot) => (
        <li key={lot.id} className="flex min-h-16 items-center gap-3 py-2.5 pl-4 pr-2">
          <div className="min-w-0 flex-1">
            <p className="truncate font-mono text-sm">{lot.lot_number}</p>
            <div className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-muted-foreground">
              <LotBadge lot={lot} />
              {lot.expiry_date && (
                <span>{lot.expired ? formatDate(lot.expiry_date) : expiryWords(lot.expiry_date)}</span>
              )}
            </div>
          </div>
          <div className="max-w-[50%] shrink-0 text-right text-base tabular-nums">
            <p>{formatWithUnit(lot.quantity, product.unit)}</p>
            <p className="text-xs text-muted-foreground">
              <UnitCost value={lot.unit_cost} />
            </p>
          </div>
          {(act.move || act.trace) && <LotMenu lot={lot} act={act} />}
        </li>
      ))}
    </ul>
  );
}

function LotMenu({ lot, act: { move: act, trace } }: { lot: Lot; act: Acts }) {
  const some = !isZero(lot.quantity);
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button
          variant="ghost"
          size="icon-xs"
          aria-label={`Acciones del lote ${lot.lot_number}`}
          className="max-md:size-11"
        >
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        {trace && (
          <DropdownMenuItem onSelect={() => trace(lot)}>
            <Users aria-hidden />
            En qué pacientes se usó
          </DropdownMenuItem>
        )}
        {act && (
          <>
            {trace && <DropdownMenuSeparator />}
            {!lot.recalled && (
              <DropdownMenuItem onSelect={() => act(lot, "count")}>
                <ClipboardCheck aria-hidden />
                Ajustar por conteo
              </DropdownMenuItem>
            )}
            {some && (
              <DropdownMenuItem onSelect={() => act(lot, "return")}>
                <Undo2 aria-hidden />
                Devolver al proveedor
              </DropdownMenuItem>
            )}
            {some && (
              <DropdownMenuItem variant="destructive" onSelect={() => act(lot, "write-off")}>
                <PackageX aria-hidden />
                Dar de baja
              </DropdownMenuItem>
            )}
            {(!lot.recalled || some) && <DropdownMenuSeparator />}
            <DropdownMenuItem onSelect={() => act(lot, "expiry")}>
              <CalendarClock aria-hidden />
              Corregir vencimiento
            </DropdownMenuItem>
            {lot.recalled ? (
              <DropdownMenuItem onSelect={() => act(lot, "release")}>
                <RotateCcw aria-hidden />
                Volver a usar
              </DropdownMenuItem>
            ) : (
              <DropdownMenuItem variant="destructive" onSelect={() => act(lot, "recall")}>
                <ShieldAlert aria-hidden />
                Retirar del uso
              </DropdownMenuItem>
            )}
          </>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
