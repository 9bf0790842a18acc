import "@/entities/odontogram/odontogram.css";
import "./periodontogram.css";
import { memo } from "react";
import { pathOf, rootSteps, roots, type Step } from "@/entities/odontogram/geometry";
import { ROWS, tooth } from "@/entities/odontogram/teeth";
import type { PeriodontalTooth, Site, SiteKey } from "./schema";
import { BANDS, NO_SITE, siteAt, type Band } from "./sites";

// Geometry in px at 100 %: three sites at 9, 27 and 45 of each tooth, the enamel line at 57 of a band, 4 px a mm.
const G = { gutter: 76, pitch: 54, midline: 14, height: 86, enamel: 57, mm: 4, row: 16 };
const TOP = 3 * G.row + 6;
const BETWEEN = 20;
const Y = [TOP, TOP + G.height + BETWEEN, 0, 0];
Y[2] = Y[1]! + G.height + 6 * G.row + 22;
Y[3] = Y[2]! + G.height + BETWEEN;
const xOf = (i: number) => G.gutter + i * G.pitch + (i >= 8 ? G.midline : 0);
const WIDTH = xOf(15) + G.pitch;
const HEIGHT = Y[3]! + G.height + TOP;
const siteX = (i: number, k: number) => xOf(i) + 9 + k * 18;

const HALF = { upper: [0, 16, 13, 14, 14, 14, 20, 20, 18], lower: [0, 10, 11, 13, 14, 14, 21, 20, 19] };

type Current = { fdi: number; band: number; k: number };
type ChartProps = {
  teeth: readonly PeriodontalTooth[];
  /** An earlier exam, whose bottom is drawn beneath. */
  before?: readonly PeriodontalTooth[];
  current?: Current | null;
  onPoint?: (fdi: number, site: SiteKey) => void;
  className?: string;
};

/** The four bands of an exam as one drawing: what was measured, above and below the teeth. */
export function PerioChart({ teeth, before, current, onPoint, className }: ChartProps) {
  const byTooth = new Map(teeth.map((item) => [item.tooth, item]));
  const earlier = before && new Map(before.map((item) => [item.tooth, item]));
  const upper = current && current.band < 2;
  const column = current ? BANDS[current.band]!.row.findIndex((fdi) => fdi === current.fdi) : -1;
  return (
    <svg className={`od ${className ?? ""}`} viewBox={`0 0 ${WIDTH} ${HEIGHT}`} aria-hidden>
      {current && (
        <rect
          className="od-col"
          x={xOf(column)}
          y={upper ? 0 : Y[2]! - TOP}
          width={G.pitch}
          height={2 * G.height + BETWEEN + 2 * TOP - 4}
          rx={8}
        />
      )}
      {BANDS.map((band) => (
        <BandOf
          key={band.band}
          band={band}
          byTooth={byTooth}
          earlier={earlier}
          current={current?.band === band.band ? current : null}
          onPoint={onPoint}
        />
      ))}
      <Numbers row={ROWS.permanentUpper} y={Y[0]! + G.height} byTooth={byTooth} current={current?.fdi} />
      <Numbers row={ROWS.permanentLower} y={Y[2]! + G.height} byTooth={byTooth} current={current?.fdi} />
      <path className="od-axis" d={`M${xOf(8) - G.midline / 2} 0V${HEIGHT}`} />
    </svg>
  );
}

type ByTooth = ReadonlyMap<number, PeriodontalTooth>;

function Numbers({
  row,
  y,
  byTooth,
  current,
}: {
  row: readonly number[];
  y: number;
  byTooth: ByTooth;
  current?: number;
}) {
  return row.map((fdi, i) => {
    const { mobility } = byTooth.get(fdi) ?? {};
    return (
      <g key={fdi}>
        {fdi === current && (
          <rect className="od-num-pill" x={xOf(i) + 13} y={y + 1.5} width={28} height={17} rx={8.5} />
        )}
        <text className={fdi === current ? "od-num-on" : "od-num"} x={xOf(i) + 27} y={y + 14}>
          {fdi}
        </text>
        {mobility ? (
          <text className="pe-extra" x={xOf(i) + 48} y={y + 14}>
            {"I".repeat(mobility)}
          </text>
        ) : null}
      </g>
    );
  });
}

type BandProps = {
  band: Band;
  byTooth: ByTooth;
  earlier?: ByTooth;
  current: Current | null;
  onPoint?: (fdi: number, site: SiteKey) => void;
};

function BandOf({ band, byTooth, earlier, current, onPoint }: BandProps) {
  const y0 = Y[band.band]!;
  const above = band.rootsUp;
  const yy = (v: number) => y0 + (above ? v : G.height - v);
  const far = above ? y0 - 3 * G.row - 4 : y0 + G.height + 4 + 2 * G.row;
  const rows = [far, above ? far + G.row : far - G.row, above ? far + 2 * G.row : far - 2 * G.row] as const;
  const end = xOf(15) + G.pitch;
  const here = (fdi: number, k: number): Site | null => {
    const item = byTooth.get(fdi);
    return item?.absent ? null : (item?.sites[siteAt(fdi, band.face, k)] ?? NO_SITE);
  };
  return (
    <g>
      {[2, 4, 6, 8, 10].map((mm) => (
        <path key={mm} className="pe-grid" d={`M${G.gutter} ${yy(G.enamel - mm * G.mm)}H${end}`} />
      ))}
      <path className="pe-cej" d={`M${G.gutter} ${yy(G.enamel)}H${end}`} />
      <text className="od-cap" x={G.gutter - 8} y={yy(G.enamel) + 4} textAnchor="end">
        0
      </text>
      <text className="od-cap" x={G.gutter - 8} y={yy(G.enamel - 32) + 4} textAnchor="end">
        8 mm
      </text>
      <circle className="pe-order" cx={10} cy={yy(G.enamel - 16)} r={9} />
      <text className="pe-order-t" x={10} y={yy(G.enamel - 16) + 4}>
        {band.band + 1}
      </text>
      <text className="pe-name" x={0} y={yy(G.enamel + 14) + 4}>
        {band.name} {band.forth ? "→" : "←"}
      </text>
      {["Sangr. · placa", "Profundidad", "Margen"].map((name, i) => (
        <text key={name} className="od-cap" x={0} y={rows[i]! + 12}>
          {name}
        </text>
      ))}
      {band.row.map((fdi, i) =>
        byTooth.get(fdi)?.absent ? (
          <path key={fdi} className="pe-grid" d={`M${xOf(i) + 18} ${yy(40) - 10}l18 20m0 -20l-18 20`} />
        ) : (
          <g key={fdi} transform={`translate(0 ${y0})`}>
            <ToothShape fdi={fdi} up={above} x={xOf(i)} />
          </g>
        ),
      )}
      {[0, 8].map((from) => (
        <Lines key={from} band={band} from={from} yy={yy} here={here} earlier={earlier} />
      ))}
      {band.row.flatMap((fdi, i) =>
        [0, 1, 2].map((k) => {
          const site = here(fdi, k);
          if (!site) return null;
          const on = current?.fdi === fdi && current.k === k;
          return <SiteMarks key={`${fdi}${k}`} site={site} x={siteX(i, k)} rows={rows} on={on} />;
        }),
      )}
      {onPoint &&
        band.row.flatMap((fdi, i) =>
          [0, 1, 2].map((k) => (
            <rect
              key={`${fdi}${k}`}
              className="pe-hit"
              x={siteX(i, k) - 9}
              y={above ? far : y0}
              width={18}
              height={G.height + 3 * G.row + 4}
              onClick={() => onPoint(fdi, siteAt(fdi, band.face, k))}
            />
          )),
        )}
    </g>
  );
}

function SiteMarks({
  site,
  x,
  rows,
  on,
}: {
  site: Site;
  x: number;
  rows: readonly [number, number, number];
  on: boolean;
}) {
  const { depth, margin, bleeding, suppuration, plaque } = site;
  const deep = depth !== null && depth >= 4;
  const [marks, depths, margins] = rows;
  return (
    <g>
      {bleeding ? (
        <circle className="pe-bop" cx={x - 3.5} cy={marks + 8} r={3.2} />
      ) : (
        <circle className="pe-none" cx={x - 3.5} cy={marks + 8} r={1} />
      )}
      {suppuration && <circle className="pe-pus" cx={x - 3.5} cy={marks + 8} r={5} />}
      {plaque ? (
        <rect className="pe-pl" x={x + 1.5} y={marks + 5} width={6} height={6} rx={1} />
      ) : (
        <circle className="pe-none" cx={x + 4.5} cy={marks + 8} r={1} />
      )}
      {depth !== null && depth >= 6 && (
        <rect className="pe-six" x={x - 8} y={depths + 1} width={16} height={14} rx={3} />
      )}
      {on && <rect className="pe-cur" x={x - 9} y={depths - 0.5} width={18} height={17} rx={4} />}
      <text className={`pe-num ${depth !== null && depth >= 6 ? "pe-n6" : deep ? "pe-n4" : ""}`} x={x} y={depths + 12}>
        {depth ?? "·"}
      </text>
      <text className={`pe-num ${margin ? "" : "pe-zero"}`} x={x} y={margins + 12}>
        {/* As a dentist writes it: recession without a sign, what covers enamel with one. */}
        {margin === null ? "·" : margin > 0 ? `−${margin}` : -margin || 0}
      </text>
    </g>
  );
}

type LinesProps = {
  band: Band;
  from: number;
  yy: (v: number) => number;
  here: (fdi: number, k: number) => Site | null;
  earlier?: ByTooth;
};

/** Margin and bottom along half an arch, broken where nothing was measured. */
function Lines({ band, from, yy, here, earlier }: LinesProps) {
  const columns = Array.from({ length: 8 }, (_, n) => from + n);
  const points = columns.flatMap((i) =>
    [0, 1, 2].map((k) => {
      const site = here(band.row[i]!, k);
      if (!site || site.depth === null) return null;
      return pointOf(site, siteX(i, k), yy);
    }),
  );
  const was = columns.flatMap((i) =>
    [0, 1, 2].map((k) => {
      const item = earlier?.get(band.row[i]!);
      const site = item && !item.absent ? item.sites[siteAt(band.row[i]!, band.face, k)] : null;
      return site && site.depth !== null ? pointOf(site, siteX(i, k), yy) : null;
    }),
  );
  return (
    <g>
      {points.map((z, i) => {
        const a = points[i - 1];
        if (!a || !z) return null;
        const cls = Math.max(a.depth, z.depth) >= 4 ? "pe-deep" : "pe-area";
        return (
          <path
            key={i}
            className={cls}
            d={`M${a.x} ${a.margin}L${z.x} ${z.margin}L${z.x} ${z.bottom}L${a.x} ${a.bottom}Z`}
          />
        );
      })}
      {earlier && <path className="pe-before" d={lineOf(was, "bottom")} />}
      <path className="pe-depth" d={lineOf(points, "bottom")} />
      <path className="pe-margin" d={lineOf(points, "margin")} />
      {points.map((point, i) =>
        point && point.depth >= 4 ? (
          <circle key={i} className="pe-dot" cx={point.x} cy={point.bottom} r={point.depth >= 6 ? 3.4 : 2.4} />
        ) : null,
      )}
    </g>
  );
}

type Point = { x: number; margin: number; bottom: number; depth: number };
const pointOf = ({ depth, margin }: Site, x: number, yy: (v: number) => number): Point => {
  const lost = -(margin ?? 0);
  return { x, depth: depth!, margin: yy(G.enamel - lost * G.mm), bottom: yy(G.enamel - (lost + depth!) * G.mm) };
};
const lineOf = (points: readonly (Point | null)[], which: "margin" | "bottom") =>
  points.map((point, i) => (point ? `${points[i - 1] ? "L" : "M"}${point.x} ${point[which]}` : "")).join("");

const ToothShape = memo(function ToothShape({ fdi, up, x }: { fdi: number; up: boolean; x: number }) {
  const t = tooth(fdi);
  const dx = (G.pitch - 56) / 2;
  const at = (steps: readonly Step[]) =>
    pathOf(
      { upper: up, box: { h: G.height } },
      steps.map((step) => {
        const [op, ...numbers] = step as [string, ...number[]];
        return [op, ...numbers.map((value, i) => (i % 2 ? value - 7 : value + x + dx))] as unknown as Step;
      }),
    );
  const all = roots(t);
  const l = all[0]![0] - all[0]![1] / 2;
  const r = all.at(-1)![0] + all.at(-1)![1] / 2;
  const w = HALF[t.upper ? "upper" : "lower"][t.place]!;
  const crown: Step[] = [
    ["M", l, 64],
    ["C", l - 1, 67, 28 - w, 70, 28 - w, 77],
    ["Q", 28 - w, 87, 28 - w + 6, 87],
    ["L", 28 + w - 6, 87],
    ["Q", 28 + w, 87, 28 + w, 77],
    ["C", 28 + w, 70, r + 1, 67, r, 64],
    ["Q", 28, 61, l, 64],
  ];
  return (
    <>
      {all.map((root, i) => (
        <path key={i} className="od-root" d={at(rootSteps(root, 64))} />
      ))}
      <path className="pe-crown" d={at(crown)} />
    </>
  );
});
