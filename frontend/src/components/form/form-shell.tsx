"use client";

import type { FormEvent, ReactNode } from "react";
import type { FieldValues } from "react-hook-form";
import { Refusal, takeConfirmed } from "@/components/form/refusal";
import { useUnsaved } from "@/components/form/use-unsaved";
import { applyProblem, type AnyForm } from "@/components/form/use-zod-form";
import { Form } from "@/components/ui/form";
import { cn } from "@/lib/utils";

type FormShellProps<TValues extends FieldValues, TOutput> = {
  form: AnyForm<TValues, TOutput>;
  /**
   * Rejects with what the service answered: the errors land at their fields. `confirmed` once the person has read the
   * warning of the attempt before and goes on.
   */
  onSubmit: (values: TOutput, confirmed: boolean) => Promise<unknown> | unknown;
  id?: string;
  /** Somebody else guards its unsaved text: the sheet around it, `useFormDraft`. */
  guarded?: boolean;
  /** Its `Refusal` stands beside a button that is not the last thing of the form. */
  refusalElsewhere?: boolean;
  className?: string;
  children: ReactNode;
};

/** A form on a page. In a sheet or a dialog use `FormSheet` and `FormDialog`, which hold one. */
export function FormShell<TValues extends FieldValues, TOutput>({
  form,
  onSubmit,
  id,
  guarded,
  refusalElsewhere,
  className,
  children,
}: FormShellProps<TValues, TOutput>) {
  const submit = (confirmed: boolean) =>
    form.handleSubmit(async (values) => {
      try {
        await onSubmit(values, confirmed);
      } catch (error) {
        applyProblem(form, error);
      }
    });
  useUnsaved(!guarded && form.formState.isDirty);

  function onFormSubmit(event: FormEvent<HTMLFormElement>) {
    // A form inside a sheet opened from another form must not submit both.
    event.stopPropagation();
    void submit(takeConfirmed(event.currentTarget))(event);
  }

  return (
    <Form {...form}>
      <form id={id} onSubmit={onFormSubmit} noValidate className={cn("space-y-4", className)}>
        {children}
        {!refusalElsewhere && <Refusal form={form} />}
      </form>
    </Form>
  );
}

/** Two columns from 480 px; a field may take both with `className="sm:col-span-2"`. */
export const FormGrid = ({ children, className }: { children: ReactNode; className?: string }) => (
  <div className={cn("grid grid-cols-1 gap-x-3 gap-y-4 sm:grid-cols-2", className)}>{children}</div>
);

/** A titled part of a long form, apart from the one above by a hairline. */
export function FormSection({ title, hint, children }: { title: string; hint?: string; children: ReactNode }) {
  return (
    <fieldset className="space-y-3.5 border-t border-border pt-4 first-of-type:border-t-0 first-of-type:pt-0">
      <legend className="float-left mb-3.5 w-full text-base font-semibold">
        {title}
        {hint && <span className="mt-0.5 block text-sm font-normal text-muted-foreground">{hint}</span>}
      </legend>
      <div className="clear-both space-y-4">{children}</div>
    </fieldset>
  );
}
