"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
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
import { EINVOICES } from "@/entities/paths";
import { api, nothing } from "@/lib/api";
import { formatDate } from "@/lib/format";
import { useCan } from "@/lib/session";
import { notify, notifyError } from "@/lib/toast";
import { z } from "@/lib/zod-es";

const madeSchema = z.object({ url: z.string(), expires_at: z.string() });

/** A new link each time it is opened: the clinic keeps none. */
export function LinkDialog({ id, number, onClose }: { id: number; number: string; onClose: () => void }) {
  const mayWithdraw = useCan("einvoices:write");
  const path = `${EINVOICES}/${id}/links`;
  const made = useQuery({
    queryKey: ["link", path],
    queryFn: () => api(madeSchema, path, { method: "POST", body: {} }),
    staleTime: Infinity,
    gcTime: 0,
    retry: false,
  });
  const withdraw = useMutation({
    mutationFn: () => api(nothing, path, { method: "DELETE" }),
    onSuccess: () => {
      notify("Los enlaces de este comprobante ya no sirven.");
      onClose();
    },
    onError: (error) => notifyError(error),
  });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Enlace del comprobante</DialogTitle>
          <DialogDescription>
            Quien lo tenga descarga el RIDE y el XML sin entrar al sistema
            {made.data ? `, hasta el ${formatDate(made.data.expires_at)}` : ""}.
          </DialogDescription>
        </DialogHeader>
        <MadeLink made={made} said={(url) => `Su comprobante ${number} se descarga aquí: ${url}`} />
        <DialogFooter className="sm:justify-between">
          {mayWithdraw && (
            <Button variant="ghost" loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
              Retirar los enlaces enviados
            </Button>
          )}
          <Button variant="outline" onClick={onClose}>
            Cerrar
          </Button>
        </DialogFooter>
      </DialogContent>
    </Dialog>
  );
}
