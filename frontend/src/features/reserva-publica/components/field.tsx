"use client";

import { useId, type ComponentProps } from "react";

type FieldProps = { label: string; hint?: string; error?: string } & ComponentProps<"input">;

/** A labelled input of 16 px: smaller ones make a phone zoom in. */
export function Field({ label, hint, error, ...input }: FieldProps) {
  const id = useId();
  return (
    <div className="space-y-1.5">
      <label htmlFor={id} className="block text-sm font-medium">
        {label}
      </label>
      <input
        id={id}
        aria-invalid={error ? true : undefined}
        aria-describedby={error || hint ? `${id}-said` : undefined}
        className="h-12 w-full rounded-md border border-input bg-card px-3 text-base aria-[invalid]:border-destructive"
        {...input}
      />
      {(error || hint) && (
        <p id={`${id}-said`} className={error ? "text-sm text-destructive" : "text-sm text-muted-foreground"}>
          {error ?? hint}
        </p>
      )}
    </div>
  );
}
