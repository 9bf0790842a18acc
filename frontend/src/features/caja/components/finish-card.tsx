"use client";

import { useState } from "react";
import { MoneyInput } from "@/components/form/fields";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Kbd } from "@/components/ui/kbd";
import { Label } from "@/components/ui/label";
import { Textarea } from "@/components/ui/textarea";
import type { CashSession } from "@/entities/cash/schema";
import { useHotkey } from "@/hooks/use-hotkey";
import { compare, isZero, parseDecimal, subtract } from "@/lib/decimal";
import { formatMoney } from "@/lib/format";
import { messageOf } from "@/lib/problem";
import { cn } from "@/lib/utils";
import { typedMoney } from "@/lib/units";
import { useClose } from "../api";
import { Step } from "./step";

/** What differs and why, what stays in the till, and the closing. */
export function FinishCard({ session, onClosed }: { session: CashSession; onClosed: (closed: CashSession) => void }) {
  const count = session.count?.current ? session.count : null;
  const close = useClose();
  const [reason, setReason] = useState("");
  const [typed, setTyped] = useState(typedMoney(session.opening_float));
  const left = parseDecimal(typed.trim() || "0");
  const counted = count?.counted_cash ?? "0";
  const tooMuch = left === null || left.startsWith("-") || compare(left, counted) > 0;
  const needsReason = count !== null && !count.exact && reason.trim().length < 3;
  const ready = count !== null && !tooMuch && !needsReason;

  function send() {
    if (!ready || left === null || close.isPending) return;
    const body = { left_in_till: left, reason: reason.trim() || null };
    // Once it is closed this card is gone, before a callback of its own would be called.
    close.mutateAsync({ id: session.id, body }).then(onClosed, () => undefined);
  }
  useHotkey("mod+enter", send, { enabled: ready });

  return (
    <Card className="flex flex-col overflow-hidden">
      <Step number={3} title="Explicar y cerrar" />
      <div className="flex-1 divide-y">
        {count && !count.exact && (
          <div className="space-y-2 p-4">
            <p className="text-xs text-muted-foreground">{word(count.difference)}</p>
            <p className={cn("text-2xl font-semibold tabular-nums", count.difference.startsWith("-") && "text-danger")}>
              {formatMoney(count.difference)}
            </p>
            <Label htmlFor="reason">Qué pasó</Label>
            <Textarea
              id="reason"
              rows={3}
              maxLength={500}
              value={reason}
              placeholder="Cobro de las 15:20: entregué 15 de vuelto en lugar de 10."
              onChange={(event) => setReason(event.target.value)}
            />
          </div>
        )}
        <div className="space-y-3 p-4">
          <h3 className="font-semibold">Qué pasa con el efectivo</h3>
          <div className="flex items-center justify-between gap-3">
            <Label htmlFor="left">Se queda de fondo</Label>
            <MoneyInput
              id="left"
              className="w-32"
              value={typed}
              aria-invalid={(count !== null && tooMuch) || undefined}
              onChange={(event) => setTyped(event.target.value)}
            />
          </div>
          {count !== null && tooMuch && (
            <p className="text-xs text-destructive">No puede quedarse más de lo contado, {formatMoney(counted)}.</p>
          )}
          <p className="flex items-center justify-between text-sm">
            Al depósito
            <span className="font-semibold tabular-nums">
              {count && left !== null && !tooMuch ? formatMoney(subtract(counted, left)) : "—"}
            </span>
          </p>
        </div>
      </div>
      <footer className="space-y-2 border-t p-4">
        {close.error && <Alert variant="destructive">{messageOf(close.error)}</Alert>}
        <Button className="h-11 w-full" disabled={!ready} loading={close.isPending} onClick={send}>
          Cerrar caja <Kbd inverse>Ctrl ↵</Kbd>
        </Button>
        <p className="text-center text-xs text-muted-foreground">
          {count === null
            ? "Cuente primero el efectivo."
            : needsReason
              ? "Explique la diferencia para cerrar."
              : "Cerrada, ya no recibe movimientos; solo se reabre con permiso."}
        </p>
      </footer>
    </Card>
  );
}

function word(difference: string) {
  if (isZero(difference)) return "Una forma de pago sobra y otra falta";
  return difference.startsWith("-") ? "Falta" : "Sobra";
}
