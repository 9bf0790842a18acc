"use client";

import { useQuery } from "@tanstack/react-query";
import { Download, Printer } from "lucide-react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Switch } from "@/components/ui/switch";
import { refreshCopy } from "@/entities/outage/keeper";
import { packageHref } from "@/entities/outage/queries";
import { formatDateTime } from "@/lib/format";
import { canKeep, forgetCopy, isWanted, madeAt, OUTAGE_COPY, want } from "@/lib/outage-copy";
import { announce, notifyError } from "@/lib/toast";

const KEY = ["outage-copy"];

/** The day on paper: printed, downloaded, or kept on this device. */
export function CopyCard() {
  const { data, refetch } = useQuery({
    queryKey: KEY,
    queryFn: async () => ({ able: canKeep(), wanted: isWanted(), made: await madeAt() }),
    refetchInterval: 30_000,
  });

  async function keepHere(wanted: boolean) {
    want(wanted);
    if (wanted) await refreshCopy(0);
    else await forgetCopy();
    await refetch();
    announce(wanted ? "Este equipo guarda una copia" : "La copia se borró de este equipo");
  }

  return (
    <section aria-labelledby="copia" className="space-y-3 rounded-xl border border-border bg-card p-4 shadow-1">
      <h2 id="copia" className="text-lg font-semibold tracking-[-0.01em]">
        La agenda de hoy en papel
      </h2>
      <p className="text-sm text-muted-foreground">
        Las citas que faltan, las alertas de cada paciente, una hoja por cita y seis en blanco. Cada hoja lleva un
        código que, leído con el teléfono, vuelve a su cita.
      </p>
      <div className="flex flex-wrap gap-2">
        <Button asChild>
          <a href={packageHref} target="_blank" rel="noreferrer">
            <Printer aria-hidden />
            Abrir e imprimir
          </a>
        </Button>
        <Button asChild variant="outline">
          <a href={packageHref} download>
            <Download aria-hidden />
            Descargar
          </a>
        </Button>
      </div>
      {data?.able && (
        <div className="flex items-start gap-3 border-t border-border pt-3">
          <Switch
            id="guardar-copia"
            checked={data.wanted}
            onCheckedChange={(on) => void keepHere(on).catch(notifyError)}
            className="mt-0.5"
          />
          <label htmlFor="guardar-copia" className="min-w-0 text-sm">
            <span className="font-medium">Guardar siempre una copia en este equipo</span>
            <span className="block text-muted-foreground">
              Se renueva cada diez minutos mientras haya una página abierta, y se abre aunque la clínica no responda.
              Contiene datos de salud: solo en equipos de la clínica. Al cerrar la sesión se borra.
            </span>
            {data.made && (
              <a
                href={OUTAGE_COPY}
                target="_blank"
                rel="noreferrer"
                className="mt-1 inline-block underline underline-offset-2"
              >
                Copia del {formatDateTime(data.made)}
              </a>
            )}
          </label>
        </div>
      )}
      {data?.able === false && (
        <Alert>
          Este navegador no guarda copias: hace falta entrar por una dirección segura (https). Descárguela o imprímala.
        </Alert>
      )}
    </section>
  );
}
