"use client";

import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import type { Cheque } from "@/entities/cheque/schema";
import { formatMoney } from "@/lib/format";
import { saying } from "@/lib/saying";
import { notify } from "@/lib/toast";
import { useCheque } from "../api";
import { payerOf } from "../words";

const consequence = ({ amount, invoice_number }: Cheque) =>
  invoice_number
    ? `Su pago de ${formatMoney(amount)} se anula y la factura ${invoice_number} se debe otra vez.`
    : `Sus ${formatMoney(amount)} dejan de estar a favor; las facturas que pagaron se deben otra vez, la última primero.`;

/** Why the bank gave a cheque back. */
export function BounceDialog({ cheque, onClose }: { cheque: Cheque; onClose: () => void }) {
  const { mutateAsync } = useCheque();
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`El banco devolvió el cheque de ${payerOf(cheque)}`}
      description={`${consequence(cheque)} El cierre de caja en que se contó no cambia.`}
      confirmLabel="Anotar devuelto"
      cancelLabel="Volver"
      reason={{ label: "Motivo", hint: "El que dice el banco: fondos insuficientes, firma distinta." }}
      onConfirm={saying(async (reason) => {
        await mutateAsync({ cheque, what: "bounce", reason });
        notify(
          cheque.invoice_id ? "Cheque devuelto: la factura se debe otra vez" : "Cheque devuelto: ya no está a favor",
        );
      })}
    />
  );
}
