"use client";

import { FormShell } from "@/components/form/form-shell";
import { useZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { ApiError, isApiError } from "@/lib/problem";
import { useChangePassword } from "@/lib/session";
import { notify } from "@/lib/toast";
import { passwordChangeSchema } from "../schemas";
import { PasswordField } from "./password-field";

export function PasswordForm({ submitLabel = "Cambiar contraseña", wide }: { submitLabel?: string; wide?: boolean }) {
  const change = useChangePassword();
  const form = useZodForm(passwordChangeSchema, {
    defaultValues: { current_password: "", new_password: "", repeated: "" },
  });

  return (
    <FormShell
      form={form}
      onSubmit={async ({ current_password, new_password }) => {
        try {
          await change.mutateAsync({ current_password, new_password });
        } catch (error) {
          throw atCurrentPassword(error);
        }
        form.reset();
        notify("Contraseña cambiada. Sus otras sesiones se cerraron.");
      }}
    >
      <PasswordField
        control={form.control}
        name="current_password"
        label="Contraseña actual"
        autoComplete="current-password"
      />
      <PasswordField
        control={form.control}
        name="new_password"
        label="Contraseña nueva"
        hint="Al menos 10 caracteres. Una frase larga es fácil de recordar."
        autoComplete="new-password"
      />
      <PasswordField
        control={form.control}
        name="repeated"
        label="Repita la contraseña nueva"
        autoComplete="new-password"
      />
      <Button type="submit" className={wide ? "w-full" : "w-full sm:w-auto"} loading={form.formState.isSubmitting}>
        {submitLabel}
      </Button>
    </FormShell>
  );
}

/** A wrong current password comes as 401 without naming a field. */
function atCurrentPassword(error: unknown) {
  if (!isApiError(error, 401) || error.fieldErrors.length > 0) return error;
  const message = "La contraseña actual no es correcta.";
  return new ApiError({ ...error.problem, errors: [{ field: "current_password", message }] });
}
