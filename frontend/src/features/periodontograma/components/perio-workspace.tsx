"use client";

import { useQuery } from "@tanstack/react-query";
import { Undo2 } from "lucide-react";
import { useEffect, useMemo, useRef, type KeyboardEvent } from "react";
import { Button } from "@/components/ui/button";
import { Hint } from "@/components/ui/tooltip";
import { usePrinting } from "@/entities/clinic/printed";
import { DentalFrame } from "@/entities/odontogram/dental-frame";
import { PerioChart } from "@/entities/periodontogram/chart";
import { periodontogramQuery } from "@/entities/periodontogram/queries";
import type { PeriodontogramSummary, Periodontograms } from "@/entities/periodontogram/schema";
import { indicesOf, sameTeeth } from "@/entities/periodontogram/sites";
import { useUrlState } from "@/hooks/use-url-state";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { goTo, openExam, placeOf, press, undo, wordsOf, type Exam } from "../exam";
import { useExam } from "../use-exam";
import { PerioActions } from "./perio-actions";
import { PerioRail } from "./perio-rail";
import { PerioBanner, PerioConflict } from "./perio-banner";
import { PerioLegend } from "./perio-legend";
import { PrintedExam } from "./printed-exam";

const PerioChanges = lazy(() => import("./perio-changes").then((file) => file.PerioChanges));

type WorkspaceProps = { patientId: number; exams: Periodontograms; onAnew: () => void };

/** The exam of the gums: numbers as the dentist calls them, the drawing, and what they add up to. */
export function PerioWorkspace({ patientId, exams, onAnew }: WorkspaceProps) {
  const url = useUrlState();
  const canWrite = useCan("records:write");
  const hand = useExam({
    patientId,
    current: exams.current,
    noteId: Number(url.get("nota")) || null,
    writable: canWrite && exams.current?.status !== "SIGNED",
  });
  const { exam, setExam, state, sheet } = hand;

  const versions = useMemo(() => [...exams.data].reverse(), [exams.data]);
  const last = versions.length - 1;
  const wanted = versions.findIndex(({ id }) => String(id) === url.get("examen"));
  const at = wanted === -1 ? last : wanted;
  const old = at < last ? versions[at]! : null;
  const past = useQuery({ ...periodontogramQuery(old?.id ?? 0), enabled: old !== null });
  const goToExam = (index: number) => {
    const version = versions[index];
    if (version) url.set({ examen: index === last ? null : version.id });
  };

  // What it is compared with: the exam before the one on the screen.
  const earlier: PeriodontogramSummary | undefined = versions[at === -1 ? last - 1 : at - 1];
  const comparing = url.get("comparar") !== null && earlier !== undefined;
  const before = useQuery({ ...periodontogramQuery(earlier?.id ?? 0), enabled: comparing });

  const signed = !old && sheet?.status === "SIGNED";
  const readOnly = !canWrite || old !== null || signed;
  const oldExam = useMemo(() => (past.data ? openExam(past.data.teeth) : null), [past.data]);
  const shown: Exam = old && oldExam ? { ...oldExam, at: exam.at, said: exam.said } : exam;
  const shownSheet = old ? (past.data ?? null) : sheet;
  const indices =
    shownSheet && sameTeeth(openExam(shownSheet.teeth).teeth, shown.teeth)
      ? shownSheet.indices
      : indicesOf(shown.teeth);

  const become = (next: Exam) => {
    if (!readOnly) return setExam(next);
    const tried = next.waiting !== null || !sameTeeth(next.teeth, shown.teeth);
    const why = canWrite ? "Un examen firmado solo se lee." : "Su rol lee el examen, pero no escribe en él.";
    setExam({ ...exam, at: tried ? exam.at : next.at, said: tried ? why : null });
  };

  const toggleCompare = () => {
    if (!earlier) return setExam({ ...exam, said: "Aún no hay un examen anterior con que comparar." });
    url.set({ comparar: comparing ? null : 1 });
  };
  const keys = (event: KeyboardEvent<HTMLElement>) => {
    const target = event.target as Element;
    if (event.defaultPrevented || !event.currentTarget.contains(target) || target.matches("input, textarea, select"))
      return;
    // AltGr writes brackets on a Spanish keyboard, and counts as Ctrl with Alt.
    const altGr = event.getModifierState("AltGraph") || (event.ctrlKey && event.altKey);
    const mod = (event.ctrlKey || event.metaKey) && !altGr;
    const { key } = event;
    if (!mod && (key === "[" || key === "]")) goToExam(at + (key === "[" ? -1 : 1));
    else if (!mod && key === "\\") toggleCompare();
    else {
      if (!target.closest("[data-chart]") && /^(Arrow|Enter$| $)/.test(key)) return;
      const next = press(shown, {
        key: digitOf(event) ?? key,
        shift: event.shiftKey,
        mod,
        alt: event.altKey && !altGr,
      });
      if (!next) return;
      become(next);
    }
    event.preventDefault();
  };

  const box = useRef<HTMLDivElement>(null);
  // The keyboard works at once, unless somebody is writing.
  useEffect(() => {
    if (!document.activeElement?.matches("input, textarea"))
      box.current?.querySelector<HTMLElement>("[data-chart]")?.focus({ preventScroll: true });
  }, []);
  const printing = usePrinting(true);
  const { place, said, next } = wordsOf(shown);

  return (
    <DentalFrame
      patientId={patientId}
      tab="periodontograma"
      beside={
        <PerioActions
          patientId={patientId}
          hand={hand}
          versions={versions}
          at={at}
          canWrite={canWrite}
          comparing={comparing}
          onExam={goToExam}
          onCompare={toggleCompare}
          onPrint={printing.print}
          onAnew={onAnew}
        />
      }
    >
      <div ref={box} onKeyDown={keys} className="flex flex-1 gap-4 max-xl:flex-col max-xl:gap-0 xl:px-4 xl:py-3">
        <section
          aria-label="Periodontograma"
          className="flex min-w-0 flex-1 flex-col bg-card max-xl:flex-none xl:rounded-xl xl:border xl:border-border xl:shadow-1"
        >
          {state.kind === "conflict" ? (
            <PerioConflict hand={hand} theirs={state.theirs} patientId={patientId} onAnew={onAnew} />
          ) : (
            <PerioBanner
              old={old}
              signed={signed ? sheet : null}
              canWrite={canWrite}
              patientId={patientId}
              onToday={() => goToExam(last)}
              onAnew={onAnew}
            />
          )}
          <div className="sideways flex flex-1 items-center px-2 py-2">
            <div
              data-chart
              role="application"
              tabIndex={0}
              aria-label="Sitios del examen: dígitos para la profundidad, flechas para moverse"
              aria-describedby="periodontograma-palabras"
              className="mx-auto w-full min-w-[760px] max-w-[954px] focus-visible:ring-0 focus-visible:ring-offset-0"
            >
              <PerioChart
                teeth={shown.teeth}
                before={comparing ? before.data?.teeth : undefined}
                current={placeOf(shown)}
                onPoint={(fdi, site) => become(goTo(shown, fdi, site))}
                className="h-auto w-full"
              />
            </div>
          </div>
          <div className="flex min-h-12 flex-wrap items-center gap-x-4 gap-y-1 border-t border-border px-4 py-1.5">
            <p id="periodontograma-palabras" role="status" aria-live="polite" className="min-w-60 flex-1 text-sm">
              {shown.said ?? (
                <>
                  <b className="font-semibold tabular-nums">{place}</b>: {said}.{" "}
                  {next && <span className="text-muted-foreground">Después: {next}.</span>}
                </>
              )}
            </p>
            <PerioLegend comparing={comparing} />
            {!readOnly && (
              <Hint text="Deshacer (Ctrl Z)">
                <Button
                  variant="ghost"
                  size="icon-sm"
                  aria-label="Deshacer"
                  aria-disabled={exam.past.length === 0}
                  onClick={() => setExam(undo(exam))}
                >
                  <Undo2 aria-hidden />
                </Button>
              </Hint>
            )}
          </div>
          {comparing && before.data && (
            <PerioChanges before={before.data} after={shown.teeth} afterName={old ? null : "hoy"} />
          )}
        </section>
        <PerioRail exam={shown} indices={indices} earlier={earlier ?? null} readOnly={readOnly} onExam={become} />
      </div>
      {printing.printing && (
        <PrintedExam patientId={patientId} sheet={shownSheet} teeth={shown.teeth} indices={indices} />
      )}
    </DentalFrame>
  );
}

/** With Alt, a Mac writes another sign: the key itself says which digit. */
function digitOf({ altKey, nativeEvent }: KeyboardEvent) {
  const digit = /^(?:Digit|Numpad)(\d)$/.exec(nativeEvent.code)?.[1];
  return altKey ? digit : undefined;
}
