"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { MessageCircle } from "lucide-react";
import { CopyButton } from "@/components/patterns/copy-button";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Input } from "@/components/ui/input";
import { EINVOICES } from "@/entities/paths";
import { api, nothing } from "@/lib/api";
import { formatDate } from "@/lib/format";
import { messageOf } from "@/lib/problem";
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
  const url = made.data?.url;
  const said = `Su comprobante ${number} se descarga aquí: ${url}`;
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
        {made.error && <Alert variant="destructive">{messageOf(made.error)}</Alert>}
        {!made.error && (
          <Input
            readOnly
            aria-label="Enlace"
            className="font-mono text-xs"
            value={url ?? "Preparando el enlace…"}
            onFocus={(event) => event.target.select()}
          />
        )}
        {url && (
          <div className="flex flex-wrap gap-2">
            <CopyButton text={url} label="Copiar enlace" variant="default" />
            <Button asChild variant="outline">
              <a href={`https://wa.me/?text=${encodeURIComponent(said)}`} target="_blank" rel="noreferrer">
                <MessageCircle aria-hidden />
                WhatsApp
              </a>
            </Button>
          </div>
        )}
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
