"use client";

import { CircleCheck, MessageCircle, Printer } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Kbd } from "@/components/ui/kbd";
import { receiptPath } from "@/entities/invoice/queries";
import type { InvoiceRow } from "@/entities/invoice/schema";
import { useHotkey } from "@/hooks/use-hotkey";
import { isZero } from "@/lib/decimal";
import { formatMoney } from "@/lib/format";
import { inCoins } from "../charge";
import { chatLink } from "../words";
import { MailReceipt } from "./mail-receipt";
import type { Charged } from "./pay-pane";

type Props = { charged: Charged; next: InvoiceRow | null; onNext: () => void };

/** What was charged, the change, the receipt; `Enter` goes on to whoever waits next, `P` prints. */
export function ChargedPane({ charged: { invoice, paid, change }, next, onNext }: Props) {
  const chat = chatLink(invoice, paid);
  const go = useRef<HTMLButtonElement>(null);
  useEffect(() => go.current?.focus(), []);
  useHotkey("p", () => window.open(receiptPath(invoice.id, "80mm"), "_blank", "noopener"));
  return (
    <Card className="flex flex-col overflow-hidden" role="region" aria-label="Cobro hecho">
      <div role="status" className="flex-1 space-y-2 p-4">
        <CircleCheck aria-hidden className="size-6 text-success" />
        {change !== null && !isZero(change) ? (
          <>
            <p className="text-sm text-muted-foreground">Entregue de vuelto</p>
            <p className="text-2xl font-semibold tabular-nums">{formatMoney(change)}</p>
            <p className="text-sm text-muted-foreground">{inCoins(change)}</p>
          </>
        ) : null}
        <p className="font-semibold">Cobrados {formatMoney(paid)}</p>
        <p className="text-sm text-muted-foreground">
          Factura <span className="font-mono">{invoice.number}</span> para {invoice.buyer.name}.
          {!isZero(invoice.balance) && ` Quedan por pagar ${formatMoney(invoice.balance)}.`}
        </p>
        <div className="flex flex-wrap gap-2 pt-2">
          <Button variant="outline" asChild>
            <a href={receiptPath(invoice.id, "80mm")} target="_blank" rel="noreferrer">
              <Printer aria-hidden /> Recibo <Kbd>P</Kbd>
            </a>
          </Button>
          <Button variant="outline" asChild>
            <a href={receiptPath(invoice.id, "a4")} target="_blank" rel="noreferrer">
              En A4
            </a>
          </Button>
          <MailReceipt invoice={invoice} />
          {chat && (
            <Button variant="outline" asChild>
              <a href={chat} target="_blank" rel="noreferrer">
                <MessageCircle aria-hidden /> WhatsApp
              </a>
            </Button>
          )}
        </div>
      </div>
      <footer className="border-t p-4">
        <Button ref={go} className="h-11 w-full" onClick={onNext}>
          {next ? `Siguiente: ${next.buyer.name}, ${formatMoney(next.balance)}` : "Volver a la lista"}{" "}
          <Kbd inverse>↵</Kbd>
        </Button>
      </footer>
    </Card>
  );
}
