"use client";

import { X } from "lucide-react";
import { useState } from "react";
import { useWatch, type Control } from "react-hook-form";
import { MoneyField, NumberField, TextField } from "@/components/form/fields";
import { Button } from "@/components/ui/button";
import type { QuoteBody, QuoteValues } from "../forms";

type QuoteLineProps = { control: Control<QuoteValues, unknown, QuoteBody>; index: number; onRemove: () => void };

/** A line of a draft; its note and its rebate once they are asked for, or there are some. */
export function QuoteLine({ control, index, onRemove }: QuoteLineProps) {
  const { description, notes, discount } = useWatch({ control, name: `lines.${index}` });
  const [more, setMore] = useState(Boolean(notes || discount));
  const called = description || `línea ${index + 1}`;
  return (
    <li
      aria-label={called}
      className="grid grid-cols-2 items-start gap-3 p-4 max-md:relative md:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_80px_72px_112px_28px]"
    >
      <TextField
        control={control}
        name={`lines.${index}.description`}
        label="Tratamiento"
        className="col-span-2 md:col-span-1"
      />
      <TextField control={control} name={`lines.${index}.phase`} label="Fase" />
      <TextField control={control} name={`lines.${index}.tooth`} label="Pieza" />
      <NumberField control={control} name={`lines.${index}.quantity`} label="Cant." />
      <MoneyField control={control} name={`lines.${index}.unit_price`} label="Precio" />
      <Button
        variant="ghost"
        size="icon-xs"
        aria-label={`Quitar ${called}`}
        className="justify-self-end text-muted-foreground max-md:absolute max-md:right-2 max-md:top-2 md:mt-7"
        onClick={onRemove}
      >
        <X aria-hidden />
      </Button>
      {more ? (
        <div className="col-span-2 grid gap-3 sm:grid-cols-[minmax(0,2fr)_112px_minmax(0,1fr)] md:col-span-6">
          <TextField control={control} name={`lines.${index}.notes`} label="Nota" optional />
          <TextField control={control} name={`lines.${index}.discount`} label="Rebaja" placeholder="$ o %" optional />
          <TextField control={control} name={`lines.${index}.discount_reason`} label="Motivo de la rebaja" optional />
        </div>
      ) : (
        <Button
          variant="link"
          size="sm"
          className="col-span-2 h-auto justify-self-start p-0 md:col-span-6"
          onClick={() => setMore(true)}
        >
          Nota o rebaja
        </Button>
      )}
    </li>
  );
}
