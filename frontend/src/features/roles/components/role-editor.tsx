"use client";

import { useEffect, useId, useState } from "react";
import { TextField, TextareaField } from "@/components/form/fields";
import { FormShell } from "@/components/form/form-shell";
import { Refusal } from "@/components/form/refusal";
import { useFormDraft } from "@/components/form/use-form-draft";
import { useZodForm } from "@/components/form/use-zod-form";
import { Can } from "@/components/patterns/can";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { Alert } from "@/components/ui/alert";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardContent } from "@/components/ui/card";
import { Tabs, TabsContent, TabsList, TabsTrigger } from "@/components/ui/tabs";
import { PermissionMatrix } from "@/entities/role/permission-matrix";
import { differenceOf, goesBeyond } from "@/entities/role/permissions";
import type { Permission, Role } from "@/entities/role/schema";
import { useUrlState } from "@/hooks/use-url-state";
import { formatCount } from "@/lib/format";
import { useCan, useMe } from "@/lib/session";
import { notify } from "@/lib/toast";
import { useChangeRole } from "../api";
import { roleForm, type RoleChanges } from "../forms";
import { DiscountLimit } from "./discount-limit";
import { MenuEditor } from "./menu-editor";
import { MenuPreview } from "./menu-preview";
import { RetireRole } from "./retire-role";

type RoleEditorProps = { role: Role; permissions: Permission[] };

const valuesOf = ({ name, description, permissions, menu_config }: Role): RoleChanges => ({
  name,
  description,
  permissions: [...permissions].sort(),
  menu_config,
});

export function RoleEditor({ role: current, permissions: all }: RoleEditorProps) {
  const formId = useId();
  const me = useMe();
  const url = useUrlState();
  const writes = useCan("roles:write");
  const outranks = goesBeyond(current.permissions, me.permissions);
  const canWrite = writes && !outranks;
  const change = useChangeRole();
  // What is being edited stays what was read first; see the effect below for when it follows.
  const [role, setRole] = useState(current);
  const [asked, setAsked] = useState<RoleChanges | null>(null);
  const form = useZodForm(roleForm, { defaultValues: valuesOf(role) });
  const { isDirty, errors } = form.formState;

  useEffect(() => {
    if (current.version === role.version || isDirty) return;
    setRole(current);
    form.reset(valuesOf(current));
  }, [current, role.version, isDirty, form]);
  const kept = useFormDraft(form, {
    key: `role:${role.id}`,
    version: role.version,
    onRestore: (version) => setRole((read) => ({ ...read, version: version ?? read.version })),
  });

  const held = form.watch("permissions");
  const menu = form.watch("menu_config");
  const { gained, lost } = differenceOf(role.permissions, held, all);
  const tab = url.get("pestana") ?? "permisos";
  const grantable = all.filter(({ clients_only }) => !clients_only);
  const titles = errors.menu_config?.sections;

  async function save(changes: RoleChanges) {
    const saved = await change.mutateAsync({ role, changes });
    kept.forget();
    setRole(saved);
    form.reset(valuesOf(saved));
    notify(`Rol ${saved.name} guardado`);
  }

  /** Whoever is in session with the role is put out by a change of its name or permissions: they are told first. */
  async function submit(changes: RoleChanges) {
    const putsOut = changes.name !== role.name || gained.length > 0 || lost.length > 0;
    if (putsOut && role.users > 0) setAsked(changes);
    else await save(changes);
  }

  return (
    <PageBody>
      <PageHeader
        breadcrumb={[{ label: "Roles", href: "/roles/" }, { label: role.name }]}
        title={
          <span className="inline-flex flex-wrap items-center gap-2.5">
            {role.name}
            {role.system && <Badge variant="outline">De fábrica</Badge>}
            {!current.active && <Badge variant="outline">Retirado</Badge>}
          </span>
        }
        actions={canWrite && !role.system && <RetireRole role={current} disabled={isDirty} />}
        subtitle={`${formatCount(role.users, "persona", "personas")} · ${held.length} de ${grantable.length} permisos`}
      />
      {writes && outranks && (
        <Alert>Este rol puede más que usted, así que no puede cambiarlo. Pídalo a quien pueda lo mismo.</Alert>
      )}
      <FormShell guarded refusalElsewhere id={formId} form={form} onSubmit={submit}>
        <Tabs value={tab} onValueChange={(value) => url.set({ pestana: value === "permisos" ? null : value })}>
          <TabsList>
            <TabsTrigger value="permisos">Permisos</TabsTrigger>
            <TabsTrigger value="menu">
              Menú{titles && <span className="text-destructive"> · falta un título</span>}
            </TabsTrigger>
            <TabsTrigger value="datos">Nombre y descripción</TabsTrigger>
          </TabsList>
          <TabsContent value="permisos">
            <PermissionMatrix
              permissions={grantable}
              value={held}
              disabled={!canWrite}
              onChange={(next) => form.setValue("permissions", next, { shouldDirty: true })}
            />
          </TabsContent>
          <TabsContent value="menu" className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_232px]">
            <MenuEditor
              value={menu}
              permissions={held}
              disabled={!canWrite}
              errors={menu.sections.map((_, index) => titles?.[index]?.title?.message)}
              onChange={(next) =>
                form.setValue("menu_config", next, { shouldDirty: true, shouldValidate: form.formState.isSubmitted })
              }
            />
            <MenuPreview me={me} menu={menu} permissions={held} />
          </TabsContent>
          <TabsContent value="datos">
            <Card>
              <CardContent className="max-w-[560px] space-y-4">
                <TextField control={form.control} name="name" label="Nombre" disabled={!canWrite} />
                <TextareaField
                  control={form.control}
                  name="description"
                  label="Para qué"
                  optional
                  rows={2}
                  disabled={!canWrite}
                />
              </CardContent>
            </Card>
          </TabsContent>
        </Tabs>
        {isDirty && (
          <div
            data-toasts-above
            className="sticky bottom-20 z-20 flex flex-wrap items-center gap-2 rounded-xl border border-border bg-popover p-3 shadow-2 md:bottom-4"
          >
            <p role="status" className="min-w-0 flex-1 basis-52 text-sm">
              {summaryOf(gained, lost)}
            </p>
            <Refusal form={form} />
            <Button variant="ghost" onClick={() => form.reset(valuesOf(role))}>
              Descartar
            </Button>
            <Button type="submit" loading={form.formState.isSubmitting}>
              Guardar cambios
            </Button>
          </div>
        )}
      </FormShell>
      {current.permissions.includes("invoices:write") && (
        <Can permission="invoices:read">
          <DiscountLimit role={current.name} disabled={!writes || !current.active} />
        </Can>
      )}
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={(open) => !open && setAsked(null)}
        destructive={lost.length > 0}
        title={`Cambiar lo que puede ${role.name}`}
        description={<Consequence {...{ gained, lost, role }} mine={String(me.role.id) === String(role.id)} />}
        confirmLabel="Guardar cambios"
        cancelLabel="Seguir editando"
        onConfirm={() => asked && save(asked)}
      />
    </PageBody>
  );
}

function summaryOf(gained: string[], lost: string[]) {
  if (gained.length + lost.length === 0) return "Hay cambios sin guardar.";
  return [gained.length > 0 && `Suma: ${gained.join("; ")}.`, lost.length > 0 && `Quita: ${lost.join("; ")}.`]
    .filter(Boolean)
    .join(" ");
}

function Consequence({ gained, lost, role, mine }: { gained: string[]; lost: string[]; role: Role; mine: boolean }) {
  const people =
    role.users === 1
      ? "La persona con este rol tendrá que ingresar de nuevo"
      : `Las ${role.users} personas con este rol tendrán que ingresar de nuevo`;
  return (
    <span className="block space-y-2">
      {gained.length > 0 && (
        <span className="block">
          <strong className="font-medium text-foreground">Podrá:</strong> {gained.join("; ")}.
        </span>
      )}
      {lost.length > 0 && (
        <span className="block">
          <strong className="font-medium text-foreground">Ya no podrá:</strong> {lost.join("; ")}.
        </span>
      )}
      <span className="block">
        {people}
        {mine ? ", incluida usted" : ""}. No se pierde lo que esté a medio escribir.
      </span>
    </span>
  );
}
