import { ArrowDownRight, ArrowRight, ArrowUpRight } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Kbd } from "@/components/ui/kbd";
import { OrderSketch } from "@/entities/periodontogram/order-sketch";
import type { PeriodontalIndices, PeriodontogramSummary } from "@/entities/periodontogram/schema";
import { ORDER } from "@/entities/periodontogram/sites";
import { formatDayMonth, formatPercent } from "@/lib/format";
import { press, toothOf, type Exam } from "../exam";

type RailProps = {
  exam: Exam;
  indices: PeriodontalIndices;
  /** The exam before, against which the figures are read. */
  earlier: PeriodontogramSummary | null;
  readOnly: boolean;
  onExam: (next: Exam) => void;
};

const KEYS: [string[], string][] = [
  [["0", "…", "9"], "profundidad en mm, y avanza"],
  [["Alt", "0", "…", "2"], "10 a 12 mm"],
  [["M", "2"], "margen; M - si cubre esmalte"],
  [["S"], "sangrado, sin avanzar"],
  [["⇧", "S"], "supuración"],
  [["P"], "placa, sin avanzar"],
  [["U"], "furca I–III"],
  [["V"], "movilidad 0–III"],
  [["⌫"], "borra y retrocede un sitio"],
  [["↑", "↓"], "cara opuesta de la misma pieza"],
  [["F2"], "pieza ausente: la salta"],
];

const comma = (text: string | null) => (text === null ? "—" : text.replace(".", ","));

/** What the exam adds up to, the order of entry, and the keys, with how far it is. */
export function PerioRail({ exam, indices, earlier, readOnly, onExam }: RailProps) {
  const present = ORDER.filter(({ fdi }) => !toothOf(exam, fdi).absent);
  const measured = present.filter(({ fdi, site }) => toothOf(exam, fdi).sites[site].depth !== null).length;
  const was = earlier?.indices;
  const on = earlier ? formatDayMonth(earlier.signed_at ?? earlier.created_at) : "";
  const tap = (key: string, more = {}) => onExam(press(exam, { key, ...more }) ?? exam);
  return (
    <aside
      aria-label="Índices periodontales"
      className="flex w-[328px] shrink-0 flex-col rounded-xl border border-border bg-card shadow-1 max-xl:w-full max-xl:rounded-none max-xl:border-x-0"
    >
      <dl className="grid grid-cols-2 divide-x divide-border border-b border-border">
        <Figure
          name="Sangrado al sondaje"
          value={indices.bleeding_percent}
          unit="%"
          was={was?.bleeding_percent}
          on={on}
          percent
        />
        <Figure name="Placa" value={indices.plaque_percent} unit="%" was={was?.plaque_percent} on={on} percent />
      </dl>
      <dl className="grid grid-cols-2 divide-x divide-border border-b border-border">
        <Figure
          name="Bolsas ≥ 4 mm"
          value={String(indices.deep_4)}
          unit={`de ${indices.sites} sitios`}
          was={was && String(was.deep_4)}
          on={on}
        />
        <Figure
          name="Inserción perdida"
          value={indices.mean_attachment}
          unit="mm, media"
          was={was?.mean_attachment}
          on={on}
        />
      </dl>
      <p className="border-b border-border px-4 py-2.5 text-sm">
        Sitios de 6 mm o más: <b className="font-semibold tabular-nums">{indices.deep_6}</b>
        {indices.suppuration > 0 && (
          <>
            {" "}
            · supuran <b className="font-semibold tabular-nums">{indices.suppuration}</b>
          </>
        )}
      </p>
      <div className="border-b border-border px-4 py-3 max-xl:hidden">
        <h2 className="mb-2 text-sm font-semibold">Orden de ingreso</h2>
        <OrderSketch />
      </div>
      {!readOnly && (
        <div role="group" aria-label="Anotar" className="grid grid-cols-5 gap-1.5 px-4 py-3 xl:hidden">
          {Array.from({ length: 13 }, (_, mm) => (
            <Button key={mm} variant="outline" className="h-11" onClick={() => tap(String(mm % 10), { alt: mm > 9 })}>
              {mm}
            </Button>
          ))}
          <Button variant="outline" className="h-11" onClick={() => tap("s")}>
            Sangra
          </Button>
          <Button variant="outline" className="h-11" onClick={() => tap("p")}>
            Placa
          </Button>
          <Button variant="outline" className="h-11" onClick={() => tap("m")}>
            Margen
          </Button>
          <Button variant="outline" className="h-11" onClick={() => tap("u")}>
            Furca
          </Button>
          <Button variant="outline" className="h-11" onClick={() => tap("v")}>
            Movil.
          </Button>
          <Button variant="outline" className="h-11" onClick={() => tap("F2")}>
            Ausente
          </Button>
          <Button variant="outline" className="h-11" onClick={() => tap("Backspace")}>
            Borrar
          </Button>
        </div>
      )}
      <div className="flex-1 px-4 py-3 max-xl:hidden">
        <h2 className="mb-1 text-sm font-semibold">Teclas</h2>
        <ul>
          {KEYS.map(([keys, what]) => (
            <li key={what} className="flex h-[26px] items-center gap-2 text-xs">
              <span className="flex w-24 shrink-0 gap-1">
                {keys.map((key) => (
                  <Kbd key={key}>{key}</Kbd>
                ))}
              </span>
              {what}
            </li>
          ))}
        </ul>
      </div>
      <div className="flex items-center gap-2 border-t border-border px-4 py-3 text-xs text-muted-foreground">
        <span className="h-1.5 flex-1 overflow-hidden rounded-full bg-secondary" aria-hidden>
          <span
            className="block h-full rounded-full bg-primary"
            style={{ width: `${present.length === 0 ? 0 : (100 * measured) / present.length}%` }}
          />
        </span>
        <span className="tabular-nums">
          {measured} de {present.length} sitios
        </span>
      </div>
    </aside>
  );
}

type FigureProps = {
  name: string;
  value: string | null;
  unit: string;
  was?: string | null;
  on: string;
  percent?: boolean;
};

/** A figure with what it was: less is better in all of them. */
function Figure({ name, value, unit, was, on, percent }: FigureProps) {
  const change = value !== null && was != null ? Number(value) - Number(was) : null;
  const Arrow = !change ? ArrowRight : change < 0 ? ArrowDownRight : ArrowUpRight;
  const tone = !change ? "text-muted-foreground" : change < 0 ? "text-success" : "text-danger";
  return (
    <div className="px-4 py-2.5">
      <dt className="text-xs text-muted-foreground">{name}</dt>
      <dd className="text-xl font-semibold tabular-nums">
        {comma(value)}
        {value !== null && <span className="ml-1 text-sm font-normal text-muted-foreground">{unit}</span>}
      </dd>
      <dd className="flex min-h-4 items-center gap-1 text-xs text-muted-foreground">
        {was != null && (
          <>
            <Arrow className={`size-3.5 ${tone}`} aria-hidden />
            {percent ? formatPercent(was) : comma(was)} el {on}
          </>
        )}
      </dd>
    </div>
  );
}
