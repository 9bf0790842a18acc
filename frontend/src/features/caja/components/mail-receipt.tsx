"use client";

import { Check, Mail } from "lucide-react";
import { useState, type FormEvent } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import type { Invoice } from "@/entities/invoice/schema";
import { messageOf } from "@/lib/problem";
import { announce } from "@/lib/toast";
import { useMailReceipt } from "../api";

/** The receipt by mail: to the address of whoever deduces it, or to the one that they say. */
export function MailReceipt({ invoice }: { invoice: Invoice }) {
  const known = invoice.buyer.email?.split(";")[0] ?? "";
  const [open, setOpen] = useState(false);
  const [to, setTo] = useState(known);
  const { mutateAsync, data: sent, error, isPending } = useMailReceipt(invoice.id);

  function send(event: FormEvent) {
    event.preventDefault();
    mutateAsync(to.trim() || null).then(
      (mailed) => {
        setOpen(false);
        announce(`El recibo va en camino a ${mailed.to}`);
      },
      () => undefined,
    );
  }

  if (!open)
    return (
      <Button variant="outline" onClick={() => setOpen(true)}>
        {sent ? <Check aria-hidden className="text-success" /> : <Mail aria-hidden />}{" "}
        {sent ? `Enviado a ${sent.to}` : "Correo"}
      </Button>
    );
  return (
    <form className="basis-full space-y-2" onSubmit={send} aria-label="Enviar el recibo">
      <div className="flex gap-2">
        <Input
          type="email"
          aria-label="Correo"
          placeholder="correo@ejemplo.com"
          autoComplete="off"
          autoFocus
          value={to}
          onChange={(event) => setTo(event.target.value)}
          onKeyDown={(event) => event.key === "Escape" && setOpen(false)}
        />
        <Button type="submit" loading={isPending} disabled={!to.trim()}>
          Enviar
        </Button>
      </div>
      {error && <Alert variant="destructive">{messageOf(error)}</Alert>}
    </form>
  );
}
