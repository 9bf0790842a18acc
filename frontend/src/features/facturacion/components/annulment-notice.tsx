"use client";

import { Alert, AlertDescription, AlertTitle } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import type { Invoice } from "@/entities/invoice/schema";
import { formatDateTime } from "@/lib/format";
import { useCan } from "@/lib/session";
import { notify, notifyError } from "@/lib/toast";
import { useWithdrawAnnulment } from "../api";

/** An annulment that waits for the SRI's portal, with the way back while nothing is done there. */
export function AnnulmentNotice({ id, annulment }: { id: number; annulment: NonNullable<Invoice["annulment"]> }) {
  const annuls = useCan("invoices:annul");
  const withdraw = useWithdrawAnnulment();
  return (
    <Alert
      variant="warning"
      action={
        annuls && (
          <Button
            variant="outline"
            size="sm"
            loading={withdraw.isPending}
            onClick={() =>
              withdraw.mutate(id, {
                onSuccess: () => notify("Pedido de anulación retirado"),
                onError: (error) => notifyError(error),
              })
            }
          >
            Retirar el pedido
          </Button>
        )
      }
    >
      <AlertTitle>Pendiente de anular</AlertTitle>
      <AlertDescription>
        La pidió {annulment.asked_by.name} el {formatDateTime(annulment.asked_at)}: {annulment.reason}. Anúlela en el
        portal del SRI; cuando él lo confirme dejará de contar. Hasta entonces no se cobra ni se acredita.
      </AlertDescription>
    </Alert>
  );
}
