"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Dialog as DialogPrimitive } from "radix-ui";
import { useId, useState, type FormEvent } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { isApiError, messageOf } from "@/lib/problem";
import { login, meQuery, sessionRenewed, type Me } from "@/lib/session";

type RenewalProps = { open: boolean; onRenewed: () => void; onLeave: () => void };

/**
 * The session ended while something typed was not saved yet. The page stays as it was, out of
 * sight, until the same person gives the password again.
 */
export function SessionRenewal({ open, onRenewed, onLeave }: RenewalProps) {
  const client = useQueryClient();
  const me = client.getQueryData<Me>(meQuery.queryKey);
  return (
    <DialogPrimitive.Root open={open && me !== undefined}>
      <DialogPrimitive.Portal>
        {/* Nobody reads a patient's record over the shoulder of an ended session. */}
        <DialogPrimitive.Overlay className="fixed inset-0 z-[60] bg-background" />
        <DialogPrimitive.Content
          onEscapeKeyDown={(event) => event.preventDefault()}
          onInteractOutside={(event) => event.preventDefault()}
          className="fixed left-1/2 top-1/2 z-[60] w-[calc(100%-2rem)] max-w-[380px] -translate-x-1/2 -translate-y-1/2 rounded-xl border border-border bg-card p-5 shadow-1 outline-none sm:p-6"
        >
          <DialogPrimitive.Title className="text-xl font-semibold tracking-title">
            Su sesión terminó
          </DialogPrimitive.Title>
          <DialogPrimitive.Description className="mt-1 text-sm text-muted-foreground">
            Lo que estaba escribiendo sigue aquí. Ingrese su contraseña para continuar donde estaba.
          </DialogPrimitive.Description>
          {me && <RenewalForm email={me.email} onRenewed={onRenewed} onLeave={onLeave} />}
        </DialogPrimitive.Content>
      </DialogPrimitive.Portal>
    </DialogPrimitive.Root>
  );
}

function RenewalForm({ email, onRenewed, onLeave }: { email: string } & Pick<RenewalProps, "onRenewed" | "onLeave">) {
  const id = useId();
  const client = useQueryClient();
  const [password, setPassword] = useState("");
  const renew = useMutation({
    mutationFn: () => login({ email, password }),
    meta: { handles401: true },
    onSuccess: ({ user }) => {
      sessionRenewed(client, user);
      onRenewed();
    },
  });

  function submit(event: FormEvent) {
    event.preventDefault();
    event.stopPropagation();
    if (password) renew.mutate();
  }

  return (
    <form onSubmit={submit} className="mt-5 space-y-4" noValidate>
      {renew.error && <Alert variant="destructive">{sentenceFor(renew.error)}</Alert>}
      <div className="space-y-1.5">
        <Label htmlFor={`${id}-email`}>Correo</Label>
        <Input id={`${id}-email`} type="email" value={email} readOnly autoComplete="username" tabIndex={-1} />
      </div>
      <div className="space-y-1.5">
        <Label htmlFor={`${id}-password`}>Contraseña</Label>
        <Input
          id={`${id}-password`}
          type="password"
          value={password}
          autoFocus
          autoComplete="current-password"
          onChange={(event) => setPassword(event.target.value)}
        />
      </div>
      <div className="flex flex-col gap-2">
        <Button type="submit" loading={renew.isPending} disabled={!password}>
          Continuar
        </Button>
        <Button variant="ghost" onClick={onLeave}>
          Salir y perder lo que no se guardó
        </Button>
      </div>
    </form>
  );
}

function sentenceFor(error: unknown) {
  if (isApiError(error, 401)) return "La contraseña no coincide.";
  if (isApiError(error, 429)) return "Demasiados intentos seguidos. Espere un momento y vuelva a probar.";
  return messageOf(error);
}
