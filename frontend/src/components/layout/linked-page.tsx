"use client";

import { LoaderCircle } from "lucide-react";
import { useEffect, useState, type ReactNode } from "react";
import { CenteredCard } from "@/components/layout/centered-card";
import { Alert } from "@/components/ui/alert";
import { useClinicAtTheDoor } from "@/hooks/use-clinic-at-the-door";
import { ask } from "@/lib/http";
import { useLink } from "@/lib/link";
import { messageOf } from "@/lib/problem";

const NO_LINK = "Falta una parte del enlace. Ábralo o cópielo entero, como llegó.";

// Like the login, it opens on whatever phone somebody has: it carries no library of the pages behind the login.

export type Linked<T> = {
  shared: T;
  link: string;
  clinic: ReturnType<typeof useClinicAtTheDoor>;
  /** What it is now, as an act by the link answered. */
  onChange: (shared: T) => void;
};

/** `what` is said while it comes: «el texto». */
type Props<T> = { path: string; title: string; what: string; children: (linked: Linked<T>) => ReactNode };

/** What whoever has a link sees of its one thing, without entering. */
export function LinkedPage<T>({ path, title, what, children }: Props<T>) {
  const clinic = useClinicAtTheDoor();
  const link = useLink();
  const [shared, setShared] = useState<T | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  useEffect(() => {
    if (!link) return;
    const leaving = new AbortController();
    void ask(path, { link, signal: leaving.signal }).then(
      ({ body }) => setShared(body as T),
      (error: unknown) => leaving.signal.aborted || setFailure(messageOf(error)),
    );
    return () => leaving.abort();
  }, [link, path]);

  const said = link === "" ? NO_LINK : failure;
  if (said)
    return (
      <CenteredCard title="No se puede abrir" clinic={clinic}>
        <Alert variant="destructive">{said}</Alert>
      </CenteredCard>
    );
  if (!shared || !link)
    return (
      <CenteredCard title={title} clinic={clinic}>
        <p role="status" aria-label={`Cargando ${what}`} className="flex h-40 items-center justify-center">
          <LoaderCircle className="size-5 animate-spin text-muted-foreground" aria-hidden />
        </p>
      </CenteredCard>
    );
  return children({ shared, link, clinic, onChange: setShared });
}
