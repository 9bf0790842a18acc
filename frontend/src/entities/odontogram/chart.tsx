import { useMemo, type CSSProperties, type ReactNode } from "react";
import { GRADES, nameOf, describeTooth } from "./words";
import { Shapes, ToothBody } from "./drawn";
import { isSpan, teethOf, type CustomKind, type Finding } from "./findings";
import { layout, type Layout } from "./geometry";
import { railSymbol } from "./symbols";
import { ROWS, tooth, type Face } from "./teeth";

export const toothId = (prefix: string, fdi: number) => `${prefix}-${fdi}`;

export type ChartProps = {
  findings: readonly Finding[];
  custom?: readonly CustomKind[];
  selected?: number | null;
  focus?: Face | null;
  /** The teeth that a prosthesis being set would reach. */
  reach?: readonly number[];
  /** Not in the mouth at this age. */
  ghosts?: ReadonlySet<number>;
  /** Only these are marked as changed; with `dim`, the others are dimmed. */
  changed?: readonly number[];
  dim?: boolean;
  temporary?: boolean;
  gums?: boolean;
  gutter?: number;
  midline?: number;
  /** Drawn smaller: numbers keep their size, letters within are left out. */
  scale?: number;
  /** Each tooth is an option of the list that holds the chart, under `prefix`. */
  prefix?: string;
  className?: string;
  children?: (layout: Layout) => ReactNode;
};

const NONE: ReadonlySet<number> = new Set();

/** The whole mouth as one drawing. Who may touch it is told by its holder. */
export function Chart({
  findings,
  custom = [],
  selected,
  focus,
  reach = [],
  ghosts = NONE,
  changed = [],
  dim,
  temporary = true,
  gums = true,
  gutter = 40,
  midline = 20,
  scale = 1,
  prefix,
  className = "",
  children,
}: ChartProps) {
  const L = useMemo(() => layout({ temporary, gums, gutter, midline }), [temporary, gums, gutter, midline]);
  const spans = findings.filter(isSpan);
  const byTooth = useMemo(() => groupByTooth(findings), [findings]);
  const signs = useMemo(() => Object.fromEntries(custom.map(({ id, sign }) => [id, sign])), [custom]);
  const replaced = new Set(
    spans.flatMap((item) => teethOf(item).filter((fdi) => item.kind === "DENTURE" || !item.pillars.includes(fdi))),
  );
  const margin = scale < 1 ? 6 : 2;
  const dimmed = (teeth: readonly number[]) => dim && !teeth.some((fdi) => changed.includes(fdi));

  return (
    <svg
      className={`od ${scale < 0.8 ? "od-small" : ""} ${className}`}
      style={{ "--od-scale": scale } as CSSProperties}
      viewBox={`0 ${-margin} ${L.width + (changed.length > 0 ? 12 : 0)} ${L.height + 2 * margin}`}
      role={prefix ? "presentation" : undefined}
      aria-hidden={prefix ? undefined : true}
    >
      {selected && L.at[selected] && <Column L={L} fdi={selected} cls="od-col" />}
      {reach.map((fdi) => fdi !== selected && L.at[fdi] && <Column key={fdi} L={L} fdi={fdi} cls="od-spanned" />)}
      <g aria-hidden>
        <path className="od-axis" d={`M${L.axis} ${gums ? 4 : 0}V${L.height - (gums ? 4 : 0)}`} />
        {temporary && <path className="od-axis" d={`M${L.at[55]!.x} ${L.bite}H${L.at[65]!.x + 56}`} />}
        {gums && <Gums L={L} byTooth={byTooth} />}
      </g>
      {Object.values(L.at).map(({ fdi, x, y }) => {
        const mine = byTooth.get(fdi) ?? EMPTY;
        const t = tooth(fdi);
        const on = fdi === selected;
        const size = 12 / Math.min(scale, 1);
        const numberY = t.upper ? t.box.label : t.box.h - t.box.label + 8;
        const [pillWidth, pillHeight] = [28 + (size - 12) * 2, size + 5];
        const middle = numberY - size * 0.36;
        return (
          <g
            key={fdi}
            id={prefix && toothId(prefix, fdi)}
            role={prefix ? "option" : undefined}
            aria-selected={prefix ? on : undefined}
            aria-label={prefix ? `${nameOf(fdi)}: ${describeTooth(fdi, findings, custom)}` : undefined}
            data-tooth={fdi}
            className={dimmed([fdi]) ? "od-tooth od-dim" : "od-tooth"}
            transform={`translate(${x} ${y})`}
          >
            <rect className="od-hit" width={t.box.w} height={t.box.h} />
            {on && (
              <rect
                className="od-num-pill"
                x={28 - pillWidth / 2}
                y={middle - pillHeight / 2}
                width={pillWidth}
                height={pillHeight}
                rx={pillHeight / 2}
              />
            )}
            {changed.includes(fdi) && <circle className="od-changed" cx={28 + pillWidth / 2 + 6} cy={middle} r={3.5} />}
            <text className={on ? "od-num-on" : "od-num"} x={28} y={numberY}>
              {fdi}
            </text>
            <ToothBody
              fdi={fdi}
              findings={mine}
              focus={on ? focus : null}
              rootless={replaced.has(fdi)}
              ghost={ghosts.has(fdi) && mine.length === 0}
              gap={t.place === 1 ? midline / 2 : 0}
              signs={signs}
            />
          </g>
        );
      })}
      <g className="od-over" aria-hidden>
        {spans.map((item, i) => (
          <g key={i} className={dimmed(teethOf(item)) ? "od-dim" : undefined}>
            <Shapes
              state={item.state}
              shapes={railSymbol(
                item,
                teethOf(item).flatMap((fdi) => L.at[fdi] ?? []),
              )}
            />
          </g>
        ))}
      </g>
      {children?.(L)}
    </svg>
  );
}

const EMPTY: readonly Finding[] = [];

/** What is drawn at each tooth; what joins several is drawn over them. */
function groupByTooth(findings: readonly Finding[]) {
  const groups = new Map<number, Finding[]>();
  for (const item of findings) if (!isSpan(item)) groups.set(item.tooth, [...(groups.get(item.tooth) ?? []), item]);
  return groups;
}

/** A tinted column marks the chosen tooth: a ring would be a crown. */
function Column({ L, fdi, cls }: { L: Layout; fdi: number; cls: string }) {
  const { temporary, upper, box } = tooth(fdi);
  const { x, y } = L.at[fdi]!;
  const top = temporary ? y - 1 : upper ? 0 : y - 3;
  const height = temporary ? box.h + 2 : box.h + L.gum + 3;
  return <rect className={cls} x={x + 0.5} y={top - 2} width={55} height={height + 4} rx={8} aria-hidden />;
}

/** Recession and mobility have rows of their own, outside the roots. */
function Gums({ L, byTooth }: { L: Layout; byTooth: Map<number, Finding[]> }) {
  const rows = [
    { y: 0, name: "Rec.", kind: "RECESSION", teeth: ROWS.permanentUpper },
    { y: 16, name: "Mov.", kind: "MOBILITY", teeth: ROWS.permanentUpper },
    { y: L.height - 30, name: "Mov.", kind: "MOBILITY", teeth: ROWS.permanentLower },
    { y: L.height - 14, name: "Rec.", kind: "RECESSION", teeth: ROWS.permanentLower },
  ] as const;
  return rows.map(({ y, name, kind, teeth }) => (
    <g key={`${name}${y}`}>
      <text className="od-cap" x={0} y={y + 11}>
        {name}
      </text>
      {teeth.map((fdi) => {
        const value = byTooth.get(fdi)?.find((item) => item.kind === kind)?.value;
        const { x } = L.at[fdi]!;
        return (
          <g key={fdi}>
            <rect className="od-cell" x={x + 15} y={y} width={26} height={14} rx={3} />
            {value != null && (
              <text className="od-cell-text" x={x + 28} y={y + 11}>
                {kind === "MOBILITY" ? GRADES[value] : value > 4 ? "4+" : value}
              </text>
            )}
          </g>
        );
      })}
    </g>
  ));
}
