"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Ban, Copy, FileKey2, FileText, Mail, Pill, Plus } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { Patient } from "@/entities/patient/schema";
import { prescriptionPdf, prescriptionsQuery } from "@/entities/prescription/queries";
import type { Prescription } from "@/entities/prescription/schema";
import { useUrlState } from "@/hooks/use-url-state";
import { formatDate, formatDateTime } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan, useMe } from "@/lib/session";
import { announce, notifyError } from "@/lib/toast";
import { LoadMore } from "../load-more";
import { RowsSkeleton } from "../rows-skeleton";
import { useAnnulPrescription, useMailPrescription } from "./api";
import { repeated } from "./forms";
import { MedicinesSheet } from "./medicines-sheet";
import { PrescriptionWriter } from "./prescription-writer";

const OwnSignature = lazy(() => import("./own-signature").then((file) => file.OwnSignature));

/** `?receta=nueva` writes one, `?receta=12` begins with what that one said. */
export function PrescriptionsTab({ patient }: { patient: Patient }) {
  const url = useUrlState();
  const canWrite = useCan("records:sign");
  const pages = useInfiniteQuery(prescriptionsQuery(patient.id));
  const [listing, setListing] = useState(false);
  const [signing, setSigning] = useState(false);
  const { data, error, refetch } = pages;
  const wanted = canWrite ? url.get("receta") : null;
  const write = (from: Prescription | null = null) => url.set({ receta: from?.id ?? "nueva" });
  const close = () => url.set({ receta: null });

  if (!data)
    return error ? (
      <ErrorState error={error} what="las recetas" onRetry={() => void refetch()} />
    ) : (
      <RowsSkeleton label="las recetas" />
    );
  const prescriptions = data.pages.flatMap((page) => page.data);
  if (wanted) {
    const from = prescriptions.find(({ id }) => String(id) === wanted);
    return (
      <PrescriptionWriter
        key={wanted}
        patient={patient}
        initial={from && repeated(from)}
        onIssued={close}
        onClose={close}
      />
    );
  }
  return (
    <>
      {prescriptions.length === 0 ? (
        <EmptyState
          icon={Pill}
          title="Sin recetas"
          action={
            canWrite && (
              <span className="flex flex-wrap justify-center gap-2">
                <Button onClick={() => write()}>Escribir receta</Button>
                <Button variant="outline" onClick={() => setListing(true)}>
                  Medicamentos y favoritas
                </Button>
                <Button variant="outline" onClick={() => setSigning(true)}>
                  Firma electrónica
                </Button>
              </span>
            )
          }
        >
          Aquí queda cada receta, numerada y como se imprimió.
        </EmptyState>
      ) : (
        <section aria-label="Recetas" className="overflow-hidden rounded-xl border border-border bg-card shadow-1">
          <header className="flex min-h-12 flex-wrap items-center gap-2 border-b border-border px-4 py-2">
            <h2 className="flex-1 text-lg font-semibold tracking-[-0.01em] max-sm:basis-full">Recetas</h2>
            {canWrite && (
              <>
                <Button variant="outline" size="sm" className="max-sm:flex-1" onClick={() => setSigning(true)}>
                  Firma electrónica
                </Button>
                <Button variant="outline" size="sm" className="max-sm:flex-1" onClick={() => setListing(true)}>
                  Medicamentos y favoritas
                </Button>
                <Button size="sm" className="max-sm:flex-1" onClick={() => write()}>
                  <Plus aria-hidden />
                  Escribir receta
                </Button>
              </>
            )}
          </header>
          <ul className="divide-y divide-border">
            {prescriptions.map((one) => (
              <Row
                key={one.id}
                prescription={one}
                patient={patient}
                onRepeat={canWrite ? () => write(one) : undefined}
              />
            ))}
          </ul>
          <LoadMore pages={pages} what="recetas" />
        </section>
      )}
      {signing && <OwnSignature onClose={() => setSigning(false)} />}
      {listing && <MedicinesSheet onClose={() => setListing(false)} />}
    </>
  );
}

type RowProps = { prescription: Prescription; patient: Patient; onRepeat?: () => void };

function Row({ prescription, patient, onRepeat }: RowProps) {
  const { number, items, diagnoses, annulled, prescriber } = prescription;
  const mine = useMe().id;
  const annul = useAnnulPrescription(prescription);
  const mail = useMailPrescription(prescription);
  const [asking, setAsking] = useState(false);
  return (
    <li aria-label={`Receta ${number}`} className="space-y-2 px-4 py-3">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <span className="font-mono text-sm">{number}</span>
        <span className="text-base font-medium">{formatDate(prescription.issued_at)}</span>
        <span className="min-w-0 text-sm text-muted-foreground max-sm:order-last max-sm:basis-full sm:flex-1">
          {prescriber.name} · {diagnoses.map(({ code }) => code).join(", ")}
        </span>
        {annulled ? (
          <Badge variant="danger" className="ml-auto">
            Anulada
          </Badge>
        ) : (
          <span className="ml-auto text-xs text-muted-foreground">
            Vale hasta el {formatDate(prescription.valid_until)}
          </span>
        )}
      </div>
      <ul aria-label={`Medicamentos de la receta ${number}`} className="space-y-1 text-base">
        {items.map((item) => (
          <li key={item.medicine_id} className={annulled ? "text-muted-foreground line-through" : undefined}>
            <span className="font-medium">
              {item.dci} {item.concentration}
            </span>
            , {item.dose} {item.frequency}, por {item.days} {item.days === 1 ? "día" : "días"} ({item.quantity})
            {item.allergy && (
              <span className="block text-sm text-danger-fg">
                Alergia registrada a {item.allergy}; se recetó porque: {item.allergy_answer}
              </span>
            )}
          </li>
        ))}
      </ul>
      {prescription.signature && (
        <p className="flex items-center gap-1.5 text-sm text-muted-foreground">
          <FileKey2 className="size-4 shrink-0" aria-hidden />
          Firmada electrónicamente por {prescription.signature.holder}
        </p>
      )}
      {annulled && (
        <p className="text-sm text-muted-foreground">
          La anuló {annulled.by.name}, {formatDateTime(annulled.at)}: {annulled.reason}
        </p>
      )}
      <div className="flex flex-wrap gap-2 max-sm:[&>*]:flex-1">
        <Button variant="outline" size="sm" asChild>
          <a href={prescriptionPdf(prescription.id)} target="_blank" rel="noreferrer">
            <FileText aria-hidden />
            Imprimir
          </a>
        </Button>
        {onRepeat && (
          <Button variant="outline" size="sm" onClick={onRepeat}>
            <Copy aria-hidden />
            Repetir
          </Button>
        )}
        {onRepeat && !annulled && (
          <>
            {patient.email && (
              <Button
                variant="outline"
                size="sm"
                loading={mail.isPending}
                onClick={() =>
                  mail.mutate(null, {
                    onSuccess: () => announce(`La receta irá a ${patient.email}`),
                    onError: (error) => notifyError(error),
                  })
                }
              >
                <Mail aria-hidden />
                Enviar por correo
              </Button>
            )}
            {prescriber.id === String(mine) && (
              <Button variant="ghost" size="sm" onClick={() => setAsking(true)}>
                <Ban aria-hidden />
                Anular
              </Button>
            )}
          </>
        )}
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Anular la receta ${number}`}
        description="Queda anulada con su motivo, y su número no se usa otra vez. Si el paciente ya la lleva, pídale el papel."
        confirmLabel="Anular receta"
        reason
        onConfirm={async (reason) => {
          await annul.mutateAsync(reason);
          announce(`Receta ${number} anulada`);
        }}
      />
    </li>
  );
}
