"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { CalendarCheck, History, type LucideIcon, ReceiptText } from "lucide-react";
import { useCallback, useMemo } from "react";
import { SearchBox } from "@/components/data-table/toolbar";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { patientVisitsWith } from "@/entities/appointment/queries";
import { patientInvoicesWith } from "@/entities/invoice/queries";
import type { Patient } from "@/entities/patient/schema";
import { timelineQuery } from "@/entities/record/queries";
import { ENTRY_KINDS, type EntryKind } from "@/entities/record/schema";
import { useHotkey } from "@/hooks/use-hotkey";
import { useUrlState } from "@/hooks/use-url-state";
import { useMe } from "@/lib/session";
import { cn } from "@/lib/utils";
import { daysOf } from "../../timeline";
import { HiddenNotes } from "../hidden-notes";
import { LoadMore } from "../load-more";
import { RowsSkeleton } from "../rows-skeleton";
import { ENTRY_WORDS } from "./words";
import { TimelineDay } from "./timeline-day";

type Kind = EntryKind | "VISIT" | "INVOICE";
type Chip = { kind: Kind; label: string; icon: LucideIcon; permission: string };

const CHIPS: Chip[] = [
  { kind: "VISIT", label: "Citas", icon: CalendarCheck, permission: "appointments:read" },
  ...ENTRY_KINDS.map((kind) => ({ kind, ...ENTRY_WORDS[kind] })),
  { kind: "INVOICE", label: "Facturas", icon: ReceiptText, permission: "invoices:read" },
];
// Clinical reading first: who wants the invoices asks for them.
const AT_FIRST: Kind[] = ["VISIT", ...ENTRY_KINDS];

/** The whole record of a patient by time, filtered by kind and searched by word. */
export function TimelineTab({ patient }: { patient: Patient }) {
  const { search, chips, shows, toggle, setSearch } = useFilters();
  const kinds = ENTRY_KINDS.filter(shows);
  const visits = useInfiniteQuery({ ...patientVisitsWith(patient.id, search), enabled: shows("VISIT") });
  const entries = useInfiniteQuery({ ...timelineQuery(patient.id, kinds, search), enabled: kinds.length > 0 });
  const invoices = useInfiniteQuery({ ...patientInvoicesWith(patient.id, search), enabled: shows("INVOICE") });

  const asked = [shows("VISIT") && visits, kinds.length > 0 && entries, shows("INVOICE") && invoices].filter(
    (query) => query !== false,
  );
  const { days, more } = useMemo(
    () =>
      daysOf(
        streamOf(shows("VISIT") && visits),
        streamOf(kinds.length > 0 && entries),
        streamOf(shows("INVOICE") && invoices),
      ),
    // The pages, and what is shown of them.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [visits.data, entries.data, invoices.data, chips, search],
  );
  const failed = asked.find(({ isError }) => isError);

  return (
    <div className="space-y-4">
      {shows("NOTE") && <HiddenNotes patientId={patient.id} />}
      <section
        aria-label="Línea de tiempo"
        className="overflow-hidden rounded-xl border border-border bg-card shadow-1"
      >
        <header className="flex flex-wrap items-center gap-2 border-b border-border p-3">
          <SearchBox label="Buscar en la historia" value={search} onChange={setSearch} />
          <div
            role="group"
            aria-label="Qué se muestra"
            className="sideways flex min-w-0 gap-1.5 [scrollbar-width:none] max-md:w-full md:flex-wrap"
          >
            {CHIPS.filter(({ kind }) => chips.includes(kind)).map(({ kind, label, icon: Icon }) => (
              <button
                key={kind}
                type="button"
                aria-pressed={shows(kind)}
                onClick={() => toggle(kind)}
                className={cn(
                  "inline-flex h-10 shrink-0 items-center gap-1.5 rounded-md border px-2.5 text-sm md:h-8",
                  shows(kind)
                    ? "border-border font-medium"
                    : "border-dashed border-input text-muted-foreground hover:text-foreground",
                )}
              >
                <Icon className={cn("size-4", shows(kind) && "text-primary")} aria-hidden />
                {label}
              </button>
            ))}
          </div>
        </header>
        {failed ? (
          <ErrorState
            bare
            error={failed.error}
            what="la historia"
            onRetry={() => asked.forEach((query) => void query.refetch())}
          />
        ) : asked.some(({ isPending }) => isPending) ? (
          <RowsSkeleton label="la historia" rows={4} />
        ) : days.length === 0 && !more ? (
          <EmptyState bare icon={History} title={search ? "Nada con esas palabras" : "Sin nada todavía"}>
            {search
              ? "Pruebe con menos palabras, o muestre más clases de documentos."
              : "Aquí queda cada cita con sus notas, recetas, imágenes y consentimientos, por fecha."}
          </EmptyState>
        ) : (
          <ol className="divide-y divide-border">
            {days.map(({ day, blocks }, index) => (
              <TimelineDay
                key={day}
                day={day}
                withYear={day.slice(0, 4) !== days[index - 1]?.day.slice(0, 4)}
                blocks={blocks}
                patientId={patient.id}
              />
            ))}
          </ol>
        )}
        {!failed && (
          <LoadMore
            what="entradas"
            pages={{
              hasNextPage: more,
              isFetchingNextPage: asked.some(({ isFetchingNextPage }) => isFetchingNextPage),
              fetchNextPage: () =>
                asked.filter(({ hasNextPage }) => hasNextPage).forEach((query) => void query.fetchNextPage()),
            }}
          />
        )}
      </section>
    </div>
  );
}

function streamOf<T>(query: false | { data?: { pages: { data: T[] }[] }; hasNextPage: boolean }) {
  if (!query) return { rows: [], more: false };
  return { rows: query.data?.pages.flatMap((page) => page.data) ?? [], more: query.hasNextPage };
}

/** What is shown is in the address: a link opens it as it was seen. */
function useFilters() {
  const me = useMe();
  const url = useUrlState();
  const chips = useMemo(
    () => CHIPS.filter(({ permission }) => me.permissions.includes(permission)).map(({ kind }) => kind),
    [me.permissions],
  );
  const wanted = url.get("clases");
  const on = useMemo(() => (wanted === null ? AT_FIRST : (wanted.split(",") as Kind[])), [wanted]);
  const shows = useCallback((kind: Kind) => chips.includes(kind) && on.includes(kind), [chips, on]);
  const toggle = (kind: Kind) => {
    const next = chips.filter((one) => (one === kind ? !shows(one) : shows(one)));
    const asAtFirst = chips.every((one) => next.includes(one) === AT_FIRST.includes(one));
    url.set({ clases: asAtFirst ? null : next.join(",") });
  };
  useHotkey("1", () => chips[0] && toggle(chips[0]));
  useHotkey("2", () => chips[1] && toggle(chips[1]));
  useHotkey("3", () => chips[2] && toggle(chips[2]));
  useHotkey("4", () => chips[3] && toggle(chips[3]));
  useHotkey("5", () => chips[4] && toggle(chips[4]));
  useHotkey("6", () => chips[5] && toggle(chips[5]));
  useHotkey("7", () => chips[6] && toggle(chips[6]));
  useHotkey("8", () => chips[7] && toggle(chips[7]));
  useHotkey("9", () => chips[8] && toggle(chips[8]));
  return {
    search: url.get("palabras") ?? "",
    setSearch: (text: string) => url.set({ palabras: text || null }),
    chips,
    shows,
    toggle,
  };
}
