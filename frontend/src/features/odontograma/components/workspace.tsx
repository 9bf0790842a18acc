"use client";

import { useQuery } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { ErrorState } from "@/components/patterns/state-panel";
import { DentalFrame } from "@/entities/odontogram/dental-frame";
import { notInMouth } from "@/entities/odontogram/eruption";
import { sameFindings, type CustomKind, type Finding } from "@/entities/odontogram/findings";
import { IndexFigures } from "@/entities/odontogram/index-figures";
import { SaveWords } from "@/entities/odontogram/save-words";
import { customKindsQuery, odontogramQuery } from "@/entities/odontogram/queries";
import type { Dentition, Indices, Odontograms } from "@/entities/odontogram/schema";
import { usePrinting } from "@/entities/clinic/printed";
import { patientQuery } from "@/entities/patient/queries";
import { useMedia } from "@/hooks/use-media";
import { useUrlState } from "@/hooks/use-url-state";
import { ageOn, dayOf, today } from "@/lib/dates";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { point, press } from "../keys";
import { openMouth, refuse, select, undo, type Mouth } from "../mouth";
import { apply as applyTo, erase, goToFace, setFigure, setState, take } from "../placing";
import { useChart } from "../use-chart";
import { useChartKeys } from "../use-chart-keys";
import { ChartActions } from "./chart-actions";
import { ChartSkeleton } from "./chart-skeleton";
import { LiveChart } from "./live-chart";
import { Palette } from "./palette";
import { PrintedChart } from "./printed-chart";
import { FigureChoice, KeysButton, SpaceKey, StateChoice, UndoButton, Words } from "./words-line";

const VersionsBar = lazy(
  () => import("./versions-bar").then((file) => file.VersionsBar),
  <div className="min-h-12 border-b border-border" />,
);
const ReadingBanner = lazy(() => import("./reading-banner").then((file) => file.ReadingBanner));
const CompareView = lazy(() => import("./compare-view").then((file) => file.CompareView), <ChartSkeleton />);
const ConflictView = lazy(() => import("./conflict-view").then((file) => file.ConflictView), <ChartSkeleton />);
const ToothRail = lazy(
  () => import("./tooth-rail").then((file) => file.ToothRail),
  <div className="w-[328px] shrink-0 rounded-xl border border-border bg-card shadow-1" />,
);

const TouchStrip = lazy(
  () => import("./touch-strip").then((file) => file.TouchStrip),
  <div className="h-28 border-t border-border" />,
);

type WorkspaceProps = { patientId: number; charts: Odontograms; onAnew: () => void };

const NO_FINDINGS: Finding[] = [];
const NO_KINDS: CustomKind[] = [];
const NO_INDICES: Indices = {
  cpo: { decayed: [], missing: [], filled: [], total: 0 },
  ceo: { decayed: [], extracted: [], filled: [], total: 0 },
};

/** The dentist's chart: versions, mouth, palette, and the chosen tooth. Only what is not signed is written. */
export function Workspace({ patientId, charts, onAnew }: WorkspaceProps) {
  const url = useUrlState();
  const canWrite = useCan("records:write");
  const roomy = useMedia("(min-width: 1280px)");
  const { data: patient } = useQuery(patientQuery(patientId));
  const { data: custom = NO_KINDS } = useQuery(customKindsQuery);
  const hand = useChart({
    patientId,
    chart: charts.current,
    noteId: Number(url.get("nota")) || null,
    writable: canWrite && charts.current?.status !== "SIGNED",
  });
  const { mouth, setMouth, state } = hand;

  const versions = useMemo(() => [...charts.data].reverse(), [charts.data]);
  const last = versions.length - 1;
  const wanted = versions.findIndex(({ id }) => String(id) === url.get("version"));
  const at = wanted === -1 ? last : wanted;
  const old = at < last ? versions[at]! : null;
  const past = useQuery({ ...odontogramQuery(old?.id ?? 0), enabled: old !== null });
  const goTo = (index: number) => {
    const version = versions[index];
    if (version) url.set({ version: index === last ? null : version.id });
  };

  const chart = old ? (past.data ?? null) : hand.chart;
  const signed = !old && hand.chart?.status === "SIGNED";
  const readOnly = !canWrite || old !== null || signed;
  const findings = old ? ((past.data?.findings ?? NO_FINDINGS) as Finding[]) : mouth.findings;
  const shown: Mouth = readOnly
    ? { ...openMouth(findings, mouth.tooth), face: mouth.face, said: mouth.said, refused: mouth.refused }
    : mouth;

  const dentition = chart?.dentition ?? dentitionAt(patient?.birth_date);
  const ghosts = useMemo(
    () => notInMouth(dentition, patient?.birth_date, dayOf(chart?.signed_at ?? new Date())),
    [dentition, patient?.birth_date, chart?.signed_at],
  );
  const answered = chart && sameFindings(chart.findings as Finding[], findings);
  // The service counts. Of what it has not been told it says nothing: without a connection no figure is better than an old one.
  const untold = !answered && (state.kind === "offline" || state.kind === "conflict");
  const indices = untold ? null : (chart?.indices ?? NO_INDICES);

  /** What somebody did: of what is only read, where they stand and why no more. */
  const become = (next: Mouth) => {
    if (!readOnly) return setMouth(next);
    const tried = next.tool !== null || next.span !== null || !sameFindings(next.findings, findings);
    const there = { ...mouth, tooth: next.tooth, face: next.face, said: null, refused: false };
    setMouth(tried ? refuse(there, whyReadOnly(canWrite, old !== null)) : there);
  };

  const comparing = url.get("comparar");
  const compare = () => {
    if (comparing) return url.set({ comparar: null, con: null });
    if (versions.length < 2) return setMouth((now) => refuse(now, "Aún no hay otra versión con que comparar."));
    const [a, b] = at === 0 ? [0, 1] : [at - 1, at];
    url.set({ comparar: versions[a]!.id, con: versions[b]!.id, version: null });
  };
  const box = useRef<HTMLDivElement>(null);
  const toChart = () => box.current?.querySelector<HTMLElement>("[data-chart]")?.focus({ preventScroll: true });
  const keys = useChartKeys({
    onKey: (pressed) => {
      const next = press(shown, pressed, { dentition, custom });
      if (next) become(next);
      return next !== null;
    },
    onVersion: (by) => goTo(at + by),
    onCompare: compare,
  });
  const printing = usePrinting(true);
  const [dim, setDim] = useState(true);

  const actions = (
    <ChartActions
      patientId={patientId}
      hand={hand}
      shown={chart}
      canWrite={canWrite}
      comparing={comparing !== null}
      dim={dim}
      onDim={setDim}
      onCompare={compare}
      onSwap={() => url.set({ comparar: url.get("con"), con: comparing })}
      onPrint={printing.print}
      onAnew={onAnew}
    />
  );
  const palette = canWrite && !signed && (
    <div inert={readOnly} className={readOnly ? "opacity-50" : undefined}>
      <Palette
        tool={mouth.tool}
        custom={custom}
        onTool={(tool) => {
          setMouth(chosen(mouth, tool, custom, roomy));
          toChart();
        }}
        onSound={() => {
          setMouth(erase(mouth));
          toChart();
        }}
      />
    </div>
  );
  const milk = dentition !== "PERMANENT" || (indices?.ceo.total ?? 0) > 0;

  return (
    <DentalFrame
      patientId={patientId}
      tab="odontograma"
      beside={
        <>
          <SaveWords state={state} onRetry={hand.retry} />
          {!comparing && milk && indices && <IndexFigures which="ceo" indices={indices} />}
          {!comparing && indices && <IndexFigures which="cpo" indices={indices} />}
          {actions}
        </>
      }
    >
      {state.kind === "conflict" ? (
        <ConflictView hand={hand} theirs={state.theirs} patientId={patientId} custom={custom} onAnew={onAnew} />
      ) : comparing ? (
        <CompareView
          versions={versions}
          a={Number(comparing)}
          b={Number(url.get("con"))}
          live={hand.chart && { ...hand.chart, findings: mouth.findings as never }}
          custom={custom}
          dim={dim}
          onChoose={(side, id) => url.set(side === "a" ? { comparar: id } : { con: id })}
          onClose={compare}
        />
      ) : (
        <div ref={box} onKeyDown={keys} className="flex flex-1 gap-4 xl:px-4 xl:py-3">
          <section
            aria-label="Odontograma"
            className="flex min-w-0 flex-1 flex-col bg-card xl:rounded-xl xl:border xl:border-border xl:shadow-1"
          >
            {versions.length > 0 && <VersionsBar versions={versions} at={at} onAt={goTo} />}
            <ReadingBanner
              old={old}
              signed={signed ? hand.chart : null}
              canWrite={canWrite}
              patientId={patientId}
              onToday={() => goTo(last)}
              onAnew={onAnew}
            />
            {old && !past.data ? (
              past.error ? (
                <ErrorState error={past.error} what="esta versión" bare onRetry={() => void past.refetch()} />
              ) : (
                <ChartSkeleton bare />
              )
            ) : (
              <div className="flex flex-1 items-center justify-center px-1 py-1">
                <LiveChart
                  mouth={shown}
                  custom={custom}
                  ghosts={ghosts}
                  mixed={dentition !== "PERMANENT"}
                  readOnly={readOnly}
                  label={`Odontograma${old ? " de una versión anterior" : ""}, flechas para ir de pieza en pieza`}
                  onPoint={(fdi, face) => become(point(shown, fdi, face))}
                />
              </div>
            )}
            {roomy ? (
              <div className="flex min-h-12 items-center gap-3 border-t border-border px-4 py-1.5">
                <Words mouth={shown} custom={custom} className="flex-1" />
                {!readOnly && (
                  <>
                    <FigureChoice
                      mouth={mouth}
                      onFigure={(value) => {
                        setMouth(setFigure(mouth, value));
                        toChart();
                      }}
                    />
                    <StateChoice
                      mouth={mouth}
                      custom={custom}
                      onState={(next) => {
                        setMouth(setState(mouth, next, custom));
                        toChart();
                      }}
                    />
                    <SpaceKey />
                    <span aria-hidden className="h-5 w-px bg-border" />
                    <UndoButton disabled={mouth.past.length === 0} onUndo={() => setMouth(undo(mouth))} />
                  </>
                )}
                <KeysButton />
              </div>
            ) : (
              <div className="sticky bottom-0 z-10 bg-card max-md:static">
                <TouchStrip
                  mouth={shown}
                  custom={custom}
                  ghosts={ghosts}
                  readOnly={readOnly}
                  onFace={(face) => become(goToFace(shown, face))}
                  onState={(next) => setMouth(setState(mouth, next, custom))}
                  onFigure={(value) => setMouth(setFigure(mouth, value))}
                  onUndo={() => setMouth(undo(mouth))}
                />
                {palette}
              </div>
            )}
            {roomy && palette}
          </section>
          {roomy && (
            <ToothRail
              patientId={patientId}
              mouth={shown}
              custom={custom}
              ghosts={ghosts}
              readOnly={readOnly}
              onStep={(by) => become(press(shown, { key: by < 0 ? "ArrowLeft" : "ArrowRight" }, { dentition })!)}
              onFace={(face) => {
                become(goToFace(shown, face));
                toChart();
              }}
              onMouth={setMouth}
            />
          )}
        </div>
      )}
      {printing.printing && (
        <PrintedChart
          patientId={patientId}
          chart={chart}
          findings={findings}
          indices={indices}
          custom={custom}
          ghosts={ghosts}
        />
      )}
    </DentalFrame>
  );
}

/** A mouse holds its tool until Esc, and the same button puts it back. A finger chose tooth and face before. */
function chosen(mouth: Mouth, tool: NonNullable<Mouth["tool"]>, custom: readonly CustomKind[], roomy: boolean): Mouth {
  if (mouth.tool === tool && mouth.held) return { ...select(mouth, mouth.tooth, mouth.face), tool: null, held: false };
  return roomy ? take(mouth, tool, custom, { held: true }) : applyTo(take(mouth, tool, custom));
}

function whyReadOnly(canWrite: boolean, old: boolean) {
  if (old) return "Una versión firmada solo se lee. Vuelva a hoy para escribir.";
  return canWrite
    ? "Esta versión está firmada. Empiece otra para escribir."
    : "Su rol lee el odontograma, pero no escribe en él.";
}

/** As the service decides where nobody said. */
function dentitionAt(birthDate: string | null | undefined): Dentition {
  if (!birthDate) return "PERMANENT";
  const age = ageOn(birthDate, today());
  return age < 6 ? "TEMPORARY" : age < 13 ? "MIXED" : "PERMANENT";
}
