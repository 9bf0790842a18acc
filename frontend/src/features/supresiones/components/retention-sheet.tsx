"use client";

import { NumberField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import type { Retention } from "@/entities/patient/erasures";
import { integer } from "@/lib/fields";
import { announce } from "@/lib/toast";
import { z } from "@/lib/zod-es";
import { useSaveRetention } from "../api";

const retentionForm = z.object({
  record_years: integer({ min: 5, max: 50 }),
  invoice_years: integer({ min: 7, max: 20 }),
});
const text = (value: number) => String(value) as unknown as number;

/** How many years must stay what must; it holds for every request from then on. */
export function RetentionSheet({ retention, onClose }: { retention: Retention; onClose: () => void }) {
  const save = useSaveRetention();
  const form = useZodForm(retentionForm, {
    defaultValues: { record_years: text(retention.record_years), invoice_years: text(retention.invoice_years) },
  });
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Cuánto se conserva"
      description="Las fuentes no coinciden en cuántos años se guarda una historia: 15, o 5 y 5 más. Confírmelo con su abogado. Los comprobantes, al menos 7. Nada se borra solo al pasar ese tiempo."
      form={form}
      submitLabel="Guardar"
      onSubmit={async (values) => {
        await save.mutateAsync({ ...values, version: retention.version });
        announce("Conservación guardada");
      }}
    >
      <div className="grid grid-cols-2 gap-4">
        <NumberField control={form.control} name="record_years" label="Historias (años)" />
        <NumberField control={form.control} name="invoice_years" label="Facturas (años)" />
      </div>
    </FormDialog>
  );
}
