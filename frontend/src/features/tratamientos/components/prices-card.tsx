"use client";

import { useQuery } from "@tanstack/react-query";
import { CalendarPlus } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Money } from "@/components/patterns/money";
import { ErrorState } from "@/components/patterns/state-panel";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { pricesQuery } from "@/entities/treatment/queries";
import type { AnnouncedPrice, Treatment } from "@/entities/treatment/schema";
import { today } from "@/lib/dates";
import { formatDate, formatMoney } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { saying } from "@/lib/saying";
import { announce } from "@/lib/toast";
import { usePrices } from "../api";

const PriceDialog = lazy(() => import("./price-dialog").then((file) => file.PriceDialog));

/** What the treatment costs today and what it will cost, from which day on. */
export function PricesCard({ treatment, editable }: { treatment: Treatment; editable: boolean }) {
  const query = useQuery(pricesQuery(treatment.id));
  const [adding, setAdding] = useState(false);
  const [leaving, setLeaving] = useState<AnnouncedPrice | null>(null);
  const rows = query.data;
  return (
    <Card aria-label="Precios">
      <CardHeader className="flex-row items-center justify-between gap-2 space-y-0">
        <CardTitle>Precios</CardTitle>
        {editable && (
          <Button variant="outline" size="sm" onClick={() => setAdding(true)}>
            <CalendarPlus aria-hidden />
            Anunciar precio
          </Button>
        )}
      </CardHeader>
      <CardContent className="pt-2 text-sm">
        <p className="flex justify-between gap-3 pb-2">
          Hoy <Money value={treatment.price} strong />
        </p>
        {query.error && !rows ? (
          <ErrorState
            bare
            error={query.error}
            what="los precios"
            onRetry={() => void query.refetch()}
            className="py-4"
          />
        ) : !rows ? (
          <Skeleton className="h-5 w-40" />
        ) : rows.length === 0 ? (
          <p className="text-muted-foreground">Ningún otro anunciado.</p>
        ) : (
          <ul className="divide-y divide-border border-t border-border">
            {rows.map((price) => (
              <Price key={price.id} price={price} onWithdraw={editable ? () => setLeaving(price) : null} />
            ))}
          </ul>
        )}
      </CardContent>
      {adding && <PriceDialog treatment={treatment} onClose={() => setAdding(false)} />}
      {leaving && <Withdrawal treatment={treatment} price={leaving} onClose={() => setLeaving(null)} />}
    </Card>
  );
}

function Price({ price, onWithdraw }: { price: AnnouncedPrice; onWithdraw: (() => void) | null }) {
  const { withdrawn_on: withdrawn } = price;
  const toCome = !withdrawn && price.valid_from > today();
  return (
    <li className="flex flex-wrap items-center gap-x-2 py-2">
      <span className="min-w-0 flex-1">
        <span className="block">Desde el {formatDate(price.valid_from)}</span>
        <span className="block break-words text-xs text-muted-foreground">
          {withdrawn
            ? `Lo retiró ${price.withdrawn_by} el ${formatDate(withdrawn)}`
            : `Lo anunció ${price.announced_by.name}`}
        </span>
      </span>
      {toCome && onWithdraw && (
        <Button
          variant="ghost"
          size="sm"
          aria-label={`Retirar el precio desde el ${formatDate(price.valid_from)}`}
          onClick={onWithdraw}
        >
          Retirar
        </Button>
      )}
      {withdrawn && <Badge variant="neutral">Retirado</Badge>}
      <Money value={price.price} strong={toCome} />
    </li>
  );
}

type WithdrawalProps = { treatment: Treatment; price: AnnouncedPrice; onClose: () => void };

function Withdrawal({ treatment, price, onClose }: WithdrawalProps) {
  const { withdraw } = usePrices(treatment.id);
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Retirar el precio de ${treatment.name}`}
      description={`Ya no costará ${formatMoney(price.price)} desde el ${formatDate(price.valid_from)}. Puede anunciar otro para ese día.`}
      confirmLabel="Retirar precio"
      onConfirm={saying(async () => {
        await withdraw.mutateAsync(price.id);
        announce("Precio retirado");
      })}
    />
  );
}
