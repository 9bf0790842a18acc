import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import type { Delivery } from "@/entities/delivery/queries";
import { notify } from "@/lib/toast";
import { useSkip } from "../api";
import { consequenceOf, nameOf } from "./consequences";

type Props = { delivery: Delivery; onClose: () => void; onSkipped: () => void };

/** Gives up a delivery, knowing what will not happen. */
export function SkipDialog({ delivery, onClose, onSkipped }: Props) {
  const skip = useSkip();
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Descartar ${nameOf(delivery)}`}
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
