"use client";

import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { ErrorState } from "@/components/patterns/state-panel";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogDescription, DialogHeader, DialogTitle } from "@/components/ui/dialog";
import { Progress } from "@/components/ui/progress";
import { formatSize } from "@/entities/document/words";
import type { Patient } from "@/entities/patient/schema";
import { exportHref, exportsQuery, isBeingMade, type RecordExport } from "@/entities/record/exports";
import { formatDate, formatDateTime } from "@/lib/format";
import { messageOf } from "@/lib/problem";
import { useAskExport } from "../api";

type Props = { patient: Patient; onClose: () => void };

/** Asks for a copy of everything about a patient, shows how far it is, and gives it. */
export function ExportDialog({ patient, onClose }: Props) {
  const { data, error, refetch } = useQuery(exportsQuery(patient.id));
  const ask = useAskExport(patient.id);
  const busy = ask.isPending || data?.some(isBeingMade);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Copia de la historia</DialogTitle>
          <DialogDescription>
            Todo lo que la clínica guarda de {patient.full_name}: un resumen en PDF, los datos, los documentos y la
            huella de cada archivo. Las notas restringidas van solo si usted las lee. Pedirla y descargarla queda en el
            registro.
          </DialogDescription>
        </DialogHeader>
        {ask.error && <Alert variant="destructive">{messageOf(ask.error)}</Alert>}
        {error ? (
          <ErrorState bare error={error} what="las copias" onRetry={() => void refetch()} />
        ) : (
          <ul aria-label="Copias" aria-live="polite" className="divide-y divide-border">
            {data?.map((copy) => (
              <CopyLine key={copy.id} copy={copy} />
            ))}
          </ul>
        )}
        <div className="flex justify-end">
          <Button data-main loading={busy} onClick={() => ask.mutate()}>
            Preparar copia
          </Button>
        </div>
      </DialogContent>
    </Dialog>
  );
}

function CopyLine({ copy }: { copy: RecordExport }) {
  const asked = formatDateTime(copy.asked_at);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 py-2.5">
      <span className="min-w-0 flex-1 basis-48">
        <span className="block text-base">Pedida el {asked}</span>
        <span className="block text-xs text-muted-foreground">{stateOf(copy)}</span>
      </span>
      {isBeingMade(copy) && (
        <Progress className="w-28" value={(100 * copy.done) / copy.total} aria-label={`Copia pedida el ${asked}`} />
      )}
      {copy.state === "READY" && (
        <Button asChild variant="outline" size="sm">
          <a href={exportHref(copy.id)} download>
            <Download aria-hidden />
            Descargar<span className="sr-only"> la copia pedida el {asked}</span>
          </a>
        </Button>
      )}
    </li>
  );
}

function stateOf(copy: RecordExport) {
  if (copy.state === "READY") return `${formatSize(copy.size_bytes ?? 0)} · hasta el ${formatDate(copy.expires_at)}`;
  if (copy.state === "FAILED") return `No se pudo preparar. ${copy.error ?? ""}`;
  if (copy.state === "EXPIRED") return "Se borró a los siete días";
  return copy.done === 0 ? "En espera" : `${copy.done} de ${copy.total} partes`;
}
