import { ArrowRight, Check, Eraser, Plus, TrendingDown, type LucideIcon } from "lucide-react";
import { useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { Badge, type BadgeVariant } from "@/components/ui/badge";
import { Kbd } from "@/components/ui/kbd";
import { Select, SelectContent, SelectItem, SelectTrigger, SelectValue } from "@/components/ui/select";
import { Chart } from "@/entities/odontogram/chart";
import { changesBetween, type Change, type Outcome } from "@/entities/odontogram/changes";
import type { CustomKind, Finding } from "@/entities/odontogram/findings";
import { IndexFigures } from "@/entities/odontogram/index-figures";
import type { Indices, OdontogramSummary } from "@/entities/odontogram/schema";
import { tooth } from "@/entities/odontogram/teeth";
import { describe, listed } from "@/entities/odontogram/words";
import { useHotkey } from "@/hooks/use-hotkey";
import { formatCount, formatDate } from "@/lib/format";
import { cn } from "@/lib/utils";
import { dateOf } from "./versions-bar";

export type Side = {
  chart: OdontogramSummary;
  findings: readonly Finding[];
  /** None of what the service has not counted. */
  indices?: Indices;
  /** What this side is called instead of by its date. */
  name?: string;
};

type CompareProps = {
  a: Side;
  b: Side;
  custom: readonly CustomKind[];
  dim: boolean;
  /** What can be put at either side; without it, the sides stand. */
  versions?: OdontogramSummary[];
  onChoose?: (side: "a" | "b", id: number) => void;
};

const OUTCOME: Record<Outcome, { word: string; many: [string, string]; icon: LucideIcon; variant: BadgeVariant }> = {
  NEW: { word: "Nueva", many: ["nueva", "nuevas"], icon: Plus, variant: "danger" },
  WORSE: { word: "Empeoró", many: ["empeoró", "empeoraron"], icon: TrendingDown, variant: "warning" },
  TREATED: { word: "Tratada", many: ["tratada", "tratadas"], icon: Check, variant: "success" },
  CORRECTED: { word: "Corregida", many: ["corregida", "corregidas"], icon: Eraser, variant: "neutral" },
};

const inWords = (findings: readonly Finding[], custom: readonly CustomKind[]) => {
  if (findings.length === 0) return "Sana";
  const [first, ...rest] = findings.map((item) => describe(item, custom));
  return listed([first!, ...rest.map((text) => text.charAt(0).toLowerCase() + text.slice(1))]);
};

/** Two versions side by side, what did not change dimmed, and what changed tooth by tooth. */
export function Compare({ a, b, custom, dim, versions, onChoose }: CompareProps) {
  const changes = useMemo(() => changesBetween(a.findings, b.findings), [a.findings, b.findings]);
  const [chosen, setChosen] = useState(0);
  const changed = changes.map(({ fdi }) => fdi);
  const milk =
    changed.some((fdi) => tooth(fdi).temporary) || [a, b].some(({ chart }) => chart.dentition !== "PERMANENT");
  const step = (by: number) => setChosen((at) => Math.min(Math.max(at + by, 0), changes.length - 1));
  useHotkey("j", () => step(1));
  useHotkey("k", () => step(-1));
  // What opened it is gone: the keyboard stands here.
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus({ preventScroll: true }), []);
  const selected = changes[chosen]?.fdi ?? null;
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="group"
      aria-label="Comparación de dos versiones"
      className="flex min-w-0 flex-1 flex-col gap-4 p-4 focus-visible:ring-0"
    >
      <div className="grid gap-4 xl:grid-cols-2">
        {(["a", "b"] as const).map((which) => {
          const side = which === "a" ? a : b;
          return (
            <section
              key={which}
              aria-label={which === "a" ? "Versión A" : "Versión B"}
              className="min-w-0 rounded-xl border border-border bg-card shadow-1"
            >
              <div className="flex min-h-12 flex-wrap items-center gap-x-2.5 border-b border-border px-4 py-1">
                <span
                  aria-hidden
                  className={cn(
                    "grid size-6 place-items-center rounded-sm text-xs font-semibold",
                    which === "b" ? "bg-primary text-primary-foreground" : "bg-secondary",
                  )}
                >
                  {which.toUpperCase()}
                </span>
                {versions && onChoose ? (
                  <Select value={String(side.chart.id)} onValueChange={(id) => onChoose(which, Number(id))}>
                    <SelectTrigger
                      aria-label={`Versión ${which.toUpperCase()}`}
                      className="h-8 w-auto gap-1 border-none px-1 text-sm font-semibold shadow-none"
                    >
                      <SelectValue />
                    </SelectTrigger>
                    <SelectContent>
                      {versions.map((version) => (
                        <SelectItem key={version.id} value={String(version.id)}>
                          {dateOf(version)}
                        </SelectItem>
                      ))}
                    </SelectContent>
                  </Select>
                ) : (
                  <h2 className="text-sm font-semibold">{side.name}</h2>
                )}
                <span className="min-w-0 flex-1 truncate text-xs text-muted-foreground">
                  {side.chart.signed_by
                    ? `Firmada por ${side.chart.signed_by.name}`
                    : `Borrador de ${side.chart.author.name}`}
                </span>
                {side.indices && (
                  <IndexFigures which={milk && side.indices.ceo.total > 0 ? "ceo" : "cpo"} indices={side.indices} />
                )}
              </div>
              <div className="px-3 py-3">
                <Chart
                  findings={side.findings}
                  custom={custom}
                  gums={false}
                  temporary={milk}
                  gutter={0}
                  midline={14}
                  scale={0.685}
                  changed={changed}
                  dim={dim}
                  selected={selected}
                  className="mx-auto h-auto w-full max-w-[640px]"
                />
              </div>
            </section>
          );
        })}
      </div>
      <section className="min-w-0 rounded-xl border border-border bg-card shadow-1">
        <div className="flex min-h-12 flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
          <h2 className="text-lg font-semibold">
            {changes.length === 0
              ? "Nada cambió entre las dos"
              : formatCount(changes.length, "pieza cambió", "piezas cambiaron")}
          </h2>
          <Outcomes changes={changes} />
          <span className="flex-1" />
          {a.indices && b.indices && (
            <span className="text-xs text-muted-foreground">
              De A a B: CPO-D {a.indices.cpo.total} →{" "}
              <b className="font-semibold text-foreground">{b.indices.cpo.total}</b>
            </span>
          )}
          {changes.length > 1 && (
            <span className="flex gap-1">
              <Kbd>J</Kbd>
              <Kbd>K</Kbd>
            </span>
          )}
        </div>
        {changes.length > 0 && (
          <ChangesTable
            changes={changes}
            custom={custom}
            chosen={chosen}
            onChoose={setChosen}
            names={[a.name ?? dateOf(a.chart), b.name ?? dateOf(b.chart)]}
          />
        )}
      </section>
    </div>
  );
}

function Outcomes({ changes }: { changes: Change[] }) {
  const counts = (Object.keys(OUTCOME) as Outcome[]).map((outcome) => ({
    ...OUTCOME[outcome],
    outcome,
    count: changes.filter((change) => change.outcome === outcome).length,
  }));
  return (
    <span className="flex flex-wrap gap-1.5">
      {counts
        .filter(({ count }) => count > 0)
        .map(({ outcome, icon, variant, many, count }) => (
          <Badge key={outcome} icon={icon} variant={variant}>
            {count} {many[count === 1 ? 0 : 1]}
          </Badge>
        ))}
    </span>
  );
}

type TableProps = {
  changes: Change[];
  custom: readonly CustomKind[];
  chosen: number;
  onChoose: (index: number) => void;
  names: [string, string];
};

const Head = ({ children, className }: { children: ReactNode; className?: string }) => (
  <th scope="col" className={cn("h-9 px-2 text-left font-medium first:pl-4 last:pr-4", className)}>
    {children}
  </th>
);

function ChangesTable({ changes, custom, chosen, onChoose, names }: TableProps) {
  return (
    <div className="sideways">
      <table className="w-full text-sm max-lg:min-w-[720px]">
        <caption className="sr-only">Piezas que cambiaron</caption>
        <thead className="border-y border-border bg-muted/60 text-xs text-muted-foreground">
          <tr>
            <Head className="w-16">Pieza</Head>
            <Head className="w-28">Cambio</Head>
            <Head>A: {names[0]}</Head>
            <Head className="w-6">
              <span className="sr-only">Pasó a</span>
            </Head>
            <Head>B: {names[1]}</Head>
            <Head className="w-28">Registrado</Head>
            <Head className="w-48">Profesional</Head>
          </tr>
        </thead>
        <tbody className="divide-y divide-border">
          {changes.map((change, index) => {
            const { word, icon, variant } = OUTCOME[change.outcome];
            return (
              <tr
                key={change.fdi}
                aria-current={index === chosen || undefined}
                className={cn("cursor-pointer hover:bg-accent/60", index === chosen && "bg-accent/60")}
                onClick={() => onChoose(index)}
              >
                <th scope="row" className="h-9 pl-4 pr-2 text-left font-semibold tabular-nums">
                  {change.fdi}
                </th>
                <td className="px-2">
                  <Badge icon={icon} variant={variant}>
                    {word}
                  </Badge>
                </td>
                <td className="px-2 text-muted-foreground">{inWords(change.before, custom)}</td>
                <td>
                  <ArrowRight className="size-3.5 text-muted-foreground" aria-hidden />
                </td>
                <td className="px-2">{inWords(change.after, custom)}</td>
                <td className="px-2 text-xs tabular-nums text-muted-foreground">
                  {change.noted_at ? formatDate(change.noted_at) : "—"}
                </td>
                <td className="px-2 pr-4 text-xs text-muted-foreground">{change.noted_by?.name ?? "—"}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
