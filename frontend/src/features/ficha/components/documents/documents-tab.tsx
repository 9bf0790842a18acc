"use client";

import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Camera, Columns2, Images, Plus, Search } from "lucide-react";
import { useEffect, useRef, useState, type DragEvent } from "react";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { ToggleGroup, ToggleGroupItem } from "@/components/ui/toggle-group";
import { DocumentView } from "@/entities/document/document-view";
import { documentsQuery, pairsQuery } from "@/entities/document/queries";
import { KINDS, type PatientDocument } from "@/entities/document/schema";
import { isImage, KINDS_LABEL } from "@/entities/document/words";
import type { Patient } from "@/entities/patient/schema";
import { useDebounced } from "@/hooks/use-debounced";
import { useUrlState } from "@/hooks/use-url-state";
import { PHOTOS_AND_PDF } from "@/lib/files";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { cn } from "@/lib/utils";
import { LoadMore } from "../load-more";
import { RowsSkeleton } from "../rows-skeleton";
import { AttachSheet } from "./attach-sheet";
import { DocumentCard } from "./document-card";

const PhotoCompare = lazy(
  () => import("@/entities/document/photo-compare").then((file) => file.PhotoCompare),
  <RowsSkeleton label="la comparación" />,
);
const ACCEPTED = `${PHOTOS_AND_PDF},application/dicom,.dcm`;

/** `?tipo=` and `?retirados=1` choose, `?par=3-9` compares two of them. */
export function DocumentsTab({ patient }: { patient: Patient }) {
  const url = useUrlState();
  const canWrite = useCan("documents:write");
  const kind = KINDS.find((one) => one === url.get("tipo")) ?? null;
  const withdrawn = url.get("retirados") === "1";
  const [typed, setTyped] = useState("");
  const search = useDebounced(typed.trim());
  const pages = useInfiniteQuery(documentsQuery(patient.id, { kind, search, withdrawn }));
  const documents = pages.data?.pages.flatMap(({ data }) => data) ?? [];
  const { data: pairs = [] } = useQuery(pairsQuery(patient.id));
  const [files, setFiles] = useState<File[]>([]);
  const [chosen, setChosen] = useState<number[]>([]);
  const [seen, setSeen] = useState<PatientDocument | null>(null);
  const [over, setOver] = useState(false);
  const picker = useRef<HTMLInputElement>(null);
  const camera = useRef<HTMLInputElement>(null);
  const narrowed = kind !== null || search !== "" || withdrawn;

  const take = (given: FileList | null) => {
    if (canWrite && given && given.length > 0) setFiles(Array.from(given));
  };
  // A screenshot is pasted wherever the page stands, but not into what is being written.
  useEffect(() => {
    if (!canWrite) return;
    const paste = (event: ClipboardEvent) => {
      const writing = event.target instanceof HTMLElement && event.target.matches("input, textarea");
      if (!writing && event.clipboardData?.files.length) setFiles(Array.from(event.clipboardData.files));
    };
    window.addEventListener("paste", paste);
    return () => window.removeEventListener("paste", paste);
  }, [canWrite]);

  const drop = {
    onDragOver: (event: DragEvent) => {
      event.preventDefault();
      setOver(true);
    },
    onDragLeave: () => setOver(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setOver(false);
      take(event.dataTransfer.files);
    },
  };
  const [before, after] = chosenPair(url.get("par"), pairs, documents);
  const compare = (ids: number[]) => {
    setChosen([]);
    url.set({ par: ids.join("-") });
  };
  const add = canWrite && (
    <span className="flex gap-2">
      <Button variant="outline" className="md:hidden" onClick={() => camera.current?.click()}>
        <Camera aria-hidden />
        Tomar foto
      </Button>
      <Button onClick={() => picker.current?.click()}>
        <Plus aria-hidden />
        Agregar documentos
      </Button>
    </span>
  );

  return (
    <div className="space-y-4">
      {before && after && (
        <PhotoCompare
          key={`${before.id}-${after.id}`}
          patientId={patient.id}
          before={before}
          after={after}
          pair={pairs.find((one) => one.before.id === before.id && one.after.id === after.id) ?? null}
          onClose={() => url.set({ par: null })}
        />
      )}
      <section
        aria-label="Documentos"
        className={cn(
          "overflow-hidden rounded-xl border border-border bg-card shadow-1",
          over && canWrite && "border-primary ring-2 ring-ring",
        )}
        {...(canWrite ? drop : {})}
      >
        <header className="flex flex-wrap items-center gap-2 border-b border-border px-4 py-2.5">
          <h2 className="mr-2 text-lg font-semibold tracking-[-0.01em]">Documentos</h2>
          <span className="relative w-full sm:w-56">
            <Search
              className="pointer-events-none absolute left-2.5 top-1/2 size-4 -translate-y-1/2 text-muted-foreground"
              aria-hidden
            />
            <Input
              aria-label="Buscar en los documentos"
              placeholder="Nombre o nota"
              className="pl-8"
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
            />
          </span>
          <ToggleGroup
            type="single"
            aria-label="Tipo de documento"
            value={kind ?? "ALL"}
            onValueChange={(value) => url.set({ tipo: value && value !== "ALL" ? value : null })}
            className="sideways max-w-full [--ground:var(--secondary)] [scrollbar-width:none] [&>*]:shrink-0"
          >
            <ToggleGroupItem value="ALL">Todos</ToggleGroupItem>
            {KINDS.map((value) => (
              <ToggleGroupItem key={value} value={value}>
                {KINDS_LABEL[value]}
              </ToggleGroupItem>
            ))}
          </ToggleGroup>
          <label className="flex items-center gap-2 text-sm">
            <Checkbox
              checked={withdrawn}
              onCheckedChange={(on) => url.set({ retirados: on === true ? "1" : null })}
              aria-label="Ver los retirados"
            />
            Retirados
          </label>
          <span className="ml-auto">{documents.length > 0 && add}</span>
        </header>
        {!pages.data ? (
          pages.error ? (
            <ErrorState bare error={pages.error} what="los documentos" onRetry={() => void pages.refetch()} />
          ) : (
            <RowsSkeleton label="los documentos" />
          )
        ) : documents.length === 0 ? (
          <EmptyState
            bare
            icon={Images}
            title={narrowed ? "Nada con este filtro" : "Sin documentos"}
            action={
              narrowed ? (
                <Button
                  variant="outline"
                  onClick={() => {
                    setTyped("");
                    url.set({ tipo: null, retirados: null });
                  }}
                >
                  Quitar filtros
                </Button>
              ) : (
                add
              )
            }
          >
            {narrowed
              ? "Pruebe con otro tipo u otra palabra."
              : canWrite
                ? "Fotos, radiografías y resultados: arrástrelos aquí, péguelos o elíjalos."
                : "Aquí quedan las fotos, radiografías y resultados del paciente."}
          </EmptyState>
        ) : (
          <ul className="grid grid-cols-2 gap-4 p-4 sm:grid-cols-3 lg:grid-cols-4 2xl:grid-cols-6">
            {documents.map((document) => (
              <DocumentCard
                key={document.id}
                document={document}
                chosen={chosen.includes(document.id)}
                onChoose={
                  isImage(document) && !document.withdrawn
                    ? () => setChosen((ids) => toggled(ids, document.id))
                    : undefined
                }
                onSee={() => setSeen(document)}
              />
            ))}
          </ul>
        )}
        <LoadMore pages={pages} what="documentos" />
        {(chosen.length > 0 || pairs.length > 0) && (
          <footer className="flex min-h-12 flex-wrap items-center gap-2 border-t border-border bg-accent/50 px-4 py-2 text-sm">
            {chosen.length > 0 ? (
              <>
                <span className="font-medium">
                  {chosen.length === 1 ? "1 elegida: elija otra para comparar" : "2 elegidas"}
                </span>
                {chosen.length === 2 && (
                  <Button size="sm" variant="outline" onClick={() => compare(inTime(chosen, documents))}>
                    <Columns2 aria-hidden />
                    Comparar
                  </Button>
                )}
                <Button size="sm" variant="ghost" onClick={() => setChosen([])}>
                  Quitar selección
                </Button>
              </>
            ) : (
              <>
                <span className="text-muted-foreground">Antes y después:</span>
                {pairs.map((pair) => (
                  <Button
                    key={`${pair.before.id}-${pair.after.id}`}
                    size="sm"
                    variant="outline"
                    onClick={() => compare([pair.before.id, pair.after.id])}
                  >
                    <Columns2 aria-hidden />
                    {pair.title}
                  </Button>
                ))}
              </>
            )}
            <span className="ml-auto text-muted-foreground">Nada se borra: se retira con motivo</span>
          </footer>
        )}
      </section>
      {files.length > 0 && <AttachSheet patientId={patient.id} files={files} onClose={() => setFiles([])} />}
      {seen && <DocumentView document={seen} onClose={() => setSeen(null)} />}
      <input
        ref={picker}
        type="file"
        multiple
        accept={ACCEPTED}
        aria-label="Archivos del paciente"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          take(event.target.files);
          event.target.value = "";
        }}
      />
      <input
        ref={camera}
        type="file"
        accept="image/*"
        capture="environment"
        aria-label="Foto del paciente"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          take(event.target.files);
          event.target.value = "";
        }}
      />
    </div>
  );
}

/** At most two, the last ones chosen. */
const toggled = (ids: number[], id: number) =>
  ids.includes(id) ? ids.filter((one) => one !== id) : [...ids, id].slice(-2);

/** The earlier one is before. */
const inTime = (ids: number[], documents: PatientDocument[]) =>
  documents
    .filter(({ id }) => ids.includes(id))
    .sort((one, other) => one.taken_on.localeCompare(other.taken_on) || one.id - other.id)
    .map(({ id }) => id);

function chosenPair(
  named: string | null,
  pairs: { before: PatientDocument; after: PatientDocument }[],
  documents: PatientDocument[],
) {
  const known = [...documents, ...pairs.flatMap(({ before, after }) => [before, after])];
  return (named ?? "").split("-").map((id) => known.find((one) => String(one.id) === id && isImage(one)));
}
