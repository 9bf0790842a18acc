"use client";

import { TriangleAlert } from "lucide-react";
import { Slot } from "radix-ui";
import * as React from "react";
import {
  Controller,
  FormProvider,
  useFormContext,
  useFormState,
  type ControllerProps,
  type FieldPath,
  type FieldValues,
} from "react-hook-form";
import { Label } from "@/components/ui/label";
import { cn } from "@/lib/utils";

const Form = FormProvider;

const FieldContext = React.createContext<{ name: string } | null>(null);
const ItemContext = React.createContext<{ id: string } | null>(null);

function FormField<TValues extends FieldValues, TName extends FieldPath<TValues>>(
  props: ControllerProps<TValues, TName>,
) {
  return (
    <FieldContext.Provider value={{ name: props.name }}>
      <Controller {...props} />
    </FieldContext.Provider>
  );
}

function useFormField() {
  const field = React.useContext(FieldContext);
  const item = React.useContext(ItemContext);
  const { getFieldState, control } = useFormContext();
  const state = useFormState({ control, name: field?.name ?? "" });
  if (!field || !item) throw new Error("useFormField se usa dentro de FormField y FormItem");
  const { id } = item;
  return {
    id,
    name: field.name,
    controlId: `${id}-control`,
    descriptionId: `${id}-description`,
    messageId: `${id}-message`,
    ...getFieldState(field.name, state),
  };
}

function FormItem({ className, ...props }: React.ComponentProps<"div">) {
  const id = React.useId();
  return (
    <ItemContext.Provider value={{ id }}>
      <div className={cn("min-w-0 space-y-1.5", className)} {...props} />
    </ItemContext.Provider>
  );
}

function FormLabel({
  optional,
  className,
  children,
  ...props
}: React.ComponentProps<typeof Label> & { optional?: boolean }) {
  const { controlId } = useFormField();
  return (
    // A line of its own, also above a control that does not take the whole width.
    <Label htmlFor={controlId} className={cn("block", className)} {...props}>
      {children}
      {optional && <span className="font-normal text-muted-foreground"> (opcional)</span>}
    </Label>
  );
}

function FormControl(props: React.ComponentProps<typeof Slot.Root>) {
  const { error, controlId, descriptionId, messageId } = useFormField();
  return (
    <Slot.Root
      id={controlId}
      aria-describedby={error ? `${descriptionId} ${messageId}` : descriptionId}
      aria-invalid={error ? true : undefined}
      {...props}
    />
  );
}

function FormDescription({ className, ...props }: React.ComponentProps<"p">) {
  const { descriptionId } = useFormField();
  return <p id={descriptionId} className={cn("text-xs text-muted-foreground", className)} {...props} />;
}

function FormMessage({ className, ...props }: React.ComponentProps<"p">) {
  const { error, messageId } = useFormField();
  const text = error?.message ?? (error as { root?: { message?: string } } | undefined)?.root?.message;
  if (!text) return null;
  return (
    <p id={messageId} className={cn("flex items-start gap-1 text-xs text-destructive", className)} {...props}>
      <TriangleAlert className="mt-px size-3.5 shrink-0" aria-hidden />
      {text}
    </p>
  );
}

export { Form, FormControl, FormDescription, FormField, FormItem, FormLabel, FormMessage, useFormField };
