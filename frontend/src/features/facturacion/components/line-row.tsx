"use client";

import { X } from "lucide-react";
import { useState, type ReactElement } from "react";
import type { Control, ControllerRenderProps } from "react-hook-form";
import { MoneyInput } from "@/components/form/fields";
import { Money } from "@/components/patterns/money";
import { Button } from "@/components/ui/button";
import { FormControl, FormField, FormItem, FormLabel, FormMessage } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import type { IvaRate } from "@/entities/invoice/schema";
import { today } from "@/lib/dates";
import { formatPercent } from "@/lib/format";
import { cn } from "@/lib/utils";
import { takesOff } from "@/entities/invoice/discount";
import type { DraftValues } from "../forms";
import { priceLine, ratesOn } from "../totals";
import { LONGEST_CODE } from "../words";
import type { DraftFormState } from "./buyer-fields";

export const LINE_GRID = "gap-x-2 md:grid-cols-[minmax(0,1fr)_72px_112px_104px_96px_88px_28px]";

/** «15 %», and the word where the rate alone does not tell: an exempt sale is no sale at 0 %. */
const rateLabel = ({ code, rate }: IvaRate) => ({ "6": "No objeto", "7": "Exento" })[code] ?? formatPercent(rate);

type LineRowProps = { form: DraftFormState; index: number; rates: IvaRate[]; onRemove: () => void };

/** A line: one row of a table on a desk, a small form on a phone. */
export function LineRow({ form, index, rates, onRemove }: LineRowProps) {
  const line = form.watch(`lines.${index}`);
  const amounts = line && priceLine(line, ratesOn(rates, today()));
  // A code comes from the catalogue and is not typed, unless an appointment brought one that no invoice takes.
  const [editsCode] = useState((line?.code ?? "").length > LONGEST_CODE);
  const described = line?.description || `concepto ${index + 1}`;

  return (
    <li
      aria-label={described}
      className={cn(LINE_GRID, "grid grid-cols-2 items-start gap-y-3 px-4 py-3 md:gap-y-0 md:py-2")}
    >
      <Cell
        form={form}
        name={`lines.${index}.description`}
        label="Descripción"
        className="col-span-2 md:col-span-1"
        render={(field) => <Input {...field} value={String(field.value ?? "")} autoComplete="off" />}
      >
        {!editsCode && line?.code && <p className="truncate font-mono text-2xs text-muted-foreground">{line.code}</p>}
      </Cell>
      {editsCode && (
        <Cell
          form={form}
          name={`lines.${index}.code`}
          label="Código"
          shown
          className="order-last col-span-2 md:col-span-full"
          render={(field) => (
            <Input {...field} value={String(field.value ?? "")} autoComplete="off" className="font-mono" />
          )}
        />
      )}
      <Cell
        form={form}
        name={`lines.${index}.quantity`}
        label="Cantidad"
        render={(field) => (
          <Input
            {...field}
            value={String(field.value ?? "")}
            inputMode="decimal"
            autoComplete="off"
            className="text-right tabular-nums"
          />
        )}
      />
      <Cell
        form={form}
        name={`lines.${index}.unit_price`}
        label="Precio"
        render={(field) => <MoneyInput {...field} value={String(field.value ?? "")} />}
      />
      <Cell
        form={form}
        name={`lines.${index}.discount`}
        label="Descuento"
        render={(field) => (
          <Input
            {...field}
            value={String(field.value ?? "")}
            autoComplete="off"
            placeholder="$ o %"
            className="text-right tabular-nums"
          />
        )}
      />
      {takesOff(line?.discount) && (
        <Cell
          form={form}
          name={`lines.${index}.discount_reason`}
          label="Motivo del descuento"
          shown
          className="order-last col-span-2 md:col-span-full md:mt-2 md:max-w-sm"
          render={(field) => <Input {...field} value={String(field.value ?? "")} autoComplete="off" />}
        />
      )}
      <Cell
        form={form}
        name={`lines.${index}.iva_code`}
        label="IVA"
        bare
        render={({ value, onChange, ...field }) => (
          <Select value={String(value ?? "")} onValueChange={onChange}>
            <FormControl>
              <SelectTrigger {...field} className="px-2">
                <SelectValue placeholder="Tarifa" />
              </SelectTrigger>
            </FormControl>
            <SelectContent>
              {rates.map((rate) => (
                <SelectItem key={rate.code} value={rate.code}>
                  {rateLabel(rate)}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
        )}
      />
      <div className="flex h-full items-end justify-between md:block md:h-9 md:pt-2 md:text-right">
        <span className="text-sm text-muted-foreground md:sr-only">Subtotal</span>
        <Money value={amounts?.subtotal ?? null} className="text-sm" />
      </div>
      <div className="col-start-2 flex justify-end md:col-start-auto md:pt-1">
        <Button
          variant="ghost"
          size="icon-xs"
          aria-label={`Quitar ${described}`}
          onClick={onRemove}
          className="text-muted-foreground"
        >
          <X aria-hidden />
        </Button>
      </div>
    </li>
  );
}

type LineName =
  `lines.${number}.${"code" | "description" | "quantity" | "unit_price" | "discount" | "discount_reason" | "iva_code"}`;
type CellProps = {
  form: DraftFormState;
  name: LineName;
  label: string;
  className?: string;
  render: (field: ControllerRenderProps<DraftValues, LineName>) => ReactElement;
  /** Its label is seen on a desk too: the table has no column for it. */
  shown?: boolean;
  /** `render` itself says which element is the control. */
  bare?: boolean;
  children?: React.ReactNode;
};

// The table's head names the columns for the eye; each control keeps its own label for the rest.
function Cell({ form, name, label, className, shown, bare, render, children }: CellProps) {
  return (
    <FormField
      control={form.control as unknown as Control<DraftValues>}
      name={name}
      render={({ field }) => (
        <FormItem className={cn("md:space-y-1", className)}>
          <div className={shown ? undefined : "md:sr-only"}>
            <FormLabel>{label}</FormLabel>
          </div>
          {bare ? render(field) : <FormControl>{render(field)}</FormControl>}
          {children}
          <FormMessage />
        </FormItem>
      )}
    />
  );
}
