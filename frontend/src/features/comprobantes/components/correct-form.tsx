"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { TextField } from "@/components/form/fields";
import { FormShell } from "@/components/form/form-shell";
import { useZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { einvoiceQuery } from "@/entities/einvoice/queries";
import type { EinvoiceDetail } from "@/entities/einvoice/schema";
import { useHotkey } from "@/hooks/use-hotkey";
import { useVersion } from "@/hooks/use-version";
import { oneLine, optionalEmail, optionalText } from "@/lib/fields";
import { announce } from "@/lib/toast";
import { z } from "@/lib/zod-es";
import { useResend, type Correction } from "../api";

// As the service names them in what it refuses.
const form = z.object({
  buyer: z.object({ name: oneLine(300), address: optionalText(300), email: optionalEmail }),
});
const FIELDS = [
  { name: "name", label: "Nombre o razón social del comprador" },
  { name: "address", label: "Dirección del comprador" },
  { name: "email", label: "Correo del comprador" },
] as const;

/** Signs and sends again under the same key. What the SRI found fault with is open; the rest on demand. */
export function CorrectForm({ einvoice }: { einvoice: EinvoiceDetail }) {
  const client = useQueryClient();
  const resend = useResend();
  const { buyer, advice } = einvoice;
  const faulty = FIELDS.filter(({ name }) => advice?.fields.includes(`buyer.${name}`));
  const [all, setAll] = useState(false);
  const shown = all ? FIELDS : faulty;
  const { over } = useVersion(einvoice, () => client.fetchQuery({ ...einvoiceQuery(einvoice.id), staleTime: 0 }));
  const said = { name: buyer.name, address: buyer.address ?? "", email: buyer.email ?? "" };
  const fields = useZodForm(form, { defaultValues: { buyer: said } });
  const typed = fields.watch("buyer");
  const submit = `correct-${einvoice.id}`;
  useHotkey("r", () => document.querySelector<HTMLFormElement>(`#${submit}`)?.requestSubmit());

  return (
    <FormShell
      form={fields}
      id={submit}
      className="mt-3 space-y-3"
      onSubmit={async (values) => {
        const changed: Correction = {};
        for (const { name } of shown)
          if ((values.buyer[name] ?? "") !== said[name]) Object.assign(changed, { [name]: values.buyer[name] });
        const told = Object.keys(changed).length > 0 ? changed : undefined;
        await over((version) => resend.mutateAsync({ id: einvoice.id, version, buyer: told }));
        announce(`${einvoice.number} va otra vez al SRI`);
      }}
    >
      {shown.map(({ name, label }) => (
        <TextField
          key={name}
          control={fields.control}
          name={`buyer.${name}`}
          label={label}
          maxLength={300}
          autoComplete="off"
          hint={said[name] && typed[name] !== said[name] ? `Decía: ${said[name]}` : undefined}
        />
      ))}
      {!all && (
        <Button type="button" variant="link" size="sm" className="h-auto p-0 md:h-auto" onClick={() => setAll(true)}>
          {faulty.length > 0 ? "Corregir algo más del comprador" : "Corregir cómo está escrito el comprador"}
        </Button>
      )}
      <Button type="submit" className="w-full" loading={resend.isPending}>
        {shown.length > 0 ? "Corregir y reenviar" : "Volver a enviar"}
        <Kbd inverse>R</Kbd>
      </Button>
    </FormShell>
  );
}
