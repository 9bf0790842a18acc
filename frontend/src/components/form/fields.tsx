"use client";

import type { ComponentProps, ReactElement, ReactNode } from "react";
import type { Control, ControllerRenderProps, FieldPath, FieldValues } from "react-hook-form";
import { Checkbox } from "@/components/ui/checkbox";
import { FormControl, FormDescription, FormField, FormItem, FormLabel, FormMessage } from "@/components/ui/form";
import { Input } from "@/components/ui/input";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";
import { cn } from "@/lib/utils";

/** What every field takes. `control` carries the form's types, so a wrong `name` does not compile. */
export type FieldProps<TValues extends FieldValues, TOutput = TValues> = {
  control: Control<TValues, unknown, TOutput>;
  name: FieldPath<TValues>;
  label: string;
  hint?: ReactNode;
  optional?: boolean;
  className?: string;
};

type Rendered<TValues extends FieldValues> = ControllerRenderProps<TValues, FieldPath<TValues>>;
type FieldFrameProps<TValues extends FieldValues, TOutput> = FieldProps<TValues, TOutput> & {
  render: (field: Rendered<TValues>) => ReactElement;
};

/** Label, control, hint or error. Wrap any control with it: `render` gets react-hook-form's field. */
export function FieldFrame<TValues extends FieldValues, TOutput>({
  control,
  name,
  label,
  hint,
  optional,
  className,
  render,
}: FieldFrameProps<TValues, TOutput>) {
  return (
    <FormField
      control={control as unknown as Control<TValues>}
      name={name}
      render={({ field, fieldState }) => (
        <FormItem className={className}>
          <FormLabel optional={optional}>{label}</FormLabel>
          <FormControl>{render(field)}</FormControl>
          {hint && !fieldState.error && <FormDescription>{hint}</FormDescription>}
          <FormMessage />
        </FormItem>
      )}
    />
  );
}

type TextFieldProps<V extends FieldValues, O> = FieldProps<V, O> &
  Omit<ComponentProps<"input">, "name" | "className"> & { inputClassName?: string };

export function TextField<V extends FieldValues, O>({
  control,
  name,
  label,
  hint,
  optional,
  className,
  inputClassName,
  ...input
}: TextFieldProps<V, O>) {
  return (
    <FieldFrame
      {...{ control, name, label, hint, optional, className }}
      render={(field) => <Input {...field} value={field.value ?? ""} className={inputClassName} {...input} />}
    />
  );
}

type TextareaFieldProps<V extends FieldValues, O> = FieldProps<V, O> &
  Omit<ComponentProps<"textarea">, "name" | "className">;

export function TextareaField<V extends FieldValues, O>({
  control,
  name,
  label,
  hint,
  optional,
  className,
  ...area
}: TextareaFieldProps<V, O>) {
  return (
    <FieldFrame
      {...{ control, name, label, hint, optional, className }}
      render={(field) => <Textarea {...field} value={field.value ?? ""} {...area} />}
    />
  );
}

/** Money typed with a comma or a point; pair it with `money` of `lib/fields`. */
export function MoneyField<V extends FieldValues, O>(props: TextFieldProps<V, O>) {
  const { control, name, label, hint, optional, className, inputClassName, ...input } = props;
  return (
    <FieldFrame
      {...{ control, name, label, hint, optional, className }}
      render={(field) => <MoneyInput {...field} value={field.value ?? ""} className={inputClassName} {...input} />}
    />
  );
}

export function MoneyInput({ className, ...props }: ComponentProps<"input">) {
  return (
    <span className="relative block">
      <span
        aria-hidden
        className="pointer-events-none absolute inset-y-0 left-3 grid place-items-center text-base text-muted-foreground"
      >
        $
      </span>
      <Input
        inputMode="decimal"
        autoComplete="off"
        className={cn("pl-7 text-right tabular-nums", className)}
        {...props}
      />
    </span>
  );
}

/** A quantity or whole number; pair it with `quantity` or `integer` of `lib/fields`. */
export function NumberField<V extends FieldValues, O>({ inputClassName, ...props }: TextFieldProps<V, O>) {
  return (
    <TextField
      inputMode="decimal"
      autoComplete="off"
      inputClassName={cn("text-right tabular-nums", inputClassName)}
      {...props}
    />
  );
}

export type Option = { value: string; label: string; disabled?: boolean };

type ChoiceProps<V extends FieldValues, O> = FieldProps<V, O> & {
  options: readonly Option[];
  placeholder?: string;
  disabled?: boolean;
  /** What else follows from a choice. */
  onSelect?: (value: string) => void;
};

/** A closed list. Values are strings: `chosen` of `lib/fields` turns identifiers into numbers. */
export function SelectField<V extends FieldValues, O>({
  options,
  placeholder = "Elija…",
  disabled,
  onSelect,
  ...frame
}: ChoiceProps<V, O>) {
  return (
    <FormField
      control={frame.control as unknown as Control<V>}
      name={frame.name}
      render={({ field, fieldState }) => (
        <FormItem className={frame.className}>
          <FormLabel optional={frame.optional}>{frame.label}</FormLabel>
          <Select
            value={field.value === null || field.value === undefined ? "" : String(field.value)}
            // Radix answers "" when the chosen option leaves the list; that is not a choice.
            onValueChange={(value) => {
              if (value === "") return;
              field.onChange(value);
              onSelect?.(value);
            }}
            disabled={disabled}
          >
            <FormControl>
              <SelectTrigger ref={field.ref} onBlur={field.onBlur}>
                <SelectValue placeholder={placeholder} />
              </SelectTrigger>
            </FormControl>
            <SelectContent>
              {options.map((option) => (
                <SelectItem key={option.value} value={option.value} disabled={option.disabled}>
                  {option.label}
                </SelectItem>
              ))}
            </SelectContent>
          </Select>
          {frame.hint && !fieldState.error && <FormDescription>{frame.hint}</FormDescription>}
          <FormMessage />
        </FormItem>
      )}
    />
  );
}

/** Two to five choices that are worth seeing at once. */
export function RadioField<V extends FieldValues, O>({ options, ...frame }: ChoiceProps<V, O>) {
  return (
    <FieldFrame
      {...frame}
      render={(field) => (
        <RadioGroup
          value={field.value ?? ""}
          onValueChange={field.onChange}
          aria-label={frame.label}
          className="flex flex-wrap gap-x-4 gap-y-2"
        >
          {options.map((option) => (
            <label key={option.value} className="flex min-h-8 items-center gap-2 text-base">
              <RadioGroupItem value={option.value} disabled={option.disabled} />
              {option.label}
            </label>
          ))}
        </RadioGroup>
      )}
    />
  );
}

function BooleanField<V extends FieldValues, O>({
  control,
  name,
  label,
  hint,
  className,
  render,
}: FieldFrameProps<V, O>) {
  return (
    <FormField
      control={control as unknown as Control<V>}
      name={name}
      render={({ field }) => (
        <FormItem className={className}>
          <div className="flex min-h-8 items-center gap-2.5">
            <FormControl>{render(field)}</FormControl>
            <FormLabel className="font-normal">{label}</FormLabel>
          </div>
          {hint && <FormDescription>{hint}</FormDescription>}
          <FormMessage />
        </FormItem>
      )}
    />
  );
}

export function CheckboxField<V extends FieldValues, O>(props: FieldProps<V, O>) {
  return (
    <BooleanField
      {...props}
      render={(field) => (
        <Checkbox
          ref={field.ref}
          checked={Boolean(field.value)}
          onCheckedChange={(value) => field.onChange(value === true)}
          onBlur={field.onBlur}
        />
      )}
    />
  );
}

export function SwitchField<V extends FieldValues, O>(props: FieldProps<V, O>) {
  return (
    <BooleanField
      {...props}
      render={(field) => (
        <Switch ref={field.ref} checked={Boolean(field.value)} onCheckedChange={field.onChange} onBlur={field.onBlur} />
      )}
    />
  );
}
