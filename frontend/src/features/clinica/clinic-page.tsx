"use client";

import { useQuery } from "@tanstack/react-query";
import { useRef, useState, type ChangeEvent, type FormEvent } from "react";
import { useUnsaved } from "@/components/form/use-unsaved";
import { RequirePermission } from "@/components/patterns/can";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { ErrorState } from "@/components/patterns/state-panel";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { Skeleton } from "@/components/ui/skeleton";
import { ClinicColour, ClinicMark } from "@/entities/clinic/clinic-brand";
import { clinicQuery, useChangeClinic } from "@/entities/clinic/queries";
import { base64Of } from "@/lib/base64";
import { brandOf, MIN_CONTRAST, SUITE_ACCENT } from "@/lib/brand";
import type { Clinic } from "@/lib/clinic-memory";
import { messageOf } from "@/lib/problem";
import { notify, notifyError } from "@/lib/toast";
import { CompanyCard } from "./company-card";

const MAX_LOGO = 200 * 1024;

export function ClinicPage() {
  return (
    <RequirePermission permission="clinic:write" what="los datos de la clínica">
      <LoadedClinic />
    </RequirePermission>
  );
}

function LoadedClinic() {
  const query = useQuery(clinicQuery);
  return (
    <PageBody narrow>
      <PageHeader title="Clínica" subtitle="El nombre, el color y el logotipo que todos ven." />
      {query.data ? (
        <>
          <Presentation key={query.data.version} clinic={query.data} />
          <Logo clinic={query.data} />
          <CompanyCard key={`company-${query.data.version}`} clinic={query.data} />
        </>
      ) : query.error ? (
        <ErrorState error={query.error} what="la clínica" onRetry={() => void query.refetch()} />
      ) : (
        <Skeleton className="h-64 w-full rounded-xl" />
      )}
    </PageBody>
  );
}

function Presentation({ clinic }: { clinic: Clinic }) {
  const change = useChangeClinic();
  const [name, setName] = useState(clinic.name);
  const [accent, setAccent] = useState(clinic.accent);
  const dirty = name !== clinic.name || accent !== clinic.accent;
  const found = brandOf(accent ?? SUITE_ACCENT).contrast;
  const legible = accent === null || Math.min(found.light, found.dark) >= MIN_CONTRAST;
  useUnsaved(dirty);

  function save(event: FormEvent) {
    event.preventDefault();
    if (!name.trim() || !legible) return;
    change.mutate(
      { what: "presentation", version: clinic.version, body: { name: name.trim(), accent } },
      { onSuccess: () => notify("Datos de la clínica guardados") },
    );
  }

  return (
    <Card>
      <CardHeader>
        <CardTitle>Nombre y color</CardTitle>
        <CardDescription>El color se ve en esta página mientras lo elige.</CardDescription>
      </CardHeader>
      <CardContent>
        {legible && dirty && <ClinicColour accent={accent ?? SUITE_ACCENT} />}
        <form onSubmit={save} noValidate className="space-y-4">
          {change.error && <Alert variant="destructive">{messageOf(change.error)}</Alert>}
          <div className="space-y-1.5">
            <Label htmlFor="clinic-name">Nombre</Label>
            <Input
              id="clinic-name"
              value={name}
              maxLength={60}
              aria-invalid={!name.trim() || undefined}
              onChange={(event) => setName(event.target.value)}
            />
            {!name.trim() && <p className="text-xs text-destructive">Escriba el nombre de la clínica.</p>}
          </div>
          <div className="space-y-1.5">
            <Label htmlFor="clinic-accent">Color</Label>
            <div className="flex flex-wrap items-center gap-3">
              <input
                id="clinic-accent"
                type="color"
                value={accent ?? SUITE_ACCENT}
                aria-describedby="clinic-contrast"
                onChange={(event) => setAccent(event.target.value)}
                className="h-9 w-16 rounded-md border border-input bg-card p-1"
              />
              <span className="font-mono text-sm">{accent ?? SUITE_ACCENT}</span>
              {accent !== null && (
                <Button variant="ghost" size="sm" onClick={() => setAccent(null)}>
                  Usar el color original
                </Button>
              )}
            </div>
            <p
              id="clinic-contrast"
              role="status"
              className={legible ? "text-xs text-muted-foreground" : "text-xs text-destructive"}
            >
              Contraste del texto: {ratio(found.light)} en claro y {ratio(found.dark)} en oscuro.{" "}
              {legible ? "Se lee bien." : "Hace falta 4,5:1 en los dos. Elija uno más oscuro."}
            </p>
          </div>
          <div className="flex justify-end gap-2">
            <Button
              variant="outline"
              disabled={!dirty}
              onClick={() => {
                setName(clinic.name);
                setAccent(clinic.accent);
              }}
            >
              Descartar
            </Button>
            <Button type="submit" disabled={!dirty || !legible || !name.trim()} loading={change.isPending}>
              Guardar
            </Button>
          </div>
        </form>
      </CardContent>
    </Card>
  );
}

/** Cut, not rounded: 4,49 is not 4,5. */
const ratio = (value: number) => `${(Math.floor(value * 10) / 10).toFixed(1).replace(".", ",")}:1`;

function Logo({ clinic }: { clinic: Clinic }) {
  const change = useChangeClinic();
  const input = useRef<HTMLInputElement>(null);

  async function send(body: { image: string } | null) {
    try {
      await change.mutateAsync({ what: "logo", version: clinic.version, body });
      notify(body ? "Logotipo cambiado" : "Logotipo quitado");
    } catch (error) {
      notifyError(error);
    }
  }

  async function choose(event: ChangeEvent<HTMLInputElement>) {
    const file = event.target.files?.[0];
    event.target.value = "";
    if (!file) return;
    if (file.size > MAX_LOGO) return setTooBig(file.size);
    setTooBig(null);
    await send({ image: await base64Of(file) });
  }
  const [tooBig, setTooBig] = useState<number | null>(null);

  return (
    <Card>
      <CardHeader>
        <CardTitle>Logotipo</CardTitle>
        <CardDescription>Una imagen PNG, JPEG o WebP de hasta 200 kB; cuadrada se ve mejor.</CardDescription>
      </CardHeader>
      <CardContent className="space-y-3">
        {tooBig !== null && (
          <Alert variant="destructive">La imagen pesa {Math.ceil(tooBig / 1024)} kB; use una de hasta 200 kB.</Alert>
        )}
        <div className="flex flex-wrap items-center gap-3">
          <ClinicMark className="size-12" />
          <input
            ref={input}
            type="file"
            aria-label="Archivo del logotipo"
            accept="image/png,image/jpeg,image/webp"
            className="sr-only"
            tabIndex={-1}
            onChange={(event) => void choose(event)}
          />
          <Button variant="outline" loading={change.isPending} onClick={() => input.current?.click()}>
            Elegir imagen
          </Button>
          {clinic.logo && (
            <Button variant="ghost" disabled={change.isPending} onClick={() => void send(null)}>
              Quitar
            </Button>
          )}
        </div>
      </CardContent>
    </Card>
  );
}
