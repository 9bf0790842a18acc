"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { ClipboardPlus, Pencil, Plus, RotateCcw, ShieldCheck, ShieldOff } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Hint } from "@/components/ui/tooltip";
import type { Patient } from "@/entities/patient/schema";
import { historyQuery } from "@/entities/record/queries";
import { CATEGORIES, SEVERITIES, type Category, type HistoryEntry } from "@/entities/record/schema";
import { formatCount, formatDate } from "@/lib/format";
import { useCan } from "@/lib/session";
import { announce, notifyError } from "@/lib/toast";
import { useChangeEntry, useDenyAllergies, useWithdrawDenial } from "../api";
import { CATEGORY, CERTAINTY_LABEL, SEVERITY_LABEL, SEVERITY_VARIANT } from "@/entities/record/words";
import { EditEntryDialog, NewEntryDialog } from "./entry-dialog";
import { LoadMore } from "./load-more";
import { RowsSkeleton } from "./rows-skeleton";
import { SectionCard } from "./section-card";

export function HistoryTab({ patient }: { patient: Patient }) {
  const canWrite = useCan("records:write");
  const pages = useInfiniteQuery(historyQuery(patient.id));
  const [adding, setAdding] = useState<Category | null>(null);
  const [showInactive, setShowInactive] = useState(false);
  const { data, error, refetch } = pages;

  if (!data) {
    return error ? (
      <ErrorState error={error} what="los antecedentes" onRetry={() => void refetch()} />
    ) : (
      <RowsSkeleton label="los antecedentes" />
    );
  }
  const entries = data.pages.flatMap((page) => page.data);
  const inactive = entries.filter(({ active }) => !active).length;
  const shown = entries.filter(({ active }) => active || showInactive);
  const groups = CATEGORIES.map((category) => ({
    category,
    rows: shown.filter((entry) => entry.category === category).sort(gravestFirst),
  }))
    // Allergies are asked about always: that none is written is said, not left to be guessed.
    .filter(({ category, rows }) => rows.length > 0 || category === "ALLERGY");

  return (
    <div className="space-y-4">
      {entries.length === 0 && !patient.no_known_allergies ? (
        <EmptyState
          icon={ClipboardPlus}
          title="Sin antecedentes registrados"
          action={
            canWrite && (
              <span className="flex flex-wrap justify-center gap-2">
                <Button onClick={() => setAdding("ALLERGY")}>Agregar antecedente</Button>
                <DenyAllergies patient={patient} />
              </span>
            )
          }
        >
          Pregunte por alergias, enfermedades, medicación y cirugías antes de atender.
        </EmptyState>
      ) : (
        <>
          <div className="flex flex-wrap items-center gap-2">
            <p className="min-w-0 flex-1 basis-full text-sm text-muted-foreground sm:basis-0">
              {formatCount(entries.length - inactive, "antecedente activo", "antecedentes activos")}
            </p>
            {inactive > 0 && (
              <Button
                variant="ghost"
                size="sm"
                aria-pressed={showInactive}
                onClick={() => setShowInactive(!showInactive)}
              >
                {showInactive ? "Ocultar inactivos" : `Ver ${formatCount(inactive, "inactivo", "inactivos")}`}
              </Button>
            )}
            {canWrite && (
              <Button size="sm" onClick={() => setAdding("ALLERGY")}>
                <Plus aria-hidden />
                Agregar antecedente
              </Button>
            )}
          </div>
          <div className="gap-4 space-y-4 xl:columns-2 [&>*]:break-inside-avoid">
            {groups.map(({ category, rows }) => (
              <Group key={category} {...{ category, rows, patient, canWrite }} onAdd={() => setAdding(category)} />
            ))}
          </div>
          <LoadMore pages={pages} what="antecedentes" />
        </>
      )}
      {adding && <NewEntryDialog patientId={patient.id} category={adding} onClose={() => setAdding(null)} />}
    </div>
  );
}

const weightOf = ({ active, severity }: HistoryEntry) =>
  (active ? 0 : 10) + (severity ? SEVERITIES.indexOf(severity) : SEVERITIES.length);
const gravestFirst = (a: HistoryEntry, b: HistoryEntry) => weightOf(a) - weightOf(b);

type GroupProps = { category: Category; rows: HistoryEntry[]; patient: Patient; canWrite: boolean; onAdd: () => void };

function Group({ category, rows, patient, canWrite, onAdd }: GroupProps) {
  const { many, icon: Icon } = CATEGORY[category];
  return (
    <SectionCard
      title={
        <span className="flex items-center gap-2">
          <Icon className="size-4 text-muted-foreground" aria-hidden />
          {many}
        </span>
      }
      action={
        canWrite && (
          <Hint text={`Agregar en ${many.toLowerCase()}`}>
            <Button variant="ghost" size="icon-sm" aria-label={`Agregar en ${many.toLowerCase()}`} onClick={onAdd}>
              <Plus aria-hidden />
            </Button>
          </Hint>
        )
      }
    >
      {rows.length > 0 && (
        <ul className="divide-y divide-border">
          {rows.map((entry) => (
            <EntryRow key={entry.id} entry={entry} patient={patient} canWrite={canWrite} />
          ))}
        </ul>
      )}
      {category === "ALLERGY" && !rows.some(({ active }) => active) && (
        <NoAllergies patient={patient} canWrite={canWrite} />
      )}
    </SectionCard>
  );
}

/** Whether somebody says that no allergy is known: an empty list only says that nobody wrote one. */
function NoAllergies({ patient, canWrite }: { patient: Patient; canWrite: boolean }) {
  const withdraw = useWithdrawDenial(patient.id);
  const denied = patient.no_known_allergies;
  return (
    <div className="flex min-h-14 flex-wrap items-center gap-x-3 gap-y-2 px-4 py-2.5 text-sm">
      <p className="min-w-0 flex-1 basis-48">
        {denied ? (
          <>
            <span className="text-base">Sin alergias conocidas</span>
            <span className="mt-0.5 block text-xs text-muted-foreground">
              Lo registró {denied.by.name}, {formatDate(denied.at)}
            </span>
          </>
        ) : (
          <span className="text-muted-foreground">Ninguna registrada. Aún no consta que se haya preguntado.</span>
        )}
      </p>
      {canWrite &&
        (denied ? (
          <Button
            variant="ghost"
            size="sm"
            loading={withdraw.isPending}
            onClick={() => withdraw.mutate(undefined, { onError: (error) => notifyError(error) })}
          >
            Retirar
          </Button>
        ) : (
          <DenyAllergies patient={patient} />
        ))}
    </div>
  );
}

function DenyAllergies({ patient }: { patient: Patient }) {
  const deny = useDenyAllergies(patient.id);
  return (
    <Button
      variant="outline"
      size="sm"
      loading={deny.isPending}
      onClick={() =>
        deny.mutate(undefined, {
          onSuccess: () => announce("Consta que no tiene alergias conocidas"),
          onError: (error) => notifyError(error),
        })
      }
    >
      <ShieldCheck aria-hidden />
      No tiene alergias conocidas
    </Button>
  );
}

/** What an entry that no longer counts is called. */
const CLOSED: Partial<Record<Category, string>> = {
  CONDITION: "Resuelta",
  MEDICATION: "Terminada",
  PREGNANCY: "Terminado",
};

function EntryRow({ entry, patient, canWrite }: { entry: HistoryEntry; patient: Patient; canWrite: boolean }) {
  const change = useChangeEntry(patient.id);
  const [open, setOpen] = useState<"edit" | "deactivate" | null>(null);
  const short = entry.description.length > 60 ? `${entry.description.slice(0, 57)}…` : entry.description;

  async function reactivate() {
    try {
      await change.mutateAsync({ base: entry, changes: { active: true } });
      announce("Antecedente reactivado");
    } catch (error) {
      notifyError(error);
    }
  }

  return (
    <li className="flex min-h-14 flex-wrap items-center gap-x-3 px-4 py-2.5 sm:flex-nowrap">
      <div className="min-w-0 flex-1 basis-full sm:basis-0">
        <p
          className={
            entry.active
              ? "whitespace-pre-line break-words text-base"
              : "whitespace-pre-line break-words text-base text-muted-foreground line-through"
          }
        >
          {entry.description}
          {entry.cie10_code && <span className="ml-2 font-mono text-sm text-muted-foreground">{entry.cie10_code}</span>}
        </p>
        <p className="mt-0.5 text-xs text-muted-foreground">
          {entry.reaction && `${entry.reaction} · `}
          {entry.certainty && `${CERTAINTY_LABEL[entry.certainty]} · `}
          {entry.onset_date && `Desde ${formatDate(entry.onset_date)} · `}
          {entry.end_date && `Hasta ${formatDate(entry.end_date)} · `}Anotado por {entry.recorded_by.name},{" "}
          {formatDate(entry.created_at)}
        </p>
      </div>
      {!entry.active ? (
        <Badge variant="neutral">{CLOSED[entry.category] ?? "Inactivo"}</Badge>
      ) : (
        entry.severity && <Badge variant={SEVERITY_VARIANT[entry.severity]}>{SEVERITY_LABEL[entry.severity]}</Badge>
      )}
      {canWrite && (
        <span className="ml-auto flex shrink-0 items-center text-muted-foreground">
          {entry.active ? (
            <>
              <Hint text="Corregir">
                <Button variant="ghost" size="icon-sm" aria-label={`Corregir ${short}`} onClick={() => setOpen("edit")}>
                  <Pencil aria-hidden />
                </Button>
              </Hint>
              <Hint text="Desactivar">
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label={`Desactivar ${short}`}
                  onClick={() => setOpen("deactivate")}
                >
                  <ShieldOff aria-hidden />
                </Button>
              </Hint>
            </>
          ) : (
            <Hint text="Reactivar">
              <Button
                variant="ghost"
                size="icon-sm"
                aria-label={`Reactivar ${short}`}
                loading={change.isPending}
                onClick={() => void reactivate()}
              >
                <RotateCcw aria-hidden />
              </Button>
            </Hint>
          )}
        </span>
      )}
      {open === "edit" && <EditEntryDialog patientId={patient.id} entry={entry} onClose={() => setOpen(null)} />}
      <ConfirmDialog
        open={open === "deactivate"}
        onOpenChange={() => setOpen(null)}
        title={`Desactivar «${short}»`}
        description={`Deja de contar como antecedente de ${patient.full_name}${patient.alerts?.some(({ description }) => description === entry.description) ? " y ya no saldrá como alerta" : ""}. Queda en la historia y puede reactivarse.`}
        confirmLabel="Desactivar antecedente"
        onConfirm={async () => {
          await change.mutateAsync({ base: entry, changes: { active: false } });
          announce("Antecedente desactivado");
        }}
      />
    </li>
  );
}
