"use client";

import { RotateCw, Trash2 } from "lucide-react";
import { DetailList } from "@/components/patterns/detail-list";
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
import { serviceLabel } from "@/config/services";
import type { Delivery } from "@/entities/delivery/queries";
import { ThingLink } from "@/entities/log/thing";
import { useThingName } from "@/entities/log/use-thing-name";
import { eventLabel } from "@/lib/events";
import { formatAgo, formatDateTime } from "@/lib/format";
import { useCan } from "@/lib/session";
import { consequenceOf } from "./consequences";

type DeliverySheetProps = {
  open: boolean;
  delivery: Delivery | null;
  busy: boolean;
  onClose: () => void;
  onReplay: (delivery: Delivery) => void;
  onSkip: (delivery: Delivery) => void;
};

export function DeliverySheet({ open, delivery, busy, onClose, onReplay, onSkip }: DeliverySheetProps) {
  const canWrite = useCan("events:write");
  const about = useThingName(delivery?.aggregate ?? "");
  return (
    <Sheet open={open} onOpenChange={(stays) => !stays && onClose()}>
      <SheetContent>
        {delivery && (
          <>
            <SheetHeader>
              <SheetTitle>{eventLabel(delivery.type)}</SheetTitle>
              <SheetDescription>
                De {delivery.service.label} para {serviceLabel(delivery.subscriber)}, {formatAgo(delivery.occurred_at)}
              </SheetDescription>
            </SheetHeader>
            <SheetBody className="space-y-5">
              <DetailList
                columns={2}
                items={[
                  { label: "Sobre", value: <ThingLink aggregate={delivery.aggregate} /> },
                  { label: "Tipo", value: <code className="font-mono text-xs font-normal">{delivery.type}</code> },
                  { label: "Ocurrió", value: formatDateTime(delivery.occurred_at) },
                  { label: "Intentos", value: delivery.attempts },
                  delivery.dead_lettered_at
                    ? { label: "Apartado", value: formatDateTime(delivery.dead_lettered_at) }
                    : { label: "Próximo intento", value: formatDateTime(delivery.available_at) },
                  {
                    label: "Evento",
                    value: <code className="break-all font-mono text-xs font-normal">{delivery.event_id}</code>,
                    wide: true,
                  },
                ]}
              />
              <section className="text-sm">
                <h3 className="text-xs text-muted-foreground">Qué respondió {serviceLabel(delivery.subscriber)}</h3>
                <p className="mt-1 whitespace-pre-wrap break-words rounded-lg border border-border bg-muted/50 px-3 py-2 font-mono text-xs leading-5">
                  {delivery.last_error ?? "Aún no responde."}
                </p>
              </section>
              <p className="text-sm text-muted-foreground">
                {delivery.dead_lettered_at
                  ? `Lo que venga después sobre ${about}, espera detrás de este. Repítalo cuando la causa esté resuelta; si no tiene arreglo, descártelo.`
                  : "Se reintenta por sí solo, cada vez con más pausa, hasta que el servicio responda."}
                {canWrite && ` Si lo descarta: ${lowerFirst(consequenceOf(delivery))}`}
              </p>
            </SheetBody>
            {canWrite && (
              <SheetFooter>
                <Button
                  variant="outline"
                  className="text-destructive hover:bg-danger-bg hover:text-danger-fg"
                  onClick={() => onSkip(delivery)}
                >
                  <Trash2 aria-hidden />
                  Descartar
                </Button>
                <Button data-main onClick={() => onReplay(delivery)} loading={busy}>
                  {!busy && <RotateCw aria-hidden />}
                  {delivery.dead_lettered_at ? "Repetir entrega" : "Intentar ahora"}
                </Button>
              </SheetFooter>
            )}
          </>
        )}
      </SheetContent>
    </Sheet>
  );
}

const lowerFirst = (text: string) => text.charAt(0).toLocaleLowerCase("es") + text.slice(1);
