"use client";

import { useQuery } from "@tanstack/react-query";
import { FileKey2, Trash2 } from "lucide-react";
import { useState } from "react";
import { CertificateDialog } from "@/components/patterns/certificate-dialog";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { DetailList } from "@/components/patterns/detail-list";
import { ErrorState } from "@/components/patterns/state-panel";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import {
  Sheet,
  SheetBody,
  SheetContent,
  SheetDescription,
  SheetFooter,
  SheetHeader,
  SheetTitle,
} from "@/components/ui/sheet";
import { ownSignatureQuery } from "@/entities/prescription/queries";
import { formatDate, formatDateTime } from "@/lib/format";
import { notify } from "@/lib/toast";
import { useKeepSignature, useRemoveSignature } from "./api";

/** The certificate of whoever looks, with which their prescriptions are signed. */
export function OwnSignature({ onClose }: { onClose: () => void }) {
  const { data: certificate, error, refetch } = useQuery(ownSignatureQuery);
  const keep = useKeepSignature();
  const remove = useRemoveSignature();
  const [act, setAct] = useState<"upload" | "remove" | null>(null);
  const over = certificate && new Date(certificate.valid_to) < new Date();
  return (
    <>
      <Sheet open={act === null} onOpenChange={(open) => !open && act === null && onClose()}>
        <SheetContent>
          <SheetHeader>
            <SheetTitle>Firma electrónica</SheetTitle>
            <SheetDescription>
              Con su certificado, el PDF de la receta va firmado y cualquiera lo comprueba en su lector de PDF.
            </SheetDescription>
          </SheetHeader>
          <SheetBody className="space-y-4">
            {error ? (
              <ErrorState bare error={error} what="su certificado" onRetry={() => void refetch()} />
            ) : certificate ? (
              <>
                {over && <Alert variant="warning">Venció: sus recetas van sin firma hasta que suba otro.</Alert>}
                <DetailList
                  items={[
                    { label: "De quién es", value: certificate.holder },
                    { label: "Quién lo emite", value: certificate.issuer },
                    {
                      label: "Vale",
                      value: `${formatDate(certificate.valid_from)} – ${formatDate(certificate.valid_to)}`,
                    },
                    {
                      label: "Número de serie",
                      value: <span className="break-all font-mono text-xs">{certificate.serial}</span>,
                    },
                    { label: "Lo subió", value: formatDateTime(certificate.uploaded_at) },
                  ]}
                />
              </>
            ) : certificate === null ? (
              <p className="text-sm text-muted-foreground">
                Todavía no hay: sus recetas van sin firma electrónica y se firman de puño y letra. Pida a su entidad de
                certificación una firma en archivo (.p12 o .pfx) a su nombre.
              </p>
            ) : null}
          </SheetBody>
          <SheetFooter>
            {certificate && (
              <Button
                variant="ghost"
                className="text-destructive hover:text-destructive"
                onClick={() => setAct("remove")}
              >
                <Trash2 aria-hidden />
                Quitar
              </Button>
            )}
            <Button onClick={() => setAct("upload")}>
              <FileKey2 aria-hidden />
              {certificate ? "Subir otro" : "Subir certificado"}
            </Button>
          </SheetFooter>
        </SheetContent>
      </Sheet>
      {act === "upload" && (
        <CertificateDialog replaces={Boolean(certificate)} upload={keep.mutateAsync} onClose={() => setAct(null)} />
      )}
      <ConfirmDialog
        open={act === "remove"}
        onOpenChange={() => setAct(null)}
        title="Quitar el certificado de firma"
        description="Su clave se borra y lo que recete desde ahora va sin firma electrónica. Lo ya firmado sigue firmado."
        confirmLabel="Quitar certificado"
        onConfirm={async () => {
          await remove.mutateAsync();
          notify("Certificado quitado");
        }}
      />
    </>
  );
}
