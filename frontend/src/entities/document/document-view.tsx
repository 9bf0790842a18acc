"use client";

import { Download, ExternalLink, Highlighter, PencilLine, Printer, RotateCcw, Trash2 } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { DetailList } from "@/components/patterns/detail-list";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import {
  Sheet,
  SheetBody,
  SheetContent,
  SheetDescription,
  SheetFooter,
  SheetHeader,
  SheetTitle,
} from "@/components/ui/sheet";
import { annotatedPath, contentPath } from "./queries";
import type { PatientDocument } from "./schema";
import { documentSummary, formatSize, isDicom, isImage, KIND_LABEL, seriesOf } from "./words";
import { formatDateTime } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { notify, notifyError } from "@/lib/toast";
import { useRestore, useWithdraw } from "./api";

const AnnotateSheet = lazy(() => import("./annotate-sheet").then((file) => file.AnnotateSheet));
const AnnotationLayer = lazy(() => import("./annotation-layer").then((file) => file.AnnotationLayer));
const EditDocumentSheet = lazy(() => import("./edit-document-sheet").then((file) => file.EditDocumentSheet));

/** One document, looked at; whoever attaches corrects it, withdraws it with a reason, and brings it back. */
export function DocumentView({ document, onClose }: { document: PatientDocument; onClose: () => void }) {
  const canWrite = useCan("documents:write");
  const withdraw = useWithdraw();
  const restore = useRestore();
  const [act, setAct] = useState<"annotate" | "edit" | "withdraw" | null>(null);
  const [layer, setLayer] = useState(true);
  const address = contentPath(document);
  if (act === "edit") return <EditDocumentSheet document={document} onClose={onClose} />;
  if (act === "annotate") return <AnnotateSheet document={document} onClose={onClose} />;
  const bringBack = (gone: PatientDocument) =>
    restore.mutateAsync(gone).then(
      () => notify("Documento recuperado"),
      (error: unknown) => notifyError(error),
    );
  return (
    <>
      <Sheet open onOpenChange={(open) => !open && onClose()}>
        <SheetContent size="wide">
          <SheetHeader>
            <SheetTitle>{document.title}</SheetTitle>
            <SheetDescription>{documentSummary(document)}</SheetDescription>
          </SheetHeader>
          <SheetBody className="space-y-4">
            {document.withdrawn && (
              <Alert variant="warning">
                Lo retiró {document.withdrawn.by.name} el {formatDateTime(document.withdrawn.at)}:{" "}
                {document.withdrawn.reason}
              </Alert>
            )}
            {isImage(document) ? (
              <>
                <a
                  href={address}
                  target="_blank"
                  rel="noreferrer"
                  aria-label="Ver la imagen entera"
                  className="grid place-items-center overflow-hidden rounded-lg border border-border bg-muted"
                >
                  <span className="relative">
                    {/* eslint-disable-next-line @next/next/no-img-element -- Next resizes nothing in a static export */}
                    <img
                      src={address}
                      alt={document.title}
                      width={document.width ?? undefined}
                      height={document.height ?? undefined}
                      className="max-h-[60dvh] w-auto"
                    />
                    {document.annotated && layer && <AnnotationLayer document={document} />}
                  </span>
                </a>
                {document.annotated && (
                  <div className="flex flex-wrap items-center gap-3">
                    <label className="flex min-h-11 items-center gap-2 text-sm md:min-h-8">
                      <Checkbox checked={layer} onCheckedChange={(on) => setLayer(on === true)} />
                      Mostrar anotaciones
                    </label>
                    <Button variant="outline" size="sm" asChild>
                      <a href={annotatedPath(document)} target="_blank" rel="noreferrer">
                        <Printer aria-hidden />
                        Imprimir con anotaciones
                      </a>
                    </Button>
                  </div>
                )}
              </>
            ) : (
              <Button variant="outline" asChild>
                <a href={address} target="_blank" rel="noreferrer">
                  {document.media_type === "application/pdf" ? <ExternalLink aria-hidden /> : <Download aria-hidden />}
                  {document.media_type === "application/pdf" ? "Abrir el PDF" : "Guardar el DICOM"}
                </a>
              </Button>
            )}
            {isDicom(document) && (
              <Alert>
                El DICOM se guarda como vino: lleva dentro el nombre, el documento y la fecha de nacimiento que puso el
                equipo. Quien reciba el archivo los lee.
              </Alert>
            )}
            <DetailList
              columns={2}
              items={[
                { label: "Tipo", value: KIND_LABEL[document.kind] },
                { label: "Tamaño", value: sizeOf(document) },
                { label: "Serie", value: seriesOf(document), wide: true },
                { label: "Nota", value: document.note, wide: true },
                {
                  label: "Lo adjuntó",
                  value: `${document.added_by.name}, ${formatDateTime(document.created_at)}`,
                  wide: true,
                },
                {
                  label: "Huella",
                  value: <span className="break-all font-mono text-xs">{document.sha256}</span>,
                  wide: true,
                },
              ]}
            />
          </SheetBody>
          {canWrite && (
            <SheetFooter>
              {document.withdrawn ? (
                <Button onClick={() => void bringBack(document).then(onClose)}>
                  <RotateCcw aria-hidden />
                  Recuperar documento
                </Button>
              ) : (
                <>
                  <Button
                    variant="ghost"
                    className="text-destructive hover:text-destructive"
                    onClick={() => setAct("withdraw")}
                  >
                    <Trash2 aria-hidden />
                    Retirar
                  </Button>
                  {isImage(document) && (
                    <Button variant="outline" onClick={() => setAct("annotate")}>
                      <Highlighter aria-hidden />
                      Anotar
                    </Button>
                  )}
                  <Button variant="outline" onClick={() => setAct("edit")}>
                    <PencilLine aria-hidden />
                    Corregir
                  </Button>
                </>
              )}
            </SheetFooter>
          )}
        </SheetContent>
      </Sheet>
      <ConfirmDialog
        open={act === "withdraw"}
        onOpenChange={() => setAct(null)}
        title={`Retirar «${document.title}»`}
        description="Deja de verse entre los documentos del paciente. No se borra: queda en «Retirados», con el motivo, y se puede recuperar."
        confirmLabel="Retirar documento"
        reason
        onConfirm={async (reason) => {
          const gone = await withdraw.mutateAsync({ document, reason });
          notify("Documento retirado", { undo: () => void bringBack(gone) });
          onClose();
        }}
      />
    </>
  );
}

const sizeOf = ({ width, height, size_bytes }: PatientDocument) =>
  width && height ? `${width} × ${height}, ${formatSize(size_bytes)}` : formatSize(size_bytes);
