"use client";

import { useQuery } from "@tanstack/react-query";
import type { ColumnDef } from "@tanstack/react-table";
import { Users } from "lucide-react";
import { useMemo } from "react";
import { DataTable } from "@/components/data-table/data-table";
import { useListState } from "@/components/data-table/use-list-state";
import { RequirePermission } from "@/components/patterns/can";
import { Link } from "@/components/patterns/link";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { EmptyState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { ToggleGroup, ToggleGroupItem } from "@/components/ui/toggle-group";
import { mergePath, patientPath } from "@/config/navigation";
import { pairsQuery, type Pair, type PairedFile } from "@/entities/patient/pairs";
import { WHY_LIKELY } from "@/entities/patient/words";
import { useUrlState } from "@/hooks/use-url-state";
import { formatDate, formatPhone } from "@/lib/format";
import { announce, notifyError } from "@/lib/toast";
import { useDecide } from "../api";

/** The clinic's files that may be of one person, the surest first: merged, or said to be two. */
export function PairsPage() {
  return (
    <RequirePermission permission="patients:merge" what="las fichas que se parecen">
      <Pairs />
    </RequirePermission>
  );
}

function Pairs() {
  const url = useUrlState();
  const said = url.get("ver") === "distintas";
  const state = useListState({ filters: [] });
  const query = useQuery(pairsQuery({ ...state.params, sort: undefined, search: undefined, distinct: said }));
  const columns = useMemo<ColumnDef<Pair>[]>(
    () => [
      {
        accessorKey: "score",
        header: "De 100",
        cell: ({ row }) => <span className="font-semibold tabular-nums">{row.original.score}</span>,
        meta: { align: "right" },
      },
      { id: "one", header: "Una ficha", cell: ({ row }) => <File file={row.original.one} /> },
      { id: "other", header: "La otra", cell: ({ row }) => <File file={row.original.other} /> },
      {
        id: "why",
        header: "Por qué",
        cell: ({ row }) => <span className="block first-letter:uppercase">{WHY_LIKELY[row.original.why]}</span>,
        meta: { drop: 1 },
      },
      {
        id: "act",
        header: () => <span className="sr-only">Decidir</span>,
        cell: ({ row }) => <Acts pair={row.original} />,
      },
    ],
    [],
  );
  return (
    <PageBody>
      <PageHeader
        breadcrumb={[{ label: "Pacientes", href: "/pacientes/" }, { label: "Fichas que se parecen" }]}
        title="Fichas que se parecen"
        subtitle="Pueden ser de la misma persona: únalas, o diga que son dos y no se vuelven a ofrecer."
      />
      <ToggleGroup
        type="single"
        aria-label="Cuáles"
        value={said ? "distintas" : "esperan"}
        onValueChange={(value) => value && url.set({ ver: value === "distintas" ? "distintas" : null })}
      >
        <ToggleGroupItem value="esperan">Por decidir</ToggleGroupItem>
        <ToggleGroupItem value="distintas">Son dos personas</ToggleGroupItem>
      </ToggleGroup>
      <DataTable
        label="fichas que se parecen"
        columns={columns}
        query={query}
        state={state}
        rowId={({ one, other }) => `${one.id}-${other.id}`}
        phone={(pair) => ({
          title: `${pair.one.full_name} · ${pair.other.full_name}`,
          detail: WHY_LIKELY[pair.why],
          actions: <Acts pair={pair} />,
        })}
        empty={
          <EmptyState bare icon={Users} title={said ? "De nadie se dijo" : "Ninguna por decidir"}>
            Cada paciente se compara con los demás al registrarlo o cambiar sus datos; los de antes, poco a poco.
          </EmptyState>
        }
      />
    </PageBody>
  );
}

function File({ file }: { file: PairedFile }) {
  const about = [
    file.document_number,
    file.birth_date && formatDate(file.birth_date),
    file.phone && formatPhone(file.phone),
  ].filter(Boolean);
  return (
    <>
      <Link className="font-medium underline-offset-2 hover:underline" href={patientPath(file.id)}>
        {file.full_name}
      </Link>
      <span className="block text-xs text-muted-foreground">
        Ficha {file.id}
        {about.length > 0 && ` · ${about.join(" · ")}`}
        {!file.active && " · inactiva"}
      </span>
    </>
  );
}

function Acts({ pair }: { pair: Pair }) {
  const decide = useDecide();
  const who = `${pair.one.full_name} y ${pair.other.full_name}`;
  const say = (areTwo: boolean) =>
    void decide
      .mutateAsync({ pair, areTwo })
      .then(() => announce(areTwo ? "Son dos personas: no se vuelven a ofrecer" : "Vuelven a la lista"), notifyError);
  if (pair.distinct_by)
    return (
      <span className="flex flex-wrap items-center gap-2">
        <span className="text-xs text-muted-foreground">Lo dijo {pair.distinct_by.name}</span>
        <Button variant="outline" size="sm" loading={decide.isPending} onClick={() => say(false)}>
          Deshacer<span className="sr-only">: {who}</span>
        </Button>
      </span>
    );
  return (
    <span className="flex justify-end gap-2">
      <Button variant="ghost" size="sm" loading={decide.isPending} onClick={() => say(true)}>
        Son dos personas<span className="sr-only">: {who}</span>
      </Button>
      <Button asChild variant="outline" size="sm">
        <Link href={`${mergePath(pair.one.id)}&con=${pair.other.id}`}>
          Comparar<span className="sr-only"> {who}</span>
        </Link>
      </Button>
    </span>
  );
}
