"use client";

import { useQuery } from "@tanstack/react-query";
import { NumberField } from "@/components/form/fields";
import { FormShell } from "@/components/form/form-shell";
import { useZodForm } from "@/components/form/use-zod-form";
import { ErrorState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { discountLimitsQuery } from "@/entities/invoice/queries";
import { compare } from "@/lib/decimal";
import { decimal } from "@/lib/fields";
import { announce } from "@/lib/toast";
import { z } from "@/lib/zod-es";
import { typedDecimal } from "@/lib/units";
import { useLimitDiscount } from "../api";

const limitForm = z.object({
  percent: decimal({ places: 2 }).refine((value) => compare(value, 100) <= 0, "Es un porcentaje: hasta 100."),
});

/** How much this role takes off an invoice without asking. */
export function DiscountLimit({ role, disabled }: { role: string; disabled: boolean }) {
  const query = useQuery(discountLimitsQuery);
  if (query.isPending) return <Skeleton className="h-32 w-full" />;
  if (!query.data) return <ErrorState error={query.error} what="el límite" onRetry={() => void query.refetch()} />;
  const known = query.data.data.find((limit) => limit.role === role)?.percent ?? query.data.default;
  return <LimitForm key={known} role={role} known={known} disabled={disabled} />;
}

function LimitForm({ role, known, disabled }: { role: string; known: string; disabled: boolean }) {
  const form = useZodForm(limitForm, {
    defaultValues: { percent: typedDecimal(known) },
  });
  const limit = useLimitDiscount();
  return (
    <Card aria-label="Rebajas">
      <CardHeader>
        <CardTitle>Rebajas sin aprobación</CardTitle>
      </CardHeader>
      <CardContent className="max-w-[560px]">
        <FormShell
          form={form}
          onSubmit={async ({ percent }) => {
            await limit.mutateAsync({ role, percent });
            announce(`${role} rebaja hasta ${form.getValues("percent")} % sin aprobación`);
          }}
          className="space-y-3.5"
        >
          <NumberField
            control={form.control}
            name="percent"
            label="Hasta este porcentaje"
            hint="De un concepto o de toda la factura. Más que esto lo aprueba otra persona con su contraseña."
            disabled={disabled}
            className="max-w-56"
          />
          {!disabled && (
            <Button type="submit" variant="outline" loading={form.formState.isSubmitting}>
              Guardar el límite
            </Button>
          )}
        </FormShell>
      </CardContent>
    </Card>
  );
}
