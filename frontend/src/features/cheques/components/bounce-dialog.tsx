"use client";

import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import type { Cheque } from "@/entities/cheque/schema";
import { formatMoney } from "@/lib/format";
import { saying } from "@/lib/saying";
import { notify } from "@/lib/toast";
import { useCheque } from "../api";

/** Why the bank gave a cheque back. */
export function BounceDialog({ cheque, onClose }: { cheque: Cheque; onClose: () => void }) {
  const { mutateAsync } = useCheque();
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`El banco devolvió el cheque de ${cheque.buyer_name}`}
      description={`Su pago de ${formatMoney(cheque.amount)} se anula y la factura ${cheque.invoice_number} se debe otra vez. El cierre de caja en que se contó no cambia.`}
      confirmLabel="Anotar devuelto"
      cancelLabel="Volver"
      reason={{ label: "Motivo", hint: "El que dice el banco: fondos insuficientes, firma distinta." }}
      onConfirm={saying(async (reason) => {
        await mutateAsync({ cheque, what: "bounce", reason });
        notify("Cheque devuelto: la factura se debe otra vez");
      })}
    />
  );
}
