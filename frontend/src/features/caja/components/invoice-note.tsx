"use client";

import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import type { Invoice } from "@/entities/invoice/schema";
import { messageOf } from "@/lib/problem";
import { useCorrect } from "../api";

/** What is printed under the lines; kept when the field is left. */
export function InvoiceNote({ invoice }: { invoice: Invoice }) {
  const kept = invoice.notes ?? "";
  const [text, setText] = useState(kept);
  const correct = useCorrect(invoice);
  const save = () => {
    if (text.trim() !== kept) correct.mutate({ notes: text.trim() || null });
  };
  return (
    <div className="space-y-1.5 px-4 pb-3">
      <Label htmlFor="invoice-note">
        Nota en la factura <span className="font-normal text-muted-foreground">(opcional)</span>
      </Label>
      <Input
        id="invoice-note"
        placeholder="Sin datos de salud: la lee quien la deduce"
        autoComplete="off"
        maxLength={500}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onBlur={save}
        onKeyDown={(event) => event.key === "Enter" && save()}
      />
      {correct.error && <Alert variant="destructive">{messageOf(correct.error)}</Alert>}
    </div>
  );
}
