"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useEffect, useState } from "react";
import { FormShell } from "@/components/form/form-shell";
import { TextField } from "@/components/form/fields";
import { useZodForm } from "@/components/form/use-zod-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { ApiError, isApiError } from "@/lib/problem";
import { safeReturn, useLogin, type Credentials } from "@/lib/session";
import { credentialsSchema } from "../schemas";
import { CenteredCard } from "./centered-card";
import { PasswordField } from "./password-field";

export function LoginPage() {
  const router = useRouter();
  const back = useSearchParams().get("volver");
  const login = useLogin();
  const form = useZodForm(credentialsSchema, { defaultValues: { email: "", password: "" } });
  const [wait, setWait] = useCountdown();

  async function submit(credentials: Credentials) {
    try {
      await login.mutateAsync(credentials);
    } catch (error) {
      if (isApiError(error, 429)) setWait(error.retryAfter ?? 60);
      if (isApiError(error, 401)) {
        form.resetField("password");
        form.setFocus("password");
      }
      throw inOurWords(error);
    }
    router.replace(safeReturn(back));
  }

  return (
    <CenteredCard title="Ingresar" footer="¿Olvidó su contraseña? Pídale una temporal a la administración.">
      <FormShell form={form} onSubmit={submit}>
        {back && !form.formState.isSubmitted && <Alert>Ingrese para volver a donde estaba.</Alert>}
        <TextField control={form.control} name="email" label="Correo" type="email" autoComplete="username" autoCapitalize="none" autoFocus />
        <PasswordField control={form.control} name="password" label="Contraseña" autoComplete="current-password" />
        <Button type="submit" className="w-full" loading={form.formState.isSubmitting} disabled={wait > 0}>
          {wait > 0 ? `Espera ${wait} s` : "Ingresar"}
        </Button>
      </FormShell>
    </CenteredCard>
  );
}

function inOurWords(error: unknown) {
  if (!(error instanceof ApiError)) return error;
  if (error.status === 401) return new ApiError({ ...error.problem, errors: undefined, detail: "El correo o la contraseña no coinciden." });
  if (error.status === 429) return new ApiError({ ...error.problem, errors: undefined, detail: "Demasiados intentos seguidos. Espere un momento y vuelva a probar." });
  return error;
}

/** Seconds left, counted down to zero. */
function useCountdown() {
  const [left, setLeft] = useState(0);
  useEffect(() => {
    if (left <= 0) return;
    const timer = setTimeout(() => setLeft(left - 1), 1000);
    return () => clearTimeout(timer);
  }, [left]);
  return [left, setLeft] as const;
}
