"use client";

import type { FieldValues } from "react-hook-form";
import { FieldFrame, type FieldProps } from "@/components/form/fields";
import { PasswordInput } from "./password-input";

type PasswordFieldProps<V extends FieldValues, O> = FieldProps<V, O> & {
  autoComplete: "current-password" | "new-password";
};

export function PasswordField<V extends FieldValues, O>({ autoComplete, ...frame }: PasswordFieldProps<V, O>) {
  return (
    <FieldFrame
      {...frame}
      render={(field) => <PasswordInput {...field} value={field.value ?? ""} autoComplete={autoComplete} />}
    />
  );
}
