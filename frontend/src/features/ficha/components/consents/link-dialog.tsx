"use client";

import { useQuery } from "@tanstack/react-query";
import { MessageCircle } from "lucide-react";
import { CopyButton } from "@/components/patterns/copy-button";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { requestLinkQuery } from "@/entities/consent/queries";
import type { ConsentRequest } from "@/entities/consent/schema";
import type { Patient } from "@/entities/patient/schema";
import { formatDateTime } from "@/lib/format";
import { whatsappLink } from "@/lib/phone";
import { messageOf } from "@/lib/problem";

type Props = { request: ConsentRequest; patient: Patient; onClose: () => void };

/** What is given to the patient to sign with: a link, new each time it is opened. */
export function LinkDialog({ request, patient, onClose }: Props) {
  const made = useQuery(requestLinkQuery(request.id));
  const url = made.data?.url;
  const said = `Lea y firme aquí «${request.title}»: ${url}`;
  const talk = whatsappLink(patient.phone) ?? "https://wa.me/";
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Firmar «{request.title}» en su teléfono</DialogTitle>
          <DialogDescription>
            Quien lo abra lee el texto y firma por {patient.full_name}, hasta el {formatDateTime(request.expires_at)}.
            Envíelo solo al paciente o a su representante.
          </DialogDescription>
        </DialogHeader>
        {made.error ? (
          <Alert variant="destructive">{messageOf(made.error)}</Alert>
        ) : (
          <Input
            readOnly
            aria-label="Enlace"
            className="font-mono text-xs"
            value={url ?? "Preparando el enlace…"}
            onFocus={(event) => event.target.select()}
          />
        )}
        {url && (
          <div className="flex flex-wrap gap-2">
            <CopyButton text={url} label="Copiar enlace" variant="default" />
            <Button asChild variant="outline">
              <a href={`${talk}?text=${encodeURIComponent(said)}`} target="_blank" rel="noreferrer">
                <MessageCircle aria-hidden />
                WhatsApp
              </a>
            </Button>
          </div>
        )}
        <DialogFooter>
          <Button variant="outline" onClick={onClose}>
            Cerrar
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
