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
import { offerLinkQuery } from "@/entities/waitlist/queries";
import type { Offer } from "@/entities/waitlist/schema";
import { formatTime } from "@/lib/format";
import { whatsappLink } from "@/lib/phone";
import { message } from "../words";

/** What an hour is accepted with: a link, new each time it is opened. */
export function OfferLinkDialog({ offer, onClose }: { offer: Offer; onClose: () => void }) {
  const made = useQuery(offerLinkQuery(offer.id));
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Ofrecer a {offer.patient.name}</DialogTitle>
          <DialogDescription>
            Quien abra el enlace acepta la hora por {offer.patient.name}, hasta las {formatTime(offer.expires_at)}.
          </DialogDescription>
        </DialogHeader>
        <MadeLink made={made} said={(url) => message(offer, url)} talk={whatsappLink(offer.patient.phone)} />
        <DialogFooter>
          <Button variant="outline" onClick={onClose}>
            Cerrar
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
