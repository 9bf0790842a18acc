"use client";

import { CalendarPlus, X } from "lucide-react";
import { useState } from "react";
import { useFieldArray } from "react-hook-form";
import { DateField } from "@/components/form/date-fields";
import { MoneyField, TextField } from "@/components/form/fields";
import { FormSheet } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { Money } from "@/components/patterns/money";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import type { Invoice } from "@/entities/invoice/schema";
import { today } from "@/lib/dates";
import { isZero } from "@/lib/decimal";
import { formatCount } from "@/lib/format";
import { notify } from "@/lib/toast";
import { typedMoney } from "@/lib/units";
import { useAgreePlan } from "../api";
import { monthly, MOST_INSTALMENTS, planForm } from "../plan";

/** Days and amounts in which what is owed will be paid. */
export function PlanSheet({ invoice, onClose }: { invoice: Invoice; onClose: () => void }) {
  const { plan, balance } = invoice;
  const form = useZodForm(planForm(balance, Boolean(plan)), {
    defaultValues: {
      instalments: plan
        ? plan.instalments
            .filter(({ left }) => !isZero(left))
            .map(({ due_on, left }) => ({
              due_on: due_on < today() ? today() : due_on,
              amount: typedMoney(left),
            }))
        : monthly(balance, 3, today()),
      reason: "",
    },
  });
  const { fields, append, remove, replace } = useFieldArray({ control: form.control, name: "instalments" });
  const agree = useAgreePlan();

  return (
    <FormSheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={plan ? "Cambiar las cuotas" : "Acordar cuotas"}
      description={`De la factura ${invoice.number}, ${invoice.buyer.name}. Los pagos van primero a la cuota que vence antes.`}
      form={form}
      onSubmit={async (body) => {
        await agree.mutateAsync({ id: invoice.id, version: invoice.version, body });
        notify(`${formatCount(body.instalments.length, "cuota acordada", "cuotas acordadas")}`);
      }}
      submitLabel={plan ? "Cambiar cuotas" : "Acordar cuotas"}
      footer={
        <span className="text-sm">
          Se deben <Money value={balance} strong />
        </span>
      }
    >
      <Split onSplit={(count) => replace(monthly(balance, count, today()))} />
      <ol className="space-y-2">
        {fields.map((field, place) => (
          <li key={field.id} className="grid grid-cols-[1fr_8rem_auto] items-start gap-2 [&_label]:sr-only">
            <DateField
              control={form.control}
              name={`instalments.${place}.due_on`}
              label={`Vence la cuota ${place + 1}`}
              min={today()}
            />
            <MoneyField
              control={form.control}
              name={`instalments.${place}.amount`}
              label={`Valor de la cuota ${place + 1}`}
            />
            <Button
              variant="ghost"
              size="icon"
              aria-label={`Quitar la cuota ${place + 1}`}
              disabled={fields.length === 1}
              onClick={() => remove(place)}
            >
              <X aria-hidden />
            </Button>
          </li>
        ))}
      </ol>
      <Button
        variant="outline"
        size="sm"
        disabled={fields.length >= MOST_INSTALMENTS}
        onClick={() => append({ due_on: "", amount: "" })}
      >
        <CalendarPlus aria-hidden />
        Otra cuota
      </Button>
      {plan && (
        <TextField
          control={form.control}
          name="reason"
          label="Por qué cambia"
          placeholder="Pidió pagar a fin de mes…"
          autoComplete="off"
        />
      )}
    </FormSheet>
  );
}

function Split({ onSplit }: { onSplit: (count: number) => void }) {
  const [typed, setTyped] = useState("3");
  const count = /^\d{1,2}$/.test(typed) ? Number(typed) : 0;
  const possible = count >= 1 && count <= MOST_INSTALMENTS;
  return (
    <div className="flex items-end gap-2">
      <div className="space-y-1.5">
        <Label htmlFor="cuotas">Cuotas mensuales iguales</Label>
        <Input
          id="cuotas"
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          inputMode="numeric"
          autoComplete="off"
          className="w-24 text-right tabular-nums"
        />
      </div>
      <Button variant="outline" disabled={!possible} onClick={() => onSplit(count)}>
        Repartir
      </Button>
    </div>
  );
}
