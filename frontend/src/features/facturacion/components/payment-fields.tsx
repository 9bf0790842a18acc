"use client";

import { useState } from "react";
import { useFormContext } from "react-hook-form";
import { DateField } from "@/components/form/date-fields";
import { FieldFrame, MoneyField, TextField } from "@/components/form/fields";
import type { AnyForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { ToggleGroup, ToggleGroupItem } from "@/components/ui/toggle-group";
import { TillNeeded } from "@/entities/cash/open-till";
import { CashNotice } from "@/entities/invoice/cash-notice";
import { CASH_NOTICE } from "@/entities/invoice/words";
import { today } from "@/lib/dates";
import { compare, parseDecimal } from "@/lib/decimal";
import { formatMoney } from "@/lib/format";
import { changeOf, isCard, type PaymentBody, type PaymentValues } from "../forms";
import { METHOD_OPTIONS, REFERENCE_LABEL } from "../words";

export type PaymentFormState = AnyForm<PaymentValues, PaymentBody>;

/** How it is paid and how much; the amount comes set to what is owed, so that Enter is enough. */
export function PaymentFields({
  form,
  balance,
  autoFocus,
}: {
  form: PaymentFormState;
  balance: string;
  autoFocus?: boolean;
}) {
  const { watch } = useFormContext<PaymentValues>();
  const [method, amount] = watch(["method", "amount"]);
  const [otherDay, setOtherDay] = useState(false);
  const change = method === "CASH" ? changeOf(amount, balance) : null;

  return (
    <>
      <FieldFrame
        control={form.control}
        name="method"
        label="Forma de pago"
        render={({ value, onChange, onBlur, ref }) => (
          <ToggleGroup
            ref={ref}
            type="single"
            value={String(value ?? "")}
            onValueChange={(next: string) => next && onChange(next)}
            onBlur={onBlur}
            aria-label="Forma de pago"
            className="grid h-auto w-full grid-cols-3 gap-0.5 md:h-auto"
          >
            {METHOD_OPTIONS.map((option) => (
              <ToggleGroupItem key={option.value} value={option.value} className="px-1 md:h-8">
                {option.label}
              </ToggleGroupItem>
            ))}
          </ToggleGroup>
        )}
      />
      {method === "CASH" && <TillNeeded />}
      <MoneyField
        control={form.control}
        name="amount"
        label={method === "CASH" ? "Recibe" : "Valor"}
        autoFocus={autoFocus}
        onFocus={(event) => event.target.select()}
        inputClassName="text-lg font-semibold"
        hint={change ? `Se cobran ${formatMoney(balance)}. Vuelto: ${formatMoney(change)}.` : undefined}
      />
      {method !== "CASH" && (
        <TextField
          control={form.control}
          name="reference"
          label={REFERENCE_LABEL[method]}
          optional
          autoComplete="off"
        />
      )}
      {method === "CASH" && compare(parseDecimal(amount) ?? "0", CASH_NOTICE) > 0 && <CashNotice />}
      {isCard(method) && (
        <div className="grid grid-cols-3 gap-2">
          <TextField control={form.control} name="card_brand" label="Marca" optional autoComplete="off" />
          <TextField control={form.control} name="card_lot" label="Lote" optional autoComplete="off" />
          <TextField
            control={form.control}
            name="card_authorisation"
            label="Autorización"
            optional
            autoComplete="off"
          />
        </div>
      )}
      {method === "CHECK" && (
        <div className="grid grid-cols-2 gap-2">
          <TextField control={form.control} name="bank" label="Banco" optional autoComplete="off" />
          <DateField control={form.control} name="due_on" label="Se cobra desde" optional min={today()} />
        </div>
      )}
      <TextField control={form.control} name="note" label="Nota" optional autoComplete="off" />
      {otherDay ? (
        <DateField control={form.control} name="received_on" label="Se recibió el" max={today()} />
      ) : (
        <Button variant="link" size="sm" className="h-auto p-0 md:h-auto" onClick={() => setOtherDay(true)}>
          Se recibió otro día
        </Button>
      )}
    </>
  );
}

/** «Cobrar $60,00»: what would be charged with what is typed. */
export function chargeLabel(amount: string, balance: string, verb = "Cobrar") {
  const typed = parseDecimal(amount);
  if (typed === null || Number(typed) <= 0) return verb;
  return `${verb} ${formatMoney(changeOf(amount, balance) ? balance : typed)}`;
}
