"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { TextField } from "@/components/form/fields";
import { FormSheet } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import type { Secret } from "@/components/patterns/secret-dialog";
import { ErrorState } from "@/components/patterns/state-panel";
import { FormField, FormItem, FormMessage } from "@/components/ui/form";
import { Skeleton } from "@/components/ui/skeleton";
import type { Client } from "@/entities/client/schema";
import { PermissionMatrix } from "@/entities/role/permission-matrix";
import { permissionsQuery } from "@/entities/role/queries";
import { announce } from "@/lib/toast";
import { useChangeClient, useCreateClient } from "../api";
import { clientForm } from "../forms";
import { clientSecret } from "./client-secret";

const useClientForm = (defaultValues: { name: string; permissions: string[] }) =>
  useZodForm(clientForm, { defaultValues });

export function NewClientSheet({ onClose, onSecret }: { onClose: () => void; onSecret: (secret: Secret) => void }) {
  const create = useCreateClient();
  const form = useClientForm({ name: "", permissions: [] });
  return (
    <FormSheet
      open
      wide
      onOpenChange={(open) => !open && onClose()}
      title="Nueva integración"
      description="Un programa de otra empresa o de la clínica que usa los datos por su cuenta: un laboratorio, una página de citas, un informe."
      form={form}
      submitLabel="Crear integración"
      draftKey="client:new"
      onSubmit={async (values) => onSecret(clientSecret(await create.mutateAsync(values)))}
    >
      <ClientFields form={form} />
    </FormSheet>
  );
}

export function EditClientSheet({ client: current, onClose }: { client: Client; onClose: () => void }) {
  // The version that was read first: an answer that arrives meanwhile must not pass for what was edited.
  const [client] = useState(current);
  const change = useChangeClient();
  const form = useClientForm({ name: client.name, permissions: [...client.permissions].sort() });
  return (
    <FormSheet
      open
      wide
      onOpenChange={(open) => !open && onClose()}
      title={client.name}
      description="Si cambia sus permisos, su acceso actual se anula y debe pedir otro con el mismo secreto."
      form={form}
      submitLabel="Guardar cambios"
      onSubmit={async (changes) => {
        await change.mutateAsync({ client, changes });
        announce("Integración guardada");
      }}
    >
      <ClientFields form={form} />
    </FormSheet>
  );
}

function ClientFields({ form }: { form: ReturnType<typeof useClientForm> }) {
  const { data: permissions, error, refetch } = useQuery(permissionsQuery);
  return (
    <>
      <TextField
        control={form.control}
        name="name"
        label="Nombre"
        placeholder="Laboratorio Central"
        autoComplete="off"
      />
      <FormField
        control={form.control}
        name="permissions"
        render={({ field }) => (
          <FormItem>
            <p className="text-sm font-medium">Qué puede hacer</p>
            <p className="text-xs text-muted-foreground">Solo lo que de verdad necesita.</p>
            <FormMessage />
            {permissions ? (
              <PermissionMatrix narrow permissions={permissions} value={field.value} onChange={field.onChange} />
            ) : error ? (
              <ErrorState error={error} what="los permisos" onRetry={() => void refetch()} />
            ) : (
              <Skeleton className="h-64 w-full rounded-xl" />
            )}
          </FormItem>
        )}
      />
    </>
  );
}
