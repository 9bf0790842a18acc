"use client";

import { LoaderCircle, TriangleAlert } from "lucide-react";
import { useRouter, useSearchParams } from "next/navigation";
import { lazy, Suspense, useEffect, useRef, useState, type FormEvent, type ReactElement } from "react";
import { CenteredCard } from "@/components/layout/centered-card";
import { Alert } from "@/components/ui/alert";
import { buttonVariants } from "@/components/ui/button-variants";
import { Input } from "@/components/ui/input";
import { useClinicAtTheDoor } from "@/hooks/use-clinic-at-the-door";
import { ask } from "@/lib/http";
import { isApiError, messageOf } from "@/lib/problem";
import { safeReturn } from "@/lib/return-path";
import type { Attempts } from "./failed-attempts";
import { PasswordInput } from "./password-input";

// Shown to few, so fetched for those alone.
const FailedAttempts = lazy(() => import("./failed-attempts"));

// The first page of the day, on whatever connection there is: two fields need neither the form
// library, the primitives nor the query client of the pages behind it, so it carries none.

type Missing = { email?: string; password?: string };

const missingIn = ({ email, password }: Credentials): Missing => ({
  email: /^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email) ? undefined : "Escriba un correo como nombre@dominio.com.",
  password: password ? undefined : "Escriba su contraseña.",
});

type Credentials = { email: string; password: string };

const attemptsIn = (body: unknown) => (body as { failed_attempts?: Attempts | null }).failed_attempts ?? null;

/** Where many enter at once, the service asks to come back in a moment. */
const A_MOMENT = 2;

async function enter(body: Credentials, triesLeft = 3): Promise<Attempts | null> {
  try {
    return attemptsIn((await ask("/auth/login", { method: "POST", body })).body);
  } catch (error) {
    const seconds = isApiError(error, 429) ? error.retryAfter : null;
    if (triesLeft === 0 || seconds === null || seconds > A_MOMENT) throw error;
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    return enter(body, triesLeft - 1);
  }
}

export function LoginPage() {
  const router = useRouter();
  const back = useSearchParams().get("volver");
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [tried, setTried] = useState(false);
  const [pending, setPending] = useState(false);
  const [failure, setFailure] = useState<string | null>(null);
  const [wait, setWait] = useCountdown();
  const [attempts, setAttempts] = useState<Attempts | null>(null);
  // Those made here are known to whoever made them.
  const own = useRef(0);
  const clinic = useClinicAtTheDoor();
  const emailRef = useRef<HTMLInputElement>(null);
  const passwordRef = useRef<HTMLInputElement>(null);

  const given = { email: email.trim(), password };
  const missing = tried ? missingIn(given) : {};

  async function submit(event: FormEvent) {
    event.preventDefault();
    setTried(true);
    const wrong = missingIn(given);
    if (wrong.email) return emailRef.current?.focus();
    if (wrong.password) return passwordRef.current?.focus();
    setPending(true);
    setFailure(null);
    try {
      const failed = await enter(given);
      if (failed && failed.count > own.current) setAttempts({ ...failed, count: failed.count - own.current });
      else router.replace(safeReturn(back));
    } catch (error) {
      setPending(false);
      setFailure(sentenceFor(error));
      if (isApiError(error, 429)) setWait(error.retryAfter ?? 60);
      if (isApiError(error, 401)) {
        own.current += 1;
        setTried(false);
        setPassword("");
        passwordRef.current?.focus();
      }
    }
  }

  if (attempts)
    return (
      <CenteredCard title="Antes de continuar" clinic={clinic}>
        <div className="space-y-4">
          <Suspense>
            <FailedAttempts {...attempts} />
          </Suspense>
          <button
            type="button"
            autoFocus
            className={`${buttonVariants()} w-full`}
            onClick={() => router.replace(safeReturn(back))}
          >
            Continuar
          </button>
        </div>
      </CenteredCard>
    );

  return (
    <CenteredCard
      title="Ingresar"
      clinic={clinic}
      footer="¿Olvidó su contraseña? Pídale una temporal a la administración."
    >
      <form onSubmit={submit} noValidate className="space-y-4">
        {failure && <Alert variant="destructive">{failure}</Alert>}
        {back && !failure && <Alert>Ingrese para volver a donde estaba.</Alert>}
        <Field id="email" label="Correo" error={missing.email}>
          {(aria) => (
            <Input
              {...aria}
              ref={emailRef}
              type="email"
              value={email}
              onChange={(event) => setEmail(event.target.value)}
              // While the password is typed, the page that follows is already on its way.
              onBlur={() => router.prefetch(safeReturn(back))}
              autoComplete="username"
              autoCapitalize="none"
              autoFocus
            />
          )}
        </Field>
        <Field id="password" label="Contraseña" error={missing.password}>
          {(aria) => (
            <PasswordInput
              {...aria}
              ref={passwordRef}
              value={password}
              onChange={(event) => setPassword(event.target.value)}
              autoComplete="current-password"
            />
          )}
        </Field>
        <button
          type="submit"
          className={`${buttonVariants()} w-full`}
          disabled={pending || wait > 0}
          aria-busy={pending || undefined}
        >
          {pending && <LoaderCircle className="animate-spin" aria-hidden />}
          {wait > 0 ? `Espere ${wait} s` : "Ingresar"}
        </button>
      </form>
    </CenteredCard>
  );
}

type Aria = { id: string; name: string; "aria-invalid"?: true; "aria-describedby"?: string };

function Field({
  id,
  label,
  error,
  children,
}: {
  id: string;
  label: string;
  error?: string;
  children: (aria: Aria) => ReactElement;
}) {
  return (
    <div className="space-y-1.5">
      <label htmlFor={id} className="select-none text-sm font-medium">
        {label}
      </label>
      {children({ id, name: id, ...(error && { "aria-invalid": true, "aria-describedby": `${id}-error` }) })}
      {error && (
        <p id={`${id}-error`} className="flex items-start gap-1 text-xs text-destructive">
          <TriangleAlert className="mt-px size-3.5 shrink-0" aria-hidden />
          {error}
        </p>
      )}
    </div>
  );
}

function sentenceFor(error: unknown) {
  if (isApiError(error, 401)) return "El correo o la contraseña no coinciden.";
  // The service says how long to wait; a limit before it may say nothing.
  if (isApiError(error, 429))
    return error.problem.detail ?? "Demasiados intentos seguidos. Espere un momento y vuelva a probar.";
  return messageOf(error);
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
