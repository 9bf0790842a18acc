"use client";

import { RadioField, TextField } from "@/components/form/fields";
import { FormSheet } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import type { Secret } from "@/components/patterns/secret-dialog";
import { notify } from "@/lib/toast";
import { useCreateUser } from "../api";
import { newUserForm } from "../forms";
import { temporaryPassword } from "./temporary-password";
import { UserFields } from "./user-fields";

type NewUserSheetProps = { open: boolean; onOpenChange: (open: boolean) => void; onSecret: (secret: Secret) => void };

const EMPTY = {
  full_name: "",
  email: "",
  role_id: "" as unknown as number,
  phone: "",
  practitioner: false,
  specialty: "",
  professional_registration: "",
  registration_kind: "NONE" as const,
  registration_expires_on: "",
  how: "temporary" as const,
  password: "",
};

export function NewUserSheet({ open, onOpenChange, onSecret }: NewUserSheetProps) {
  const create = useCreateUser();
  const form = useZodForm(newUserForm, { defaultValues: EMPTY });
  const typed = form.watch("how") === "typed";

  return (
    <FormSheet
      open={open}
      onOpenChange={onOpenChange}
      title="Nuevo usuario"
      description="La persona podrá ingresar en cuanto tenga su contraseña."
      form={form}
      submitLabel="Crear usuario"
      draftKey="user:new"
      onSubmit={async (values) => {
        const user = await create.mutateAsync(values);
        form.reset(EMPTY);
        if (values.password) notify(`${user.full_name} ya puede ingresar`);
        else onSecret(temporaryPassword(user, user.temporary_password));
      }}
    >
      <UserFields form={form} />
      <RadioField
        control={form.control}
        name="how"
        label="Contraseña"
        options={[
          { value: "temporary", label: "Generar una temporal" },
          { value: "typed", label: "Escribirla aquí" },
        ]}
        hint={typed ? undefined : "Se muestra una vez al crear. La persona la cambia al ingresar."}
      />
      {typed && (
        <TextField
          control={form.control}
          name="password"
          label="Contraseña inicial"
          hint="Al menos 10 caracteres. No se le pedirá cambiarla."
          autoComplete="new-password"
          spellCheck={false}
        />
      )}
    </FormSheet>
  );
}
