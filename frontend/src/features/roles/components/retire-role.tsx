"use client";

import { useState } from "react";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Button } from "@/components/ui/button";
import type { Role } from "@/entities/role/schema";
import { announce } from "@/lib/toast";
import { useChangeRole } from "../api";

/** A role made by mistake goes out of use, and comes back. Who still holds it is told by the service's refusal. */
export function RetireRole({ role, disabled }: { role: Role; disabled: boolean }) {
  const [asked, setAsked] = useState(false);
  const change = useChangeRole();
  const retires = role.active;
  return (
    <>
      <Button variant="outline" disabled={disabled} onClick={() => setAsked(true)}>
        {retires ? "Retirar rol" : "Volver a habilitar"}
      </Button>
      <ConfirmDialog
        open={asked}
        onOpenChange={setAsked}
        destructive={retires}
        title={retires ? `Retirar el rol ${role.name}` : `Volver a habilitar el rol ${role.name}`}
        description={
          retires
            ? "Ya no se le podrá dar a nadie. Sus permisos, su menú y su límite de rebajas quedan guardados, y puede volver a habilitarlo cuando quiera."
            : "Se podrá dar otra vez, con los permisos, el menú y el límite de rebajas que tenía."
        }
        confirmLabel={retires ? "Retirar rol" : "Habilitar"}
        cancelLabel={retires ? "Conservar" : "Cancelar"}
        onConfirm={async () => {
          await change.mutateAsync({ role, changes: { active: !retires } });
          announce(retires ? `Rol ${role.name} retirado` : `Rol ${role.name} habilitado otra vez`);
        }}
      />
    </>
  );
}
