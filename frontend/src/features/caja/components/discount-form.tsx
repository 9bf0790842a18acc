"use client";

import { useState, type FormEvent } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { discountText, takenOff, takesOff, typedDiscount } from "@/entities/invoice/discount";
import type { Invoice } from "@/entities/invoice/schema";
import { compare, multiply, subtract } from "@/lib/decimal";
import { formatMoney } from "@/lib/format";
import { messageOf } from "@/lib/problem";
import { useCorrect } from "../api";
import { discountOf, withDiscount } from "../draft";

type Props = { invoice: Invoice; line: Invoice["lines"][number]; onDone: () => void };

/** What is taken off one line, as people say it, and why. */
export function DiscountForm({ invoice, line, onDone }: Props) {
  const was = discountOf(invoice, line);
  const [text, setText] = useState(was ? typedDiscount(was) : "");
  const [reason, setReason] = useState(was?.reason ?? "");
  const [tried, setTried] = useState(false);
  const correct = useCorrect(invoice);
  const gross = multiply(line.quantity, line.unit_price);
  const typed = discountText.safeParse(text);
  const taken = takenOff(text, gross);
  const wrong = !typed.success
    ? typed.error.issues[0]!.message
    : taken !== null && compare(taken, gross) > 0
      ? `La línea vale ${formatMoney(gross)}.`
      : null;
  const silent = takesOff(text) && reason.trim().length < 3;

  function apply(said: string) {
    // The line is another one afterwards, and this form is gone with the one before.
    correct.mutateAsync(withDiscount(invoice, line.position, said, reason.trim())).then(onDone, () => undefined);
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    if (!wrong && !silent) apply(text);
  }

  return (
    <form className="space-y-3" onSubmit={submit} noValidate aria-label={`Rebaja en ${line.description}`}>
      <p className="font-semibold">Rebaja en {line.description}</p>
      <div className="space-y-1.5">
        <Label htmlFor="line-discount">Valor o porcentaje</Label>
        <div className="flex items-center gap-3">
          <Input
            id="line-discount"
            className="text-right tabular-nums"
            placeholder="10 % o 4,50"
            autoComplete="off"
            autoFocus
            value={text}
            aria-invalid={(tried && wrong !== null) || undefined}
            aria-describedby="line-discount-said"
            onChange={(event) => setText(event.target.value)}
          />
          {taken !== null && !wrong && (
            <span className="whitespace-nowrap text-right text-xs text-muted-foreground">
              queda
              <span className="block font-medium tabular-nums text-foreground">
                {formatMoney(subtract(gross, taken))}
              </span>
            </span>
          )}
        </div>
        <p id="line-discount-said" className="text-xs text-destructive">
          {tried && wrong}
        </p>
      </div>
      <div className="space-y-1.5">
        <Label htmlFor="line-reason">Motivo</Label>
        <Input
          id="line-reason"
          autoComplete="off"
          maxLength={200}
          value={reason}
          aria-invalid={(tried && silent) || undefined}
          aria-describedby="line-reason-said"
          onChange={(event) => setReason(event.target.value)}
        />
        <p id="line-reason-said" className="text-xs text-destructive">
          {tried && silent && "Escriba el motivo."}
        </p>
      </div>
      {correct.error && <Alert variant="destructive">{messageOf(correct.error)}</Alert>}
      <div className="flex justify-end gap-2">
        {was && (
          <Button type="button" variant="outline" disabled={correct.isPending} onClick={() => apply("")}>
            Quitar la rebaja
          </Button>
        )}
        <Button type="submit" loading={correct.isPending}>
          Rebajar
        </Button>
      </div>
    </form>
  );
}
