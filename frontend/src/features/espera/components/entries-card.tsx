"use client";

import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import { Hourglass, Send, X } from "lucide-react";
import { useState } from "react";
import { SearchBox } from "@/components/data-table/toolbar";
import { Can } from "@/components/patterns/can";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, TableBody, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { practitionersQuery } from "@/entities/person/queries";
import type { Candidate, Entry, Gap } from "@/entities/waitlist/schema";
import { formatCount } from "@/lib/format";
import { notify, notifyError } from "@/lib/toast";
import { useOffer } from "../api";
import { hourOf } from "../words";
import { EntryRow } from "./entry-row";

const EVERYBODY = "todos";
/** As many as the service takes at once. */
const MOST_OFFERS = 10;
/** Behind everybody whom the hour suits. */
const LAST = 10_000;

type Props = {
  query: UseQueryResult<{ data: Entry[]; next: string | null }>;
  /** The freed hour that was chosen, while it is free: who could come stands first. */
  gap: Gap | null;
  candidates: { fit: Candidate[]; unfit: Candidate[] } | undefined;
  search: string;
  onSearch: (text: string) => void;
  doctorId: string | null;
  onDoctor: (id: string | null) => void;
  onForget: () => void;
  onAdd: () => void;
};

/** Who waits; with an hour chosen, whom it suits and why not the others. */
export function EntriesCard({ query, gap, candidates, search, onSearch, doctorId, onDoctor, onForget, onAdd }: Props) {
  const { data: doctors = [] } = useQuery(practitionersQuery);
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const places = new Map([...(candidates?.fit ?? []), ...(candidates?.unfit ?? [])].map((one) => [one.entry_id, one]));
  const placeOf = ({ id }: Entry) => places.get(id)?.place ?? LAST;
  const rows = [...(query.data?.data ?? [])].sort((a, b) => placeOf(a) - placeOf(b));
  const selected = rows.filter((entry) => chosen.has(entry.id) && placeOf(entry) < LAST);
  const narrowed = search !== "" || doctorId !== null;

  function choose(id: number, on: boolean) {
    const next = new Set(chosen);
    if (on) next.add(id);
    else next.delete(id);
    setChosen(next);
  }

  return (
    <section
      aria-label="Quienes esperan"
      className="flex min-w-0 flex-col overflow-hidden rounded-xl border border-border bg-card shadow-1"
    >
      <div className="flex flex-wrap items-center gap-2 p-3">
        <SearchBox label="Paciente" value={search} onChange={onSearch} />
        <Select value={doctorId ?? EVERYBODY} onValueChange={(id) => onDoctor(id === EVERYBODY ? null : id)}>
          <SelectTrigger aria-label="Profesional" className="w-auto min-w-40 max-md:flex-1">
            <SelectValue />
          </SelectTrigger>
          <SelectContent>
            <SelectItem value={EVERYBODY}>Todos los profesionales</SelectItem>
            {doctors.map(({ id, full_name }) => (
              <SelectItem key={id} value={String(id)}>
                {full_name}
              </SelectItem>
            ))}
          </SelectContent>
        </Select>
        {gap && (
          <Badge variant="accent" className="h-8 gap-1 pl-3 pr-1">
            Primero a quien le sirve {hourOf(gap).toLowerCase()}
            <Button variant="ghost" size="icon-xs" aria-label="Dejar el hueco" onClick={onForget}>
              <X aria-hidden />
            </Button>
          </Badge>
        )}
      </div>
      {query.isError ? (
        <ErrorState bare error={query.error} what="la lista de espera" onRetry={() => void query.refetch()} />
      ) : !query.data ? (
        <Skeleton className="m-3 h-72 w-auto" />
      ) : rows.length === 0 ? (
        <EmptyState
          bare
          icon={Hourglass}
          title={narrowed ? "Nadie así en la lista" : "Nadie espera"}
          action={
            !narrowed && (
              <Can permission="appointments:write">
                <Button variant="outline" onClick={onAdd}>
                  Añadir a la lista
                </Button>
              </Can>
            )
          }
        >
          {narrowed
            ? "Pruebe con otro nombre o con todos los profesionales."
            : "Anote a quien vendría antes: si se libera una hora que le sirve, se le ofrece."}
        </EmptyState>
      ) : (
        <>
          <Table className="max-md:block">
            <TableHeader className="max-md:hidden">
              <TableRow>
                {gap && (
                  <TableHead className="w-10">
                    <span className="sr-only">Elegir</span>
                  </TableHead>
                )}
                <TableHead>Paciente</TableHead>
                <TableHead>Qué espera</TableHead>
                <TableHead>Puede</TableHead>
                <TableHead className={gap ? "max-2xl:hidden" : undefined}>Desde</TableHead>
                <TableHead>{gap ? "Le sirve" : "Estado"}</TableHead>
                <TableHead>
                  <span className="sr-only">Acciones</span>
                </TableHead>
              </TableRow>
            </TableHeader>
            <TableBody className="max-md:block">
              {rows.map((entry) => (
                <EntryRow
                  key={entry.id}
                  entry={entry}
                  gap={gap}
                  candidate={places.get(entry.id)}
                  chosen={chosen.has(entry.id)}
                  onChosen={(on) => choose(entry.id, on)}
                />
              ))}
            </TableBody>
          </Table>
          <footer
            data-toasts-above
            className="flex min-h-12 flex-wrap items-center gap-2 border-t border-border px-4 py-2 text-sm"
          >
            {gap && selected.length > 0 ? (
              <Chosen gap={gap} entries={selected} total={rows.length} onDone={() => setChosen(new Set())} />
            ) : (
              <span className="text-muted-foreground">
                {query.data.next
                  ? `Los ${rows.length} que esperan desde hace más. Busque para ver a los demás.`
                  : formatCount(rows.length, "persona", "personas")}
              </span>
            )}
          </footer>
        </>
      )}
    </section>
  );
}

type ChosenProps = { gap: Gap; entries: readonly Entry[]; total: number; onDone: () => void };

function Chosen({ gap, entries, total, onDone }: ChosenProps) {
  const offer = useOffer();
  return (
    <>
      <span>
        <b className="font-semibold">{formatCount(entries.length, "elegida", "elegidas")}</b> de {total}
      </span>
      <Button
        variant="outline"
        size="sm"
        loading={offer.isPending}
        disabled={entries.length > MOST_OFFERS}
        onClick={() =>
          // What is offered leaves the choice, and with it this button, before the answer is told.
          void offer.mutateAsync({ gapId: gap.id, entryIds: entries.map(({ id }) => id) }).then(
            () => {
              notify(`Ofrecida a ${formatCount(entries.length, "persona", "personas")}`);
              onDone();
            },
            (error: unknown) => notifyError(error),
          )
        }
      >
        <Send aria-hidden />
        Ofrecer {hourOf(gap).toLowerCase()}
      </Button>
      <Button variant="ghost" size="sm" onClick={onDone}>
        Quitar selección
      </Button>
    </>
  );
}
