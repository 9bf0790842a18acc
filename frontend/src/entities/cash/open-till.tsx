"use client";

import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { LockKeyhole } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { useState } from "react";
import { MoneyInput } from "@/components/form/fields";
import { Can } from "@/components/patterns/can";
import { Button } from "@/components/ui/button";
import { Label } from "@/components/ui/label";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { CASH } from "@/entities/paths";
import { api } from "@/lib/api";
import { parseDecimal } from "@/lib/decimal";
import { formatMoney } from "@/lib/format";
import { messageOf } from "@/lib/problem";
import { announce } from "@/lib/toast";
import { cn } from "@/lib/utils";
import { typedMoney } from "@/lib/units";
import { changed } from "./changed";
import { ownSessionQuery, tillsQuery } from "./queries";
import { cashSessionSchema } from "./schema";

function useOpenTill() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { till_id: number; opening_float: string }) =>
      api(cashSessionSchema, `${CASH}/sessions`, { method: "POST", body }),
    // Whoever asked is told once the page knows that the till is open.
    onSuccess: (session) => changed(client, session),
    onError: () => void changed(client),
  });
}

/**
 * «La caja está cerrada»: how much is in it, and «Abrir caja». It stands inside forms, so it is none itself: Enter in its
 * field opens the till and sends nothing else.
 */
export function OpenTill({
  className,
  autoFocus,
  inset,
}: {
  className?: string;
  autoFocus?: boolean;
  inset?: boolean;
}) {
  const tills = useQuery(tillsQuery);
  const open = useOpenTill();
  const free = (tills.data ?? []).filter((till) => till.active && !till.open_by);
  const [chosen, setChosen] = useState<number | null>(null);
  const [typed, setTyped] = useState<string | null>(null);
  const till = free.find(({ id }) => id === chosen) ?? free[0];
  const left = till?.left_in_till ?? null;
  const value = typed ?? typedMoney(left ?? "");
  const amount = parseDecimal(value.trim() || "0");
  const wrong = amount === null || amount.startsWith("-") || (amount.split(".")[1]?.length ?? 0) > 2;

  function send() {
    if (!till || wrong || amount === null || open.isPending) return;
    open.mutate({ till_id: till.id, opening_float: amount }, { onSuccess: () => announce(`${till.name} abierta`) });
  }

  return (
    <section
      aria-label="Abrir caja"
      className={cn(
        "space-y-3",
        // In a card or a sheet, which has its own main button, hairlines set it apart.
        inset ? "border-y border-border py-4" : "rounded-xl border border-border bg-card p-4 shadow-1",
        className,
      )}
      onKeyDown={(event) => {
        if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
        event.preventDefault();
        event.stopPropagation();
        send();
      }}
    >
      <p className="flex items-center gap-2 font-semibold">
        <LockKeyhole aria-hidden className="size-4" /> La caja está cerrada
      </p>
      <p className="text-sm text-muted-foreground">
        {left !== null
          ? `Al cerrarla quedaron ${formatMoney(left)}. Cuéntelos y ábrala para cobrar en efectivo.`
          : "Cuente el efectivo con que empieza y ábrala para cobrar."}
      </p>
      {free.length === 0 && tills.data ? (
        <p role="status" className="text-sm">
          Todas las cajas están abiertas por otras personas.{" "}
          <Can permission="cash:supervise" fallback="Pida a quien administra que cree otra.">
            <Link href="/caja/cierres/" className="text-primary underline-offset-4 hover:underline">
              Cree otra en Cajas y cierres.
            </Link>
          </Can>
        </p>
      ) : (
        <div className="flex flex-wrap items-end gap-2">
          {free.length > 1 && (
            <div className="min-w-32 flex-1 space-y-1.5">
              <Label htmlFor="till">Caja</Label>
              <Select value={String(till?.id ?? "")} onValueChange={(id) => setChosen(Number(id))}>
                <SelectTrigger id="till">
                  <SelectValue />
                </SelectTrigger>
                <SelectContent>
                  {free.map(({ id, name }) => (
                    <SelectItem key={id} value={String(id)}>
                      {name}
                    </SelectItem>
                  ))}
                </SelectContent>
              </Select>
            </div>
          )}
          <div className="w-32 space-y-1.5">
            <Label htmlFor="opening-float">Fondo inicial</Label>
            <MoneyInput
              id="opening-float"
              value={value}
              placeholder="0,00"
              autoFocus={autoFocus}
              aria-invalid={wrong || undefined}
              onChange={(event) => setTyped(event.target.value)}
              onFocus={(event) => event.target.select()}
            />
          </div>
          <Button
            variant={inset ? "outline" : "default"}
            disabled={!till || wrong}
            loading={open.isPending}
            onClick={send}
          >
            Abrir caja
          </Button>
        </div>
      )}
      {wrong && <p className="text-xs text-destructive">Escriba un valor como 80,00.</p>}
      {open.error && (
        <p role="alert" className="text-sm text-destructive">
          {messageOf(open.error)}
        </p>
      )}
    </section>
  );
}

/** Asks to open a till, where whoever is in session has none; else nothing. */
export function TillNeeded({ className }: { className?: string }) {
  const { data } = useQuery(ownSessionQuery);
  return data && !data.session ? <OpenTill inset className={className} /> : null;
}
