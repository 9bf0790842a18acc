"use client";

import { useQuery } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { Ellipsis, KeyRound, Pencil, Plug, PlugZap, Plus, Unplug } from "lucide-react";
import { useMemo, useState } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { ExportButton } from "@/components/data-table/export-button";
import { useListState } from "@/components/data-table/use-list-state";
import { Can, RequirePermission } from "@/components/patterns/can";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { CopyButton } from "@/components/patterns/copy-button";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import type { Secret } from "@/components/patterns/secret-dialog";
import { EmptyState } from "@/components/patterns/state-panel";
import { StateBadge } from "@/components/patterns/status-badge";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { Kbd } from "@/components/ui/kbd";
import { askClients, clientsQuery } from "@/entities/client/queries";
import type { Client } from "@/entities/client/schema";
import { useHotkey } from "@/hooks/use-hotkey";
import { useUrlState } from "@/hooks/use-url-state";
import type { CsvColumn } from "@/lib/csv";
import { formatAgo, formatCount, formatDateTime } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { notify } from "@/lib/toast";
import { useChangeClient, useRotateSecret } from "../api";
import { clientSecret } from "./client-secret";

const SecretDialog = lazy(() => import("@/components/patterns/secret-dialog").then((file) => file.SecretDialog));
const NewClientSheet = lazy(() => import("./client-sheets").then((file) => file.NewClientSheet));
const EditClientSheet = lazy(() => import("./client-sheets").then((file) => file.EditClientSheet));

const CSV: CsvColumn<Client>[] = [
  { label: "Nombre", value: ({ name }) => name },
  { label: "Identificador", value: ({ client_id }) => client_id },
  { label: "Permisos", value: ({ permissions }) => permissions.join(" ") },
  { label: "Último uso", value: ({ last_used_at }) => last_used_at && formatDateTime(last_used_at) },
  { label: "De la instalación", value: ({ system }) => (system ? "Sí" : "No") },
  { label: "Estado", value: ({ active }) => (active ? "Activa" : "Deshabilitada") },
];

type Act = "edit" | "rotate" | "disable" | "enable";

export function ClientsPage() {
  return (
    <RequirePermission permission="clients:read" what="las integraciones">
      <Clients />
    </RequirePermission>
  );
}

function Clients() {
  const url = useUrlState();
  const canWrite = useCan("clients:write");
  const state = useListState({ filters: ["active"] });
  const query = useQuery(clientsQuery(state.params));
  const [asked, setAsked] = useState<{ act: Act; client: Client } | null>(null);
  const [secret, setSecret] = useState<Secret | null>(null);
  const create = () => url.set({ nuevo: 1 });
  useHotkey("n", create, { enabled: canWrite });
  const columns = useMemo(() => columnsFor(canWrite ? (act, client) => setAsked({ act, client }) : null), [canWrite]);
  const close = () => setAsked(null);

  return (
    <PageBody>
      <PageHeader
        title="Integraciones"
        subtitle="Los programas que usan los datos de la clínica, cada uno con su secreto y sus permisos."
        actions={
          <Can permission="clients:write">
            <Button onClick={create}>
              <Plus aria-hidden />
              Nueva integración<Kbd inverse>N</Kbd>
            </Button>
          </Can>
        }
      />
      <DataTable
        label="integraciones"
        columns={columns}
        query={query}
        state={state}
        rowId={(client) => client.id}
        onOpen={
          canWrite
            ? (client) =>
                client.system
                  ? notify("Esta integración es de la instalación: se configura en el servidor.")
                  : setAsked({ act: "edit", client })
            : undefined
        }
        phone={(client) => ({
          title: client.name,
          badge: <ClientState client={client} />,
          detail: `${formatCount(client.permissions.length, "permiso", "permisos")} · ${usedAt(client)}`,
        })}
        empty={
          <EmptyState bare icon={Plug} title="Aún no hay integraciones">
            Cree una para que otro programa use los datos sin la contraseña de nadie.
          </EmptyState>
        }
        toolbar={{
          search: "Buscar integración",
          facets: [
            {
              name: "active",
              label: "Estado",
              options: [
                { value: "true", label: "Activas" },
                { value: "false", label: "Deshabilitadas" },
              ],
            },
          ],
          actions: (
            <ExportButton
              name="integraciones"
              columns={CSV}
              ask={(after, signal) => askClients({ ...state.params, limit: 100, after }, signal)}
            />
          ),
        }}
      />
      {canWrite && url.get("nuevo") === "1" && (
        <NewClientSheet onClose={() => url.set({ nuevo: null })} onSecret={setSecret} />
      )}
      {asked?.act === "edit" && <EditClientSheet key={asked.client.id} client={asked.client} onClose={close} />}
      {asked && asked.act !== "edit" && (
        <ClientConfirm act={asked.act} client={asked.client} onClose={close} onSecret={setSecret} />
      )}
      <SecretDialog secret={secret} onClose={() => setSecret(null)} />
    </PageBody>
  );
}

const usedAt = ({ last_used_at }: Client) => (last_used_at ? `usada ${formatAgo(last_used_at)}` : "sin usar");

function ClientState({ client }: { client: Client }) {
  if (!client.active) return <StateBadge state="inactive" label="Deshabilitada" />;
  if (client.system) return <Badge variant="outline">De la instalación</Badge>;
  return <StateBadge state="active" label="Activa" />;
}

type ClientConfirmProps = {
  act: Exclude<Act, "edit">;
  client: Client;
  onClose: () => void;
  onSecret: (secret: Secret) => void;
};

function ClientConfirm({ act, client, onClose, onSecret }: ClientConfirmProps) {
  const rotate = useRotateSecret();
  const change = useChangeClient();
  const setActive = async (active: boolean) => {
    await change.mutateAsync({ client, changes: { active } });
    notify(active ? `${client.name} puede conectarse de nuevo` : `${client.name} ya no puede conectarse`);
  };
  const words = {
    rotate: {
      title: `Cambiar el secreto de ${client.name}`,
      description:
        "El secreto actual deja de valer de inmediato: la integración no podrá conectarse hasta que le ponga el nuevo.",
      confirmLabel: "Cambiar secreto",
      onConfirm: async () => onSecret(clientSecret(await rotate.mutateAsync(client.id))),
    },
    disable: {
      title: `Deshabilitar ${client.name}`,
      description: "Su acceso se corta de inmediato. Puede habilitarla de nuevo con el mismo secreto.",
      confirmLabel: "Deshabilitar",
      onConfirm: () => setActive(false),
    },
    enable: {
      title: `Habilitar ${client.name}`,
      description: "Podrá conectarse otra vez con su secreto y sus permisos.",
      confirmLabel: "Habilitar",
      onConfirm: () => setActive(true),
    },
  }[act];
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      destructive={act !== "enable"}
      cancelLabel={act === "enable" ? "Cancelar" : "Conservar"}
      {...words}
    />
  );
}

function columnsFor(act: ((act: Act, client: Client) => void) | null): ColumnDef<Client>[] {
  return [
    { accessorKey: "name", header: "Nombre", meta: { className: "min-w-40" } },
    {
      accessorKey: "client_id",
      header: "Identificador",
      cell: ({ row: { original: client } }) => (
        <span className="inline-flex items-center gap-1">
          <code className="font-mono text-xs">{client.client_id}</code>
          <CopyButton
            iconOnly
            variant="ghost"
            text={client.client_id}
            label={`Copiar el identificador de ${client.name}`}
          />
        </span>
      ),
      meta: { drop: 2 },
    },
    {
      id: "permissions",
      header: "Permisos",
      meta: { className: "whitespace-nowrap", drop: 1 },
      cell: ({
        row: {
          original: { permissions },
        },
      }) => <span title={permissions.join(", ")}>{formatCount(permissions.length, "permiso", "permisos")}</span>,
    },
    {
      id: "used",
      header: "Último uso",
      cell: ({
        row: {
          original: { last_used_at },
        },
      }) => (last_used_at ? formatAgo(last_used_at) : <span className="text-muted-foreground">Nunca</span>),
      meta: { className: "whitespace-nowrap", drop: 3 },
    },
    { id: "state", header: "Estado", cell: ({ row }) => <ClientState client={row.original} /> },
    ...(act
      ? [
          {
            id: "actions",
            header: "",
            cell: ({ row }) => (row.original.system ? null : <ClientActions client={row.original} onAct={act} />),
            meta: { align: "right", className: "w-12" },
          } satisfies ColumnDef<Client>,
        ]
      : []),
  ];
}

function ClientActions({ client, onAct }: { client: Client; onAct: (act: Act, client: Client) => void }) {
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" size="icon-xs" aria-label={`Acciones de ${client.name}`}>
          <Ellipsis aria-hidden />
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent align="end">
        <DropdownMenuItem onSelect={() => onAct("edit", client)}>
          <Pencil aria-hidden />
          Editar
        </DropdownMenuItem>
        <DropdownMenuItem onSelect={() => onAct("rotate", client)}>
          <KeyRound aria-hidden />
          Cambiar secreto
        </DropdownMenuItem>
        <DropdownMenuSeparator />
        {client.active ? (
          <DropdownMenuItem variant="destructive" onSelect={() => onAct("disable", client)}>
            <Unplug aria-hidden />
            Deshabilitar
          </DropdownMenuItem>
        ) : (
          <DropdownMenuItem onSelect={() => onAct("enable", client)}>
            <PlugZap aria-hidden />
            Habilitar
          </DropdownMenuItem>
        )}
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
