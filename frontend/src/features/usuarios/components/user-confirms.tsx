"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import type { Secret } from "@/components/patterns/secret-dialog";
import type { User } from "@/entities/person/schema";
import { strandedByQuery } from "@/entities/schedule/queries";
import type { Stranded } from "@/entities/schedule/schema";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { announce } from "@/lib/toast";
import { useChangeUser, useResetPassword } from "../api";
import { temporaryPassword } from "./temporary-password";
import type { UserAct } from "./user-actions";

const StrandedDialog = lazy(() => import("@/entities/schedule/stranded-dialog").then((file) => file.StrandedDialog));

type UserConfirmsProps = {
  /** It comes with the first question and stays: what one of them leaves behind is told after it has closed. */
  open: boolean;
  asked: { act: UserAct; user: User } | null;
  onClose: () => void;
  onSecret: (secret: Secret) => void;
};

/** Each question names the person and says what follows; who is disabled may leave visits to be moved. */
export function UserConfirms(props: UserConfirmsProps) {
  const [stranded, setStranded] = useState<Stranded | null>(null);
  return (
    <>
      <Question {...props} onStranded={setStranded} />
      {stranded && <StrandedDialog stranded={stranded} onClose={() => setStranded(null)} />}
    </>
  );
}

type QuestionProps = UserConfirmsProps & { onStranded: (stranded: Stranded) => void };

function Question({ asked, onClose, onSecret, onStranded }: QuestionProps) {
  const client = useQueryClient();
  const seesAgenda = useCan("appointments:read");
  const change = useChangeUser();
  const reset = useResetPassword();
  if (!asked || asked.act === "edit") return null;
  const { act, user } = asked;
  const dialog = { open: true, onOpenChange: (open: boolean) => !open && onClose() };

  if (act === "reset") {
    return (
      <ConfirmDialog
        {...dialog}
        destructive={false}
        title={`Restablecer la contraseña de ${user.full_name}`}
        description="Su contraseña actual deja de servir y sus sesiones abiertas se cierran. Recibirá usted una temporal para entregársela: sirve una sola vez, durante tres días."
        confirmLabel="Restablecer contraseña"
        cancelLabel="Cancelar"
        onConfirm={async () => {
          const { temporary_password } = await reset.mutateAsync(user.id);
          onSecret(temporaryPassword(user, temporary_password));
        }}
      />
    );
  }
  if (act === "enable") {
    return (
      <ConfirmDialog
        {...dialog}
        destructive={false}
        title={`Habilitar a ${user.full_name}`}
        description={`Podrá ingresar otra vez con su contraseña de siempre y el rol ${user.role.name}.`}
        confirmLabel="Habilitar"
        cancelLabel="Cancelar"
        onConfirm={async () => {
          await change.mutateAsync({ user, changes: { active: true } });
          announce(`${user.full_name} puede ingresar de nuevo`);
        }}
      />
    );
  }
  return (
    <ConfirmDialog
      {...dialog}
      title={`Deshabilitar a ${user.full_name}`}
      description="Sus sesiones se cierran de inmediato y no podrá ingresar. Si atiende pacientes, ya no se le podrán reservar citas; las que tiene quedan en la agenda para que usted las mueva. Lo que escribió y firmó se conserva con su nombre. Puede habilitarlo de nuevo cuando quiera."
      confirmLabel="Deshabilitar"
      cancelLabel="Conservar"
      onConfirm={async () => {
        await change.mutateAsync({ user, changes: { active: false } });
        announce(`${user.full_name} ya no puede ingresar`);
        if (!seesAgenda) return;
        // Whom the clinic must call; that it could not be asked takes nothing back.
        const left = await client.fetchQuery(strandedByQuery(user.id)).catch(() => null);
        if (left && left.total > 0) onStranded(left);
      }}
    />
  );
}
