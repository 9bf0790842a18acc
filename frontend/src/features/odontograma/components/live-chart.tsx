import { useEffect, useRef, useState, type PointerEvent } from "react";
import { Chart, toothId } from "@/entities/odontogram/chart";
import type { CustomKind, Finding } from "@/entities/odontogram/findings";
import { faceName, tooth, type Face } from "@/entities/odontogram/teeth";
import { describe, faceFinding } from "@/entities/odontogram/words";
import { useMedia } from "@/hooks/use-media";
import { cn } from "@/lib/utils";
import type { Mouth } from "../mouth";
import { reachOf } from "../spans";
import { Legend, Tally } from "./legend";

type LiveChartProps = {
  mouth: Mouth;
  custom: readonly CustomKind[];
  ghosts: ReadonlySet<number>;
  /** Temporary teeth belong to this age. */
  mixed: boolean;
  readOnly: boolean;
  label: string;
  onPoint: (fdi: number, face: Face | null) => void;
};

const PREFIX = "pieza";
type Over = { fdi: number; face: Face | null; x: number; y: number };

/** The chart as one works on it: each tooth is an option, the keys are its holder's. */
export function LiveChart({ mouth, custom, ghosts, mixed, readOnly, label, onPoint }: LiveChartProps) {
  const roomy = useMedia("(min-width: 1280px)");
  const gums = roomy || mouth.findings.some(({ kind }) => kind === "RECESSION" || kind === "MOBILITY");
  const [width, natural] = [roomy || gums ? 956 : 908, { gutter: roomy || gums ? 40 : 0, midline: roomy ? 20 : 12 }];
  // Where room is scarce an adult's temporary teeth are shown when there is something of them.
  const milk =
    roomy || mixed || tooth(mouth.tooth).temporary || mouth.findings.some((item) => tooth(item.tooth).temporary);
  // On a tablet the buttons stand beneath, and the whole mouth beside them.
  const most = roomy ? width : Math.round(width * 0.82);
  const holder = useRef<HTMLDivElement>(null);
  const scale = useScale(holder, width);
  const [over, setOver] = useState<Over | null>(null);

  const at = (event: PointerEvent) => {
    const group = (event.target as Element).closest("[data-tooth]");
    if (!group) return null;
    const face = (event.target as Element).getAttribute("data-face") as Face | null;
    return { fdi: Number(group.getAttribute("data-tooth")), face };
  };
  // The keyboard works at once, unless somebody is writing.
  useEffect(() => {
    if (!document.activeElement?.matches("input, textarea"))
      holder.current?.querySelector<HTMLElement>("[data-chart]")?.focus({ preventScroll: true });
  }, []);
  // On a phone the chart moves sideways: the chosen tooth comes into view.
  useEffect(() => {
    const box = holder.current;
    if (!box || box.scrollWidth <= box.clientWidth) return;
    document.getElementById(toothId(PREFIX, mouth.tooth))?.scrollIntoView?.({ block: "nearest", inline: "center" });
  }, [mouth.tooth]);

  return (
    <div ref={holder} className="sideways relative mx-auto w-full" style={{ maxWidth: most }}>
      <div
        className="od-holder relative min-w-[680px] focus-visible:ring-0 focus-visible:ring-offset-0"
        role="listbox"
        tabIndex={0}
        data-chart
        aria-label={label}
        aria-readonly={readOnly || undefined}
        aria-activedescendant={toothId(PREFIX, mouth.tooth)}
        aria-describedby="odontograma-palabras"
        onPointerMove={(event) => {
          if (event.pointerType === "touch") return;
          const found = at(event);
          const box = event.currentTarget.getBoundingClientRect();
          setOver(found && { ...found, x: event.clientX - box.left, y: event.clientY - box.top });
        }}
        onPointerLeave={() => setOver(null)}
        onClick={(event) => {
          const found = at(event as unknown as PointerEvent);
          if (!found) return;
          // Under a finger a face is too small: the tooth is chosen, and its face by a button.
          const touch = (event.nativeEvent as globalThis.PointerEvent).pointerType === "touch";
          onPoint(found.fdi, touch ? null : found.face);
        }}
      >
        <Chart
          {...natural}
          findings={mouth.findings}
          custom={custom}
          selected={mouth.tooth}
          focus={mouth.face}
          reach={reachOf(mouth)}
          ghosts={ghosts}
          gums={gums}
          temporary={milk}
          scale={scale}
          prefix={PREFIX}
          className={cn("h-auto w-full", !readOnly && "od-live")}
        />
        {over && <Tip over={over} findings={mouth.findings} custom={custom} />}
      </div>
      {roomy && scale > 0.8 && (
        <>
          <Legend className="absolute left-[4.5%] top-1/2 -translate-y-1/2" />
          <Tally findings={mouth.findings} className="absolute right-[1%] top-1/2 -translate-y-1/2" />
        </>
      )}
    </div>
  );
}

/** How small the drawing is shown: its numbers do not shrink with it. */
function useScale(holder: React.RefObject<HTMLDivElement | null>, width: number) {
  const [scale, setScale] = useState(1);
  useEffect(() => {
    const box = holder.current;
    if (!box || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(([entry]) => {
      const shown = Math.min(Math.max(entry!.contentRect.width, 680), width);
      setScale(Math.round((shown / width) * 100) / 100);
    });
    observer.observe(box);
    return () => observer.disconnect();
  }, [holder, width]);
  return scale;
}

function Tip({
  over: { fdi, face, x, y },
  findings,
  custom,
}: {
  over: Over;
  findings: Finding[];
  custom: readonly CustomKind[];
}) {
  const found = face && faceFinding(fdi, face, findings);
  const whole = findings.filter((item) => item.tooth === fdi && item.faces.length === 0);
  const words = face
    ? `${faceName(fdi, face)}, ${found ? describe({ ...found, faces: [] }, custom).toLowerCase() : "sana"}`
    : tooth(fdi).name;
  return (
    <span
      aria-hidden
      className="pointer-events-none absolute z-10 -translate-x-1/2 whitespace-nowrap rounded-lg border border-border bg-popover px-2.5 py-1 text-xs shadow-2"
      style={{ left: Math.max(90, x), top: y + 22 }}
    >
      <b className="font-semibold tabular-nums">{fdi}</b> {words}
      {whole.length > 0 && (
        <span className="text-muted-foreground"> · {whole.map((item) => describe(item, custom)).join(", ")}</span>
      )}
    </span>
  );
}
