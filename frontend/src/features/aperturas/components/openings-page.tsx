"use client";

import { useQuery } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { CircleCheckBig, EyeOff } from "lucide-react";
import { useMemo } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { useListState } from "@/components/data-table/use-list-state";
import { RequirePermission } from "@/components/patterns/can";
import { Link } from "@/components/patterns/link";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { EmptyState } from "@/components/patterns/state-panel";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ToggleGroup, ToggleGroupItem } from "@/components/ui/toggle-group";
import { patientPath } from "@/config/navigation";
import { openingsQuery, type Opening } from "@/entities/record/restrictions";
import { useUrlState } from "@/hooks/use-url-state";
import { formatDateTime } from "@/lib/format";
import { useCan } from "@/lib/session";
import { announce, notifyError } from "@/lib/toast";
import { useReview } from "../api";

/** Who opened a restricted note, and why: what whoever answers for the clinic goes through. */
export function OpeningsPage() {
  return (
    <RequirePermission permission="restrictions:read" what="las notas abiertas con un motivo">
      <Openings />
    </RequirePermission>
  );
}

function Openings() {
  const url = useUrlState();
  const all = url.get("ver") === "todas";
  const state = useListState({ filters: [] });
  const query = useQuery(openingsQuery({ ...state.params, sort: undefined, reviewed: all ? undefined : false }));
  const columns = useMemo<ColumnDef<Opening>[]>(
    () => [
      {
        id: "patient",
        header: "Nota de",
        cell: ({ row }) => <PatientLink opening={row.original} />,
      },
      {
        id: "opened",
        header: "Quién la abrió",
        cell: ({ row: { original } }) => (
          <>
            {original.opened_by.name}
            <span className="block text-xs text-muted-foreground">
              {original.role} · {formatDateTime(original.opened_at)}
            </span>
          </>
        ),
      },
      {
        accessorKey: "reason",
        header: "Por qué",
        cell: ({ row }) => <span className="block min-w-56 max-w-xl whitespace-normal">{row.original.reason}</span>,
      },
      { id: "review", header: "Revisión", cell: ({ row }) => <ReviewCell opening={row.original} /> },
    ],
    [],
  );
  return (
    <PageBody>
      <PageHeader
        breadcrumb={[{ label: "Registro", href: "/registro/" }, { label: "Notas abiertas con un motivo" }]}
        title="Notas abiertas con un motivo"
        subtitle="Quien no puede leer una nota restringida la abre con un motivo, por una hora."
      />
      <ToggleGroup
        type="single"
        aria-label="Cuáles"
        value={all ? "todas" : "faltan"}
        onValueChange={(value) => value && url.set({ ver: value === "todas" ? "todas" : null })}
      >
        <ToggleGroupItem value="faltan">Por revisar</ToggleGroupItem>
        <ToggleGroupItem value="todas">Todas</ToggleGroupItem>
      </ToggleGroup>
      <DataTable
        label="aperturas"
        columns={columns}
        query={query}
        state={state}
        rowId={(opening) => opening.id}
        phone={(opening) => ({
          title: opening.opened_by.name,
          detail: `${opening.patient_name} · ${formatDateTime(opening.opened_at)}`,
          actions: (
            <div className="flex flex-1 flex-wrap items-center justify-end gap-2 px-2">
              <p className="min-w-0 flex-1 basis-48 text-sm text-muted-foreground">{opening.reason}</p>
              <ReviewCell opening={opening} />
            </div>
          ),
        })}
        empty={
          <EmptyState bare icon={EyeOff} title={all ? "Nadie abrió una nota restringida" : "Nada por revisar"}>
            Aquí queda cada nota restringida que alguien abra con un motivo.
          </EmptyState>
        }
      />
    </PageBody>
  );
}

function PatientLink({ opening }: { opening: Opening }) {
  const sees = useCan("patients:read");
  const name = <span className="font-medium">{opening.patient_name}</span>;
  return (
    <>
      {sees ? (
        <Link className="underline-offset-2 hover:underline" href={patientPath(opening.patient_id)}>
          {name}
        </Link>
      ) : (
        name
      )}
      <span className="block text-xs text-muted-foreground">Escrita por {opening.author.name}</span>
    </>
  );
}

function ReviewCell({ opening }: { opening: Opening }) {
  const reviews = useCan("restrictions:write");
  const review = useReview();
  if (opening.reviewed_by)
    return (
      <Badge variant="success" icon={CircleCheckBig} className="max-w-full">
        <span className="truncate" title={opening.reviewed_by.name}>
          Revisada por {opening.reviewed_by.name}
        </span>
      </Badge>
    );
  if (!reviews) return <Badge variant="warning">Por revisar</Badge>;
  return (
    <Button
      variant="outline"
      size="sm"
      loading={review.isPending}
      onClick={() => void review.mutateAsync(opening.id).then(() => announce("Apertura revisada"), notifyError)}
    >
      Revisada<span className="sr-only">: la nota de {opening.patient_name}</span>
    </Button>
  );
}
