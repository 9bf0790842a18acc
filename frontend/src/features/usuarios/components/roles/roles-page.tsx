"use client";

import type { ColumnDef } from "@tanstack/react-table";
import { useQuery } from "@tanstack/react-query";
import { KeyRound, Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { DataTable } from "@/components/data-table/data-table";
import { useListState } from "@/components/data-table/use-list-state";
import { SelectField, TextField, TextareaField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { Can, RequirePermission } from "@/components/patterns/can";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { EmptyState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { MENU } from "@/config/navigation";
import { useHotkey } from "@/hooks/use-hotkey";
import { useUrlState } from "@/hooks/use-url-state";
import { formatCount } from "@/lib/format";
import { useCan } from "@/lib/session";
import { notify } from "@/lib/toast";
import { allRolesQuery, rolesQuery, useCreateRole } from "../../api/roles";
import { newRoleForm, type Role } from "../../schemas/roles";

export const rolePath = (id: number) => `/roles/ver/?id=${id}`;

const columns: ColumnDef<Role>[] = [
  { accessorKey: "name", header: "Rol", meta: { className: "whitespace-nowrap" } },
  { accessorKey: "description", header: "Para qué", cell: ({ row }) => <span className="block max-w-xl text-muted-foreground">{row.original.description || "—"}</span> },
  { id: "home", header: "Inicia en", cell: ({ row }) => MENU[row.original.menu_config.home]?.label ?? "—" },
  { id: "origin", header: "Origen", cell: ({ row }) => (row.original.system ? "De fábrica" : "Propio") },
  { id: "permissions", header: "Permisos", cell: ({ row }) => row.original.permissions.length, meta: { align: "right" } },
  { id: "users", header: "Personas", cell: ({ row }) => row.original.users, meta: { align: "right" } },
];

export function RolesPage() {
  return (
    <RequirePermission permission="roles:read" what="los roles">
      <Roles />
    </RequirePermission>
  );
}

function Roles() {
  const url = useUrlState();
  const canWrite = useCan("roles:write");
  const state = useListState();
  const query = useQuery(rolesQuery(state.params));
  const create = () => url.set({ nuevo: 1 });
  useHotkey("n", create, { enabled: canWrite });

  return (
    <PageBody>
      <PageHeader
        title="Roles"
        subtitle="Qué puede ver y hacer cada persona según su trabajo."
        actions={<Can permission="roles:write"><Button onClick={create}><Plus aria-hidden />Nuevo rol<Kbd inverse>N</Kbd></Button></Can>}
      />
      <DataTable
        label="roles"
        columns={columns}
        query={query}
        state={state}
        rowId={(role) => role.id}
        rowHref={(role) => rolePath(role.id)}
        phone={(role) => ({ title: role.name, detail: `${formatCount(role.permissions.length, "permiso", "permisos")} · ${formatCount(role.users, "persona", "personas")}` })}
        empty={<EmptyState bare icon={KeyRound} title="Aún no hay roles">Cree uno para cada trabajo de la clínica.</EmptyState>}
        toolbar={{ search: "Buscar rol" }}
      />
      {canWrite && url.get("nuevo") === "1" && <NewRoleDialog onClose={() => url.set({ nuevo: null })} />}
    </PageBody>
  );
}

const NONE = "none";

function NewRoleDialog({ onClose }: { onClose: () => void }) {
  const router = useRouter();
  const create = useCreateRole();
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
        notify(`Rol ${role.name} creado`);
        router.push(rolePath(role.id));
      }}
    >
      <TextField control={form.control} name="name" label="Nombre" placeholder="Asistente" autoFocus autoComplete="off" />
      <TextareaField control={form.control} name="description" label="Para qué" optional rows={2} />
      <SelectField
        control={form.control}
        name="copy_of"
        label="Partir de"
        options={[{ value: NONE, label: "Ningún permiso" }, ...roles.map((role) => ({ value: String(role.id), label: `Lo que puede ${role.name}` }))]}
      />
    </FormDialog>
  );
}
