"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { TextField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { EINVOICES } from "@/entities/paths";
import { api } from "@/lib/api";
import { announce } from "@/lib/toast";
import { z } from "@/lib/zod-es";
import { changed } from "./changed";
import { einvoiceDetailSchema } from "./schema";

const form = z.object({ to: z.string().trim().email().or(z.literal("")) });

/** To whom: the buyer, unless somebody else is named. */
export function MailDialog({ id, onClose }: { id: number; onClose: () => void }) {
  const client = useQueryClient();
  const send = useMutation({
    mutationFn: (to: string) =>
      api(einvoiceDetailSchema, `${EINVOICES}/${id}/mail`, { method: "POST", body: { to: to || null } }),
    onSuccess: (einvoice) => void changed(client, einvoice),
  });
  const wish = useZodForm(form, { defaultValues: { to: "" } });
  return (
    <FormDialog
      open
      onOpenChange={(still) => !still && onClose()}
      title="Enviar el comprobante"
      description="Salen el XML autorizado y su RIDE."
      form={wish}
      submitLabel="Enviar"
      onSubmit={async ({ to }) => {
        await send.mutateAsync(to);
        announce("El comprobante va en camino");
      }}
    >
      <TextField
        control={wish.control}
        name="to"
        label="Correo"
        type="email"
        autoComplete="off"
        placeholder="El del comprador"
      />
    </FormDialog>
  );
}
