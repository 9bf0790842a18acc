"use client";

import { useQuery } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { BadgeCheck, FilePen } from "lucide-react";
import { useMemo } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { useListState } from "@/components/data-table/use-list-state";
import { RequirePermission } from "@/components/patterns/can";
import { Link } from "@/components/patterns/link";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { EmptyState } from "@/components/patterns/state-panel";
import { ToggleGroup, ToggleGroupItem } from "@/components/ui/toggle-group";
import { notePath } from "@/config/navigation";
import { ownDraftsQuery, waitingQuery, type OwnDraft, type WaitingNote } from "@/entities/record/pending";
import { useUrlState } from "@/hooks/use-url-state";
import { formatDateTime } from "@/lib/format";
import { useCan } from "@/lib/session";

/** The notes that wait for somebody: to be co-signed, or to be finished. */
export function PendingPage() {
  return (
    <RequirePermission permission="records:write" what="las notas pendientes">
      <Pending />
    </RequirePermission>
  );
}

const VIEWS = ["refrendar", "todas", "borradores"] as const;

function Pending() {
  const url = useUrlState();
  const cosigns = useCan("records:cosign");
  const asked = VIEWS.find((view) => view === url.get("ver")) ?? "refrendar";
  const view = cosigns ? asked : "borradores";
  return (
    <PageBody>
      <PageHeader
        breadcrumb={[{ label: "Pacientes", href: "/pacientes/" }, { label: "Notas pendientes" }]}
        title="Notas pendientes"
        subtitle={
          view === "borradores"
            ? "Sus borradores: los que comenzó, le pasaron o le devolvieron."
            : "Firmadas por quien trabaja con supervisión."
        }
      />
      {cosigns && (
        <ToggleGroup
          type="single"
          aria-label="Cuáles"
          value={view}
          onValueChange={(value) => value && url.set({ ver: value === "refrendar" ? null : value })}
        >
          <ToggleGroupItem value="refrendar">Esperan mi refrendo</ToggleGroupItem>
          <ToggleGroupItem value="todas">De todos</ToggleGroupItem>
          <ToggleGroupItem value="borradores">Mis borradores</ToggleGroupItem>
        </ToggleGroup>
      )}
      {view === "borradores" ? <Drafts /> : <Waiting key={view} mine={view === "refrendar"} />}
    </PageBody>
  );
}

function Waiting({ mine }: { mine: boolean }) {
  const state = useListState({ filters: [] });
  const query = useQuery(waitingQuery({ ...state.params, sort: undefined, search: undefined, mine }));
  const columns = useMemo<ColumnDef<WaitingNote>[]>(
    () => [
      { id: "note", header: "Nota", cell: ({ row }) => <NoteLink note={row.original} /> },
      {
        id: "author",
        header: "La firmó",
        cell: ({ row: { original } }) => (
          <>
            {original.author.name}
            <span className="block text-xs tabular-nums text-muted-foreground">
              {original.signed_at && formatDateTime(original.signed_at)}
            </span>
          </>
        ),
      },
      { id: "supervisor", header: "Espera a", cell: ({ row }) => row.original.supervisor?.name, meta: { drop: 1 } },
    ],
    [],
  );
  return (
    <DataTable
      label="notas por refrendar"
      columns={columns}
      query={query}
      state={state}
      rowId={({ note_id }) => note_id}
      phone={(note) => ({
        title: `${note.patient_name}: ${note.reason}`,
        detail: `${note.author.name} · ${note.signed_at ? formatDateTime(note.signed_at) : ""}`,
      })}
      rowHref={(note) => notePath(note.patient_id)}
      empty={
        <EmptyState
          bare
          icon={BadgeCheck}
          title={mine ? "Ninguna nota espera su refrendo" : "Ninguna nota espera refrendo"}
        >
          Quien firma con supervisión elige al firmar quién refrenda su nota.
        </EmptyState>
      }
    />
  );
}

function Drafts() {
  const state = useListState({ filters: [] });
  const query = useQuery(ownDraftsQuery({ ...state.params, sort: undefined, search: undefined }));
  const columns = useMemo<ColumnDef<OwnDraft>[]>(
    () => [
      { id: "note", header: "Borrador", cell: ({ row }) => <NoteLink note={row.original} draft /> },
      {
        id: "updated",
        header: "Cambiado",
        cell: ({ row }) => <span className="tabular-nums">{formatDateTime(row.original.updated_at)}</span>,
      },
      {
        id: "from",
        header: "De quién viene",
        cell: ({ row }) => <From draft={row.original} />,
        meta: { drop: 1 },
      },
    ],
    [],
  );
  return (
    <DataTable
      label="mis borradores"
      columns={columns}
      query={query}
      state={state}
      rowId={({ note_id }) => note_id}
      phone={(draft) => ({
        title: `${draft.patient_name}: ${draft.reason}`,
        detail: [cameFrom(draft), formatDateTime(draft.updated_at)].filter(Boolean).join(" · "),
      })}
      rowHref={(draft) => notePath(draft.patient_id, draft.note_id)}
      empty={
        <EmptyState bare icon={FilePen} title="Ningún borrador suyo">
          Aquí quedan las notas que empiece y no firme, las que le pase un colega y las que le devuelvan para corregir.
        </EmptyState>
      }
    />
  );
}

/** In a few words, whoever gave the draft; nobody, where its author began it. */
const cameFrom = ({ handover, redraft_of: back }: OwnDraft) =>
  back ? `Devuelta por ${back.by.name}` : handover ? `Se lo pasó ${handover.from.name}` : null;

function From({ draft }: { draft: OwnDraft }) {
  return (
    <>
      {cameFrom(draft) ?? "—"}
      {draft.redraft_of && (
        <span className="block max-w-xs truncate text-xs text-muted-foreground">{draft.redraft_of.reason}</span>
      )}
    </>
  );
}

type Named = Pick<WaitingNote, "patient_id" | "patient_name" | "note_id" | "reason">;

function NoteLink({ note, draft }: { note: Named; draft?: boolean }) {
  return (
    <>
      <Link
        className="font-medium underline-offset-2 hover:underline"
        href={notePath(note.patient_id, draft ? note.note_id : undefined)}
      >
        {note.patient_name}
      </Link>
      <span className="block max-w-md truncate text-xs text-muted-foreground">{note.reason}</span>
    </>
  );
}
