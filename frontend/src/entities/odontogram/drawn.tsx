import "./odontogram.css";
import { memo, type ReactNode } from "react";
import { isAbsent, KINDS, finding, type Finding, type OwnKind, type State } from "./findings";
import { faces, outline, type Shape } from "./geometry";
import { hidesRoots, inDrawnOrder, isGhost, railSymbol, SAMPLES, symbol } from "./symbols";
import { FACES, tooth, type Face } from "./teeth";

/** Lines that cross others stand out by a rim in the card's colour. */
const HALO = new Set(["line", "stroke", "heavy", "rail", "ring"]);

/** What hatches the faces that are to be treated. Once on a page that draws teeth. */
export const HatchPattern = ({ id = "od-hatch" }: { id?: "od-hatch" | "od-hatch-printed" }) => (
  <svg width="0" height="0" className="absolute" aria-hidden>
    <defs>
      <pattern id={id} width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="4" height="4" fill="hsl(var(--danger-bg))" />
        <rect width="2" height="4" fill="hsl(var(--danger))" />
      </pattern>
    </defs>
  </svg>
);

function One({ shape, state, halo }: { shape: Shape; state?: State; halo?: boolean }) {
  const { tag, cls, ...attributes } = shape;
  const className = halo ? "od-halo" : `od-${cls}${state ? ` od-${state}` : ""}`;
  if (tag === "text") {
    const { value, x, y } = attributes as Extract<Shape, { tag: "text" }>;
    return (
      <text className={className} x={x} y={y}>
        {value}
      </text>
    );
  }
  const Tag = tag;
  return <Tag className={className} {...(attributes as object)} />;
}

export function Shapes({ shapes, state }: { shapes: readonly Shape[]; state?: State }) {
  return (
    <>
      {shapes.map((shape, i) => HALO.has(shape.cls) && <One key={`halo${i}`} shape={shape} halo />)}
      {shapes.map((shape, i) => (
        <One key={i} shape={shape} state={state} />
      ))}
    </>
  );
}

/** Where an implant stands, nothing says that the tooth is gone. */
const visible = (findings: readonly Finding[]) =>
  findings.some(({ kind, state }) => kind === "IMPLANT" && state === "DONE")
    ? findings.filter((item) => !isAbsent(item))
    : findings;

type BodyProps = {
  fdi: number;
  findings: readonly Finding[];
  focus?: Face | null;
  /** Where a prosthesis replaces the tooth there is no root. */
  rootless?: boolean;
  /** Not in the mouth at this age: only hinted at. */
  ghost?: boolean;
  gap?: number;
  signs?: Record<number, string>;
};

/** A tooth without its number: in the chart, beside it, in the palette. */
export const ToothBody = memo(function ToothBody({
  fdi,
  findings,
  focus,
  rootless,
  ghost,
  gap,
  signs = {},
}: BodyProps) {
  const shapes = faces(fdi);
  const bare = rootless || ghost || hidesRoots(findings);
  return (
    <>
      {!bare && <Shapes shapes={outline(fdi)} />}
      <g className={ghost || isGhost(findings) ? "od-ghost" : undefined}>
        {FACES.map((face) => (
          <path key={face} className="od-face" data-face={face} d={shapes[face].d} />
        ))}
      </g>
      <g className="od-over">
        {inDrawnOrder(visible(findings)).map((item, i) => (
          <Shapes
            key={`${item.kind}${i}`}
            state={item.state}
            shapes={symbol(item, { gap, sign: signs[item.custom_finding_id ?? 0] })}
          />
        ))}
        {focus && (
          <>
            <path className="od-face-focus-out" d={shapes[focus].d} />
            <path className="od-face-focus" d={shapes[focus].d} />
          </>
        )}
      </g>
    </>
  );
});

/** One tooth by itself, large. */
export function BigTooth({ fdi, className, ...body }: BodyProps & { className?: string }) {
  const { temporary, upper } = tooth(fdi);
  const box = temporary ? `5 ${upper ? 12 : -1} 46 68` : `-1 ${upper ? 12 : -3} 58 114`;
  return (
    <svg className={`od ${className ?? ""}`} viewBox={box} aria-hidden>
      <ToothBody fdi={fdi} {...body} />
    </svg>
  );
}

export const WITH_ROOT: readonly OwnKind[] = ["ENDODONTICS", "POST", "IMPLANT", "RECESSION"];
const BESIDE: Partial<Record<OwnKind, { view: string; neighbour: number; at: number }>> = {
  DIASTEMA: { view: "-26 70 52 52", neighbour: 21, at: -56 },
  SUPERNUMERARY: { view: "26 66 52 56", neighbour: 23, at: 56 },
};

/** The sign of a kind, as small as an icon. */
export function KindSign({ kind, state, size = 25 }: { kind: OwnKind; state?: State; size?: number }) {
  const item = finding({ kind, ...SAMPLES[kind], ...(state && { state }) });
  if (KINDS[kind].span) {
    const places = [0, 28, 56].map((x, i) => ({ fdi: 24 + i, x: x * 0.62 - 6, y: -45 }));
    return (
      <Sign view="0 0 56 48" size={size}>
        <Shapes shapes={railSymbol(item, places)} state={item.state} />
      </Sign>
    );
  }
  if (kind === "MOBILITY")
    return (
      <Sign view="0 0 48 48" size={size}>
        <path className="od-stroke od-TODO" strokeWidth={4} d="M6 24H42M14 16L6 24L14 32M34 16L42 24L34 32" />
      </Sign>
    );
  const beside = BESIDE[kind];
  const view = beside?.view ?? (WITH_ROOT.includes(kind) ? "4 16 48 60" : "2 70 52 52");
  return (
    <Sign view={view} size={size}>
      {beside && (
        <g transform={`translate(${beside.at} 0)`}>
          <ToothBody fdi={beside.neighbour} findings={[]} rootless />
        </g>
      )}
      <ToothBody fdi={item.tooth} findings={[item]} />
    </Sign>
  );
}

const Sign = ({ view, size, children }: { view: string; size: number; children: ReactNode }) => (
  <svg className="od" viewBox={view} width={size} height={size} aria-hidden>
    {children}
  </svg>
);

/** The mark of a state, as the legend and the palette show it. */
export function StateSign({ state }: { state: State }) {
  return (
    <svg width="12" height="12" className={`od-${state} shrink-0`} aria-hidden>
      {state === "FACT" ? (
        <circle cx="6" cy="6" r="4.5" fill="none" stroke="currentColor" strokeWidth="1.75" />
      ) : (
        <rect x="1" y="1" width="10" height="10" rx="2" className={state === "TODO" ? "od-hatch" : "od-solid"} />
      )}
    </svg>
  );
}
