import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { serviceLabel } from "@/config/services";
import type { Delivery } from "@/entities/delivery/queries";
import { useThingName } from "@/entities/log/use-thing-name";
import { eventLabel } from "@/lib/events";
import { notify } from "@/lib/toast";
import { useSkip } from "../api";
import { consequenceOf } from "./consequences";

type Props = { delivery: Delivery; onClose: () => void; onSkipped: () => void };

/** Gives up a delivery, knowing what will not happen. */
export function SkipDialog({ delivery, onClose, onSkipped }: Props) {
  const skip = useSkip();
  const about = useThingName(delivery.aggregate);
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Descartar «${eventLabel(delivery.type)}» de ${about}, para ${serviceLabel(delivery.subscriber)}`}
      description={`${consequenceOf(delivery)} Lo que espera detrás continúa. No se puede deshacer.`}
      reason
      confirmLabel="Descartar entrega"
      onConfirm={async (reason) => {
        await skip.mutateAsync({ delivery, reason });
        onSkipped();
        notify("Entrega descartada");
      }}
    />
  );
}
