"use client";

import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { FormSheet } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { ErrorState } from "@/components/patterns/state-panel";
import { Sheet, SheetBody, SheetContent, SheetHeader, SheetTitle } from "@/components/ui/sheet";
import { userQuery } from "@/entities/person/queries";
import type { User } from "@/entities/person/schema";
import { useTitle } from "@/hooks/use-title";
import { announce } from "@/lib/toast";
import { useChangeUser } from "../api";
import { userForm } from "../forms";
import { UserFields } from "./user-fields";

type EditUserSheetProps = {
  id: number;
  onClose: () => void;
  /** What else can be done with this person, while nothing is half written. */
  actions: (user: User) => ReactNode;
};

/** Asks for the person anew, so that what is edited is what there is. */
export function EditUserSheet({ id, onClose, actions }: EditUserSheetProps) {
  const { data: user, error, isFetchedAfterMount, refetch } = useQuery(userQuery(id));
  if (user && isFetchedAfterMount) return <EditForm user={user} onClose={onClose} actions={actions} />;
  if (!error) return null;
  return (
    <Sheet open onOpenChange={onClose}>
      <SheetContent>
        <SheetHeader>
          <SheetTitle>Usuario</SheetTitle>
        </SheetHeader>
        <SheetBody>
          <ErrorState bare error={error} what="el usuario" onRetry={() => void refetch()} />
        </SheetBody>
      </SheetContent>
    </Sheet>
  );
}

function EditForm({
  user: current,
  onClose,
  actions,
}: { user: User } & Pick<EditUserSheetProps, "onClose" | "actions">) {
  // The version that was read first: an answer that arrives meanwhile must not pass for what was edited.
  const [user] = useState(current);
  useTitle(`${user.full_name} · Usuario`);
  const change = useChangeUser();
  const form = useZodForm(userForm, {
    defaultValues: {
      full_name: user.full_name,
      email: user.email,
      role_id: String(user.role.id) as unknown as number,
      phone: user.phone ?? "",
      practitioner: user.practitioner,
      specialty: user.specialty ?? "",
      professional_registration: user.professional_registration ?? "",
      registration_kind: user.registration_kind ?? "NONE",
      registration_expires_on: user.registration_expires_on ?? "",
    },
  });

  return (
    <FormSheet
      open
      onOpenChange={(open) => !open && onClose()}
      title={user.full_name}
      description={user.active ? undefined : "Está deshabilitado: no puede ingresar."}
      form={form}
      submitLabel="Guardar cambios"
      footer={!form.formState.isDirty && actions(user)}
      onSubmit={async (changes) => {
        await change.mutateAsync({ user, changes });
        announce("Cambios guardados");
      }}
    >
      <UserFields form={form} user={user} />
    </FormSheet>
  );
}
