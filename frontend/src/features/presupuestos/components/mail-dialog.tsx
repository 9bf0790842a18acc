"use client";

import { TextField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import type { Quote } from "@/entities/quote/schema";
import { notify } from "@/lib/toast";
import { useQuoteAct } from "../api";
import { mailForm } from "../forms";

/** Sends the PDF to the patient, or to another address. */
export function MailDialog({ quote, onClose }: { quote: Quote; onClose: () => void }) {
  const act = useQuoteAct(quote);
  const form = useZodForm(mailForm, { defaultValues: { to: quote.patient.email ?? "" } });
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Enviar ${quote.number} por correo`}
      form={form}
      submitLabel="Enviar correo"
      onSubmit={async (body) => {
        await act.mutateAsync({ act: "mail", body });
        notify(`Presupuesto ${quote.number} en camino a ${body.to}`);
      }}
    >
      <TextField control={form.control} name="to" label="Correo" inputMode="email" />
      <p className="text-xs text-muted-foreground">
        Lleva el PDF como se envió. Cambiar el correo aquí no cambia la ficha.
      </p>
    </FormDialog>
  );
}
