"use client";

import { TextField } from "@/components/form/fields";
import { Alert } from "@/components/ui/alert";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import type { Invoice } from "@/entities/invoice/schema";
import { formatPercent } from "@/lib/format";
import { takesOff } from "@/entities/invoice/discount";
import type { DraftFormState } from "./buyer-fields";

/** What is taken off the whole, and who said yes to what this draft takes off as it was saved. */
export function WholeDiscount({ form, approval }: { form: DraftFormState; approval: Invoice["approval"] }) {
  const given = takesOff(form.watch("discount"));
  return (
    <Card aria-label="Descuento sobre todo">
      <CardHeader>
        <CardTitle>Descuento sobre todo</CardTitle>
      </CardHeader>
      <div className="space-y-3.5 px-4 pb-4 pt-2">
        <div className="grid grid-cols-1 gap-x-3 gap-y-3.5 sm:grid-cols-6">
          <TextField
            control={form.control}
            name="discount"
            label="Valor o porcentaje"
            optional
            placeholder="10 % o 4,50"
            className="sm:col-span-2"
            inputClassName="text-right tabular-nums"
            autoComplete="off"
          />
          {given && (
            <TextField
              control={form.control}
              name="discount_reason"
              label="Motivo"
              placeholder="Convenio, familia…"
              className="sm:col-span-4"
              autoComplete="off"
            />
          )}
        </div>
        {approval?.approved_by && (
          <Alert variant="info">
            La rebaja de {formatPercent(approval.percent)} la aprobó {approval.approved_by.name}.
          </Alert>
        )}
        {approval?.needed && (
          <Alert variant="warning">
            La rebaja de {formatPercent(approval.percent)} supera el {formatPercent(approval.limit)} de su rol: al
            emitir, otra persona la aprueba con su contraseña.
          </Alert>
        )}
      </div>
    </Card>
  );
}
