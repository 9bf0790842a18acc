"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleCheck, TriangleAlert } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { useId, useState } from "react";
import { ErrorState } from "@/components/patterns/state-panel";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Skeleton } from "@/components/ui/skeleton";
import { checkStockQuery } from "@/entities/treatment/queries";
import { useDebounced } from "@/hooks/use-debounced";
import { formatQuantity } from "@/lib/format";
import { useCan } from "@/lib/session";

/** Whether what is at hand, lots in use only, is enough to do this treatment some times today. */
export function CheckStockCard({ id, unsaved }: { id: number; unsaved: boolean }) {
  const inputId = useId();
  const canSee = useCan("products:read");
  const [text, setText] = useState("1");
  const times = useDebounced(text.trim());
  const valid = /^[1-9]\d{0,3}$/.test(times);
  const { data: check, error, refetch } = useQuery({ ...checkStockQuery(id, times), enabled: valid });

  return (
    <Card>
      <CardHeader>
        <CardTitle>¿Alcanzan los insumos?</CardTitle>
      </CardHeader>
      <CardContent className="space-y-3 pt-2">
        <div className="flex items-center gap-2">
          <Label htmlFor={inputId} className="font-normal">
            Para hacerlo
          </Label>
          <Input
            id={inputId}
            inputMode="numeric"
            value={text}
            onChange={(event) => setText(event.target.value)}
            className="w-16 text-right tabular-nums md:h-8"
            aria-invalid={!valid || undefined}
          />
          <span className="text-sm">{text.trim() === "1" ? "vez" : "veces"} hoy</span>
        </div>
        <div aria-live="polite">
          {!valid ? (
            <p className="text-sm text-destructive">Escriba un número entero, como 3.</p>
          ) : error && !check ? (
            <ErrorState bare error={error} what="las existencias" onRetry={() => void refetch()} className="py-4" />
          ) : !check ? (
            <Skeleton className="h-5 w-40" />
          ) : check.available ? (
            <p className="flex items-center gap-2 text-sm font-medium text-success">
              <CircleCheck className="size-4" aria-hidden />
              Alcanza
            </p>
          ) : (
            <>
              <p className="flex items-center gap-2 text-sm font-medium text-warning">
                <TriangleAlert className="size-4" aria-hidden />
                {check.missing.length === 1 ? "Falta 1 insumo" : `Faltan ${check.missing.length} insumos`}
              </p>
              <ul className="mt-2 divide-y divide-border text-sm">
                {check.missing.map(({ product_id, name, required, available }) => (
                  <li key={product_id} className="flex items-baseline justify-between gap-3 py-1.5">
                    {canSee ? (
                      <Link
                        href={`/inventario/ver/?id=${product_id}`}
                        className="min-w-0 truncate rounded-sm hover:underline"
                      >
                        {name}
                      </Link>
                    ) : (
                      <span className="min-w-0 truncate">{name}</span>
                    )}
                    <span className="whitespace-nowrap tabular-nums text-muted-foreground">
                      hay {formatQuantity(available)} de {formatQuantity(required)}
                    </span>
                  </li>
                ))}
              </ul>
            </>
          )}
        </div>
        {unsaved && (
          <p className="text-xs text-muted-foreground">Según la receta guardada, sin lo que está escribiendo.</p>
        )}
      </CardContent>
    </Card>
  );
}
