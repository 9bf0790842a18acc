"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { SelectField, TextField, TextareaField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { goesBeyond } from "@/entities/role/permissions";
import { allRolesQuery } from "@/entities/role/queries";
import { useMe } from "@/lib/session";
import { announce } from "@/lib/toast";
import { useCreateRole } from "../api";
import { newRoleForm } from "../forms";
import { rolePath } from "./role-path";

const NONE = "none";

/** A role begins with what another may, or with nothing. */
export function NewRoleDialog({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const create = useCreateRole();
  const mine = useMe().permissions;
  const { data: roles = [] } = useQuery(allRolesQuery);
  const form = useZodForm(newRoleForm, { defaultValues: { name: "", description: "", copy_of: NONE } });

  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Nuevo rol"
      form={form}
      submitLabel="Crear y elegir permisos"
      onSubmit={async ({ name, description, copy_of }) => {
        const model = roles.find(({ id }) => String(id) === copy_of);
        const role = await create.mutateAsync({
          name,
          description,
          permissions: model?.permissions ?? [],
          menu_config: model?.menu_config ?? { home: "panel", sections: [] },
        });
        announce(`Rol ${role.name} creado`);
        router.push(rolePath(role.id));
      }}
    >
      <TextField
        control={form.control}
        name="name"
        label="Nombre"
        placeholder="Asistente"
        autoFocus
        autoComplete="off"
      />
      <TextareaField control={form.control} name="description" label="Para qué" optional rows={2} />
      <SelectField
        control={form.control}
        name="copy_of"
        label="Partir de"
        options={[
          { value: NONE, label: "Ningún permiso" },
          ...roles.map((role) => ({
            value: String(role.id),
            label: `Lo que puede ${role.name}`,
            disabled: goesBeyond(role.permissions, mine),
          })),
        ]}
      />
    </FormDialog>
  );
}
