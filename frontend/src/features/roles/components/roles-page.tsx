"use client";

import { useQuery } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { KeyRound, Plus } from "lucide-react";
import { DataTable } from "@/components/data-table/data-table";
import { ExportButton } from "@/components/data-table/export-button";
import { useListState } from "@/components/data-table/use-list-state";
import { Can, RequirePermission } from "@/components/patterns/can";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { StateBadge } from "@/components/patterns/status-badge";
import { EmptyState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { MENU } from "@/config/navigation";
import { askRoles, rolesQuery } from "@/entities/role/queries";
import type { Role } from "@/entities/role/schema";
import { useHotkey } from "@/hooks/use-hotkey";
import { useUrlState } from "@/hooks/use-url-state";
import type { CsvColumn } from "@/lib/csv";
import { formatCount } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { rolePath } from "./role-path";

const NewRoleDialog = lazy(() => import("./new-role-dialog").then((file) => file.NewRoleDialog));

const columns: ColumnDef<Role>[] = [
  {
    accessorKey: "name",
    header: "Rol",
    meta: { className: "whitespace-nowrap" },
    cell: ({ row }) => (
      <span className="inline-flex items-center gap-2">
        {row.original.name}
        <Retired role={row.original} />
      </span>
    ),
  },
  {
    accessorKey: "description",
    header: "Para qué",
    cell: ({ row }) => <span className="block max-w-xl text-muted-foreground">{row.original.description || "—"}</span>,
  },
  {
    id: "home",
    header: "Inicia en",
    cell: ({ row }) => MENU[row.original.menu_config.home]?.label ?? "—",
    meta: { drop: 2 },
  },
  {
    id: "origin",
    header: "Origen",
    meta: { className: "whitespace-nowrap", drop: 1 },
    cell: ({ row }) => (row.original.system ? "De fábrica" : "Propio"),
  },
  {
    id: "permissions",
    header: "Permisos",
    cell: ({ row }) => row.original.permissions.length,
    meta: { align: "right" },
  },
  { id: "users", header: "Personas", cell: ({ row }) => row.original.users, meta: { align: "right" } },
];

const CSV: CsvColumn<Role>[] = [
  { label: "Rol", value: ({ name }) => name },
  { label: "Para qué", value: ({ description }) => description },
  { label: "Inicia en", value: ({ menu_config }) => MENU[menu_config.home]?.label },
  { label: "Origen", value: ({ system }) => (system ? "De fábrica" : "Propio") },
  { label: "Permisos", value: ({ permissions }) => permissions.join(" ") },
  { label: "Personas", value: ({ users }) => users },
  { label: "Activo", value: ({ active }) => (active ? "sí" : "no") },
];

const Retired = ({ role }: { role: Role }) => (role.active ? null : <StateBadge state="inactive" label="Retirado" />);

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
  const state = useListState({ filters: ["active"] });
  const query = useQuery(rolesQuery(state.params));
  const create = () => url.set({ nuevo: 1 });
  useHotkey("n", create, { enabled: canWrite });

  return (
    <PageBody>
      <PageHeader
        title="Roles"
        subtitle="Qué puede ver y hacer cada persona según su trabajo."
        actions={
          <Can permission="roles:write">
            <Button onClick={create}>
              <Plus aria-hidden />
              Nuevo rol<Kbd inverse>N</Kbd>
            </Button>
          </Can>
        }
      />
      <DataTable
        label="roles"
        columns={columns}
        query={query}
        state={state}
        rowId={(role) => role.id}
        rowHref={(role) => rolePath(role.id)}
        phone={(role) => ({
          title: role.name,
          badge: <Retired role={role} />,
          detail: `${formatCount(role.permissions.length, "permiso", "permisos")} · ${formatCount(role.users, "persona", "personas")}`,
        })}
        empty={
          <EmptyState bare icon={KeyRound} title="Aún no hay roles">
            Cree uno para cada trabajo de la clínica.
          </EmptyState>
        }
        toolbar={{
          search: "Buscar rol",
          facets: [
            {
              name: "active",
              label: "Estado",
              options: [
                { value: "true", label: "Activos" },
                { value: "false", label: "Retirados" },
              ],
            },
          ],
          actions: (
            <ExportButton
              name="roles"
              columns={CSV}
              ask={(after, signal) => askRoles({ ...state.params, limit: 100, after }, signal)}
            />
          ),
        }}
      />
      {canWrite && url.get("nuevo") === "1" && <NewRoleDialog onClose={() => url.set({ nuevo: null })} />}
    </PageBody>
  );
}
