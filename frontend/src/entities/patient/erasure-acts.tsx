"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Button } from "@/components/ui/button";
import { ERASURES } from "@/entities/paths";
import { api } from "@/lib/api";
import { useCan, useMe } from "@/lib/session";
import { announce } from "@/lib/toast";
import { changed } from "./changed";
import { erasureSchema, type Erasure } from "./erasures";

function useDecision(erasure: Erasure, act: "confirm" | "withdraw") {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body?: { reason: string }) =>
      api(erasureSchema, `${ERASURES}/${erasure.id}/${act}`, { method: "POST", body }),
    onSettled: () => changed(client),
  });
}

/** A request that waits: confirmed by somebody else than who noted it, or withdrawn. */
export function ErasureActs({ erasure }: { erasure: Erasure }) {
  const [asking, setAsking] = useState<"confirm" | "withdraw">();
  const confirm = useDecision(erasure, "confirm");
  const withdraw = useDecision(erasure, "withdraw");
  const canWithdraw = useCan("erasures:write");
  const canConfirm = useCan("erasures:confirm");
  const mine = String(useMe().id) === erasure.asked_by.id;
  const name = erasure.patient.full_name;
  if (erasure.state !== "ASKED") return null;
  return (
    <span className="flex flex-wrap items-center justify-end gap-2">
      {canConfirm && mine && (
        <span className="text-xs text-muted-foreground">Lo confirma otra persona: usted lo anotó.</span>
      )}
      {canWithdraw && (
        <Button variant="outline" size="sm" onClick={() => setAsking("withdraw")}>
          Retirar pedido<span className="sr-only"> de {name}</span>
        </Button>
      )}
      {canConfirm && !mine && (
        <Button variant="destructive" size="sm" onClick={() => setAsking("confirm")}>
          Confirmar supresión<span className="sr-only"> de {name}</span>
        </Button>
      )}
      <ConfirmDialog
        open={asking === "confirm"}
        onOpenChange={(open) => setAsking(open ? "confirm" : undefined)}
        destructive
        title={`Suprimir los datos de ${name}`}
        description="No se puede deshacer: ni usted, ni quien administra el sistema, ni una copia de seguridad los recuperan. Lo que la ley manda conservar se queda hasta su fecha."
        confirmLabel="Suprimir los datos"
        cancelLabel="Conservarlos"
        onConfirm={async () => {
          await confirm.mutateAsync(undefined);
          announce("Datos suprimidos");
        }}
      />
      <ConfirmDialog
        open={asking === "withdraw"}
        onOpenChange={(open) => setAsking(open ? "withdraw" : undefined)}
        title={`Retirar el pedido de ${name}`}
        description="Nada se suprime. El pedido queda anotado como retirado, con su motivo."
        confirmLabel="Retirar pedido"
        cancelLabel="Dejarlo"
        reason={{ label: "Motivo", hint: "Sin nombres ni documentos: este texto se conserva." }}
        onConfirm={async (reason) => {
          await withdraw.mutateAsync({ reason });
          announce("Pedido retirado");
        }}
      />
    </span>
  );
}
