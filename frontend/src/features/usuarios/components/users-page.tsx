"use client";

import { useQuery } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { Plus, UserCog } from "lucide-react";
import { useCallback, useMemo, useState } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { ExportButton } from "@/components/data-table/export-button";
import { useListState } from "@/components/data-table/use-list-state";
import { Can, RequirePermission } from "@/components/patterns/can";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import type { Secret } from "@/components/patterns/secret-dialog";
import { EmptyState } from "@/components/patterns/state-panel";
import { Initials } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { askUsers, usersQuery } from "@/entities/person/queries";
import type { User } from "@/entities/person/schema";
import { allRolesQuery } from "@/entities/role/queries";
import { useHotkey } from "@/hooks/use-hotkey";
import { setUrlState, useUrlState } from "@/hooks/use-url-state";
import type { CsvColumn } from "@/lib/csv";
import { formatAgo, formatCount, formatDateTime, formatPhone } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { UserActions, type UserAct } from "./user-actions";
import { UserState } from "./user-state";

const SecretDialog = lazy(() => import("@/components/patterns/secret-dialog").then((file) => file.SecretDialog));
const NewUserSheet = lazy(() => import("./new-user-sheet").then((file) => file.NewUserSheet));
const UserConfirms = lazy(() => import("./user-confirms").then((file) => file.UserConfirms));
const EditUserSheet = lazy(() => import("./edit-user-sheet").then((file) => file.EditUserSheet));

export function UsersPage() {
  return (
    <RequirePermission permission="users:read" what="los usuarios">
      <Users />
    </RequirePermission>
  );
}

const csvColumns: CsvColumn<User>[] = [
  { label: "Nombre", value: (user) => user.full_name },
  { label: "Correo", value: (user) => user.email },
  { label: "Teléfono", value: (user) => user.phone },
  { label: "Rol", value: (user) => user.role.name },
  { label: "Atiende pacientes", value: (user) => (user.practitioner ? "sí" : "no") },
  { label: "Especialidad", value: (user) => user.specialty },
  { label: "Registro profesional", value: (user) => user.professional_registration },
  { label: "Activo", value: (user) => (user.active ? "sí" : "no") },
  { label: "Último ingreso", value: (user) => user.last_login_at && formatDateTime(user.last_login_at) },
];

function Users() {
  const url = useUrlState();
  const canWrite = useCan("users:write");
  const state = useListState({ filters: ["role_id", "active"], sort: "full_name" });
  const query = useQuery(usersQuery(state.params));
  const seesRoles = useCan("roles:read");
  const { data: roles = [] } = useQuery({ ...allRolesQuery, enabled: seesRoles });
  const [asked, setAsked] = useState<{ act: UserAct; user: User } | null>(null);
  const [secret, setSecret] = useState<Secret | null>(null);
  const editing = canWrite ? Number(url.get("editar")) || null : null;
  const creating = canWrite && url.get("nuevo") === "1";
  const create = () => url.set({ nuevo: 1 });
  useHotkey("n", create, { enabled: canWrite });

  const act = useCallback((wanted: UserAct, user: User) => {
    setUrlState({ editar: wanted === "edit" ? user.id : null });
    if (wanted !== "edit") setAsked({ act: wanted, user });
  }, []);
  const columns = useMemo(() => columnsFor(canWrite ? act : null), [canWrite, act]);

  const total = query.data?.total;
  return (
    <PageBody>
      <PageHeader
        title="Usuarios"
        subtitle={
          total === undefined || state.active
            ? "Quién puede ingresar y con qué rol."
            : `${formatCount(total, "persona tiene", "personas tienen")} cuenta en la clínica.`
        }
        actions={
          <Can permission="users:write">
            <Button onClick={create}>
              <Plus aria-hidden />
              Nuevo usuario<Kbd inverse>N</Kbd>
            </Button>
          </Can>
        }
      />
      <DataTable
        label="usuarios"
        columns={columns}
        hiddenColumns={["phone"]}
        query={query}
        state={state}
        rowId={(user) => user.id}
        onOpen={canWrite ? (user) => url.set({ editar: user.id }) : undefined}
        phone={(user) => ({ title: user.full_name, badge: <UserState user={user} />, detail: user.role.name })}
        empty={
          <EmptyState bare icon={UserCog} title="Aún no hay usuarios">
            Cree una cuenta para cada persona que trabaja aquí.
          </EmptyState>
        }
        toolbar={{
          search: "Nombre o correo",
          facets: [
            ...(seesRoles
              ? [
                  {
                    name: "role_id",
                    label: "Rol",
                    options: roles.map((role) => ({ value: String(role.id), label: role.name, count: role.users })),
                  },
                ]
              : []),
            {
              name: "active",
              label: "Estado",
              options: [
                { value: "true", label: "Activos" },
                { value: "false", label: "Deshabilitados" },
              ],
            },
          ],
          actions: (
            <ExportButton
              name="usuarios"
              columns={csvColumns}
              ask={(after, signal) => askUsers({ ...state.params, after, limit: 100 }, signal)}
            />
          ),
        }}
      />
      {creating && (
        <NewUserSheet open onOpenChange={(open) => !open && url.set({ nuevo: null })} onSecret={setSecret} />
      )}
      {editing && (
        <EditUserSheet
          key={editing}
          id={editing}
          onClose={() => url.set({ editar: null })}
          actions={(user) => <UserActions inSheet user={user} onAct={act} />}
        />
      )}
      <UserConfirms open={asked !== null} asked={asked} onClose={() => setAsked(null)} onSecret={setSecret} />
      <SecretDialog secret={secret} onClose={() => setSecret(null)} />
    </PageBody>
  );
}

function columnsFor(act: ((act: UserAct, user: User) => void) | null): ColumnDef<User>[] {
  return [
    {
      accessorKey: "full_name",
      header: "Nombre",
      meta: { sort: "full_name", className: "min-w-44" },
      cell: ({ row: { original: user } }) => (
        <span className="flex items-center gap-2.5">
          <Initials name={user.full_name} className="size-7" />
          {user.full_name}
        </span>
      ),
    },
    {
      accessorKey: "email",
      header: "Correo",
      meta: { sort: "email", className: "whitespace-nowrap", drop: 5 },
    },
    { id: "role", header: "Rol", cell: ({ row }) => row.original.role.name },
    {
      accessorKey: "specialty",
      header: "Especialidad",
      cell: ({ row: { original: user } }) =>
        user.specialty ?? (user.practitioner ? "Atiende" : <span className="text-muted-foreground">—</span>),
      meta: { drop: 2 },
    },
    {
      accessorKey: "phone",
      header: "Teléfono",
      cell: ({ row }) => (row.original.phone ? formatPhone(row.original.phone) : "—"),
      meta: { className: "whitespace-nowrap tabular-nums", drop: 1 },
    },
    {
      id: "login",
      header: "Último ingreso",
      cell: ({ row }) =>
        row.original.last_login_at ? (
          formatAgo(row.original.last_login_at)
        ) : (
          <span className="text-muted-foreground">Nunca</span>
        ),
      meta: { className: "whitespace-nowrap", drop: 3 },
    },
    { id: "state", header: "Estado", cell: ({ row }) => <UserState user={row.original} /> },
    ...(act
      ? [
          {
            id: "actions",
            header: "",
            cell: ({ row }) => <UserActions user={row.original} onAct={act} />,
            meta: { align: "right", className: "w-12" },
          } satisfies ColumnDef<User>,
        ]
      : []),
  ];
}
