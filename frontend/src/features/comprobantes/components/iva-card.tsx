"use client";

import { useQuery } from "@tanstack/react-query";
import { ErrorState } from "@/components/patterns/state-panel";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import type { Issuer } from "@/entities/einvoice/schema";
import { ratesQuery } from "@/entities/invoice/queries";
import { formatDate, formatPercent } from "@/lib/format";
import { useCan } from "@/lib/session";
import { notifyError } from "@/lib/toast";
import { useConfirmIva } from "../api";

/** The rates with the days from which they hold; from 15 December somebody says whether next year's is the same. */
export function IvaCard({ issuer }: { issuer: Issuer }) {
  const rates = useQuery(ratesQuery);
  const confirm = useConfirmIva();
  const mayConfirm = useCan("einvoices:issuer");
  const year = issuer.iva_to_confirm;
  return (
    <Card aria-label="Tarifas de IVA">
      <CardHeader>
        <CardTitle>Tarifas de IVA</CardTitle>
      </CardHeader>
      <CardContent className="space-y-3">
        {year !== null && (
          <Alert
            variant="warning"
            action={
              mayConfirm && (
                <Button
                  variant="outline"
                  size="sm"
                  loading={confirm.isPending}
                  onClick={() => confirm.mutate(year, { onError: (error) => notifyError(error) })}
                >
                  Confirmar {year}
                </Button>
              )
            }
          >
            Nadie ha confirmado la tarifa general de {year}. Si es la misma, confírmela; si cambia, hace falta la
            actualización del sistema antes de emitir ese año.
          </Alert>
        )}
        {rates.data ? (
          <ul className="divide-y divide-border text-sm">
            {rates.data.map(({ code, rate, label, valid_from, valid_to }) => (
              <li key={`${code}-${valid_from}`} className="flex flex-wrap items-baseline gap-x-3 py-1.5">
                <span className="min-w-0 flex-1">{label}</span>
                <span className="tabular-nums font-medium">{formatPercent(rate)}</span>
                <span className="w-full text-xs text-muted-foreground sm:w-48 sm:text-right">
                  desde el {formatDate(valid_from)}
                  {valid_to && ` hasta el ${formatDate(valid_to)}`}
                </span>
              </li>
            ))}
          </ul>
        ) : rates.error ? (
          <ErrorState bare error={rates.error} what="las tarifas de IVA" onRetry={() => void rates.refetch()} />
        ) : (
          <Skeleton className="h-24 w-full" />
        )}
      </CardContent>
    </Card>
  );
}
