"use client";

import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import type { Cheque } from "@/entities/cheque/schema";
import { formatMoney } from "@/lib/format";
import { saying } from "@/lib/saying";
import { notify } from "@/lib/toast";
import { useCheque } from "../api";
import { payerOf } from "../words";

/** The cheque of a deposit goes back to the patient, who has nothing of it in their favour then. */
export function ReturnDialog({ cheque, onClose }: { cheque: Cheque; onClose: () => void }) {
  const { mutateAsync } = useCheque();
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Entregar su cheque a ${payerOf(cheque)}`}
      description={`Ya no irá al banco: sus ${formatMoney(cheque.amount)} dejan de estar a favor, y las facturas que pagaron se deben otra vez, la última primero.`}
      confirmLabel="Entregar cheque"
      cancelLabel="Volver"
      reason={{ label: "Motivo", hint: "Por qué se le devuelve: ya no se hace el tratamiento, pagó de otra forma." }}
      onConfirm={saying(async (reason) => {
        await mutateAsync({ cheque, what: "return", reason });
        notify("Cheque entregado: ya no está a favor");
      })}
    />
  );
}
