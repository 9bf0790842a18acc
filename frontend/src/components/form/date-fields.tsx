"use client";

import type { FieldValues } from "react-hook-form";
import { DateInput } from "@/components/form/date-input";
import { FieldFrame, type FieldProps } from "@/components/form/fields";
import { TimeInput } from "@/components/form/time-input";

type DateFieldProps<V extends FieldValues, O> = FieldProps<V, O> & {
  min?: string;
  max?: string;
  years?: boolean;
  disabled?: boolean;
};

/** Pair it with `day` or `optionalDay` of `lib/fields`. */
export function DateField<V extends FieldValues, O>({ min, max, years, disabled, ...frame }: DateFieldProps<V, O>) {
  return (
    <FieldFrame
      {...frame}
      render={({ value, ...field }) => <DateInput {...field} value={value ?? ""} {...{ min, max, years, disabled }} />}
    />
  );
}

/** Pair it with `time` of `lib/fields`. */
export function TimeField<V extends FieldValues, O>({ disabled, ...frame }: FieldProps<V, O> & { disabled?: boolean }) {
  return (
    <FieldFrame
      {...frame}
      render={({ value, ...field }) => <TimeInput {...field} value={value ?? ""} disabled={disabled} />}
    />
  );
}
