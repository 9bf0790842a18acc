"use client";

import { useQuery } from "@tanstack/react-query";
import { MadeLink } from "@/components/patterns/made-link";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { requestLinkQuery } from "@/entities/consent/queries";
import type { ConsentRequest } from "@/entities/consent/schema";
import type { Patient } from "@/entities/patient/schema";
import { formatDateTime } from "@/lib/format";
import { whatsappLink } from "@/lib/phone";

type Props = { request: ConsentRequest; patient: Patient; onClose: () => void };

/** What is given to the patient to sign with: a link, new each time it is opened. */
export function LinkDialog({ request, patient, onClose }: Props) {
  const made = useQuery(requestLinkQuery(request.id));
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
        <MadeLink
          made={made}
          said={(url) => `Lea y firme aquí «${request.title}»: ${url}`}
          talk={whatsappLink(patient.phone)}
        />
        <DialogFooter>
          <Button variant="outline" onClick={onClose}>
            Cerrar
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
