import { ArrowDownRight, ArrowRight, ArrowUpRight, Undo2 } from "lucide-react";
import { Button } from "@/components/ui/button";
import type { OralHealth } from "@/entities/oral-health/schema";
import { formatDateTime } from "@/lib/format";
import { cn } from "@/lib/utils";
import { LEVEL, MALOCCLUSION, SEVERITY } from "../words";

type CardProps = {
  exam: OralHealth;
  /** The one before it that stands, to compare with. */
  before?: OralHealth;
  onWithdraw: (() => void) | null;
};

/** One examination: the index with what it counts, and the teeth that were seen. */
export function ExamCard({ exam, before, onWithdraw }: CardProps) {
  const { hygiene, sextants, withdrawn } = exam;
  return (
    <section
      aria-label={`Examen del ${formatDateTime(exam.taken_at)}`}
      className={cn("overflow-hidden rounded-xl border border-border bg-card", withdrawn && "text-muted-foreground")}
    >
      <header className="flex items-start gap-2 px-4 py-3">
        <div className="min-w-0 flex-1">
          <h2 className={cn("font-semibold", withdrawn && "line-through")}>{formatDateTime(exam.taken_at)}</h2>
          <p className="text-sm text-muted-foreground">
            {withdrawn ? `Lo retiró ${withdrawn.by.name}: ${withdrawn.reason}` : exam.recorded_by.name}
          </p>
        </div>
        {onWithdraw && (
          <Button
            variant="ghost"
            size="icon-sm"
            aria-label={`Retirar el examen del ${formatDateTime(exam.taken_at)}`}
            onClick={onWithdraw}
          >
            <Undo2 aria-hidden />
          </Button>
        )}
      </header>
      <dl className="grid grid-cols-2 gap-px border-y border-border bg-border sm:grid-cols-4 [&>div]:bg-card [&>div]:px-4 [&>div]:py-2.5">
        <div>
          <dt className="text-xs text-muted-foreground">Higiene oral simplificada</dt>
          <dd className="text-xl font-semibold tabular-nums">
            {hygiene.simplified?.replace(".", ",") ?? "—"}
            {hygiene.level && <span className="ml-1.5 text-sm font-normal">{LEVEL[hygiene.level]}</span>}
          </dd>
          <Against now={hygiene.simplified} then={before?.hygiene.simplified ?? null} />
        </div>
        <Condition label="Enfermedad periodontal" value={exam.periodontal && SEVERITY[exam.periodontal]} />
        <Condition label="Maloclusión" value={exam.malocclusion && MALOCCLUSION[exam.malocclusion]} />
        <Condition label="Fluorosis" value={exam.fluorosis && SEVERITY[exam.fluorosis]} />
      </dl>
      {sextants.length > 0 && (
        <table className="w-full text-sm tabular-nums">
          <caption className="sr-only">Higiene por sextantes</caption>
          <thead className="text-xs text-muted-foreground">
            <tr>
              <th className="px-4 py-2 text-left font-medium">Pieza</th>
              {sextants.map(({ tooth }) => (
                <th key={tooth} className="py-2 font-medium">
                  {tooth}
                </th>
              ))}
              <th className="px-4 py-2 text-right font-medium">Promedio</th>
            </tr>
          </thead>
          <tbody>
            {(["plaque", "calculus", "gingivitis"] as const).map((measure) => (
              <tr key={measure} className="border-t border-border">
                <th className="px-4 py-1.5 text-left font-normal">{MEASURE[measure]}</th>
                {sextants.map((sextant) => (
                  <td key={sextant.tooth} className="py-1.5 text-center">
                    {sextant[measure] ?? "—"}
                  </td>
                ))}
                <td className="px-4 py-1.5 text-right font-medium" title={counted(hygiene[measure])}>
                  {hygiene[measure].average?.replace(".", ",") ?? "—"}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {exam.remark && <p className="border-t border-border px-4 py-2.5 text-sm">{exam.remark}</p>}
    </section>
  );
}

const MEASURE = { plaque: "Placa", calculus: "Cálculo", gingivitis: "Gingivitis" } as const;
const counted = ({ sum, teeth }: { sum: number; teeth: number }) => `${sum} entre ${teeth} piezas examinadas`;

const Condition = ({ label, value }: { label: string; value: string | null }) => (
  <div>
    <dt className="text-xs text-muted-foreground">{label}</dt>
    <dd className="text-base font-medium">{value ?? "Sin examinar"}</dd>
  </div>
);

/** The change since the examination before: less is better. */
function Against({ now, then }: { now: string | null; then: string | null }) {
  if (now === null || then === null) return null;
  const change = Number(now) - Number(then);
  const Arrow = change < 0 ? ArrowDownRight : change > 0 ? ArrowUpRight : ArrowRight;
  return (
    <p className="flex items-center gap-1 text-xs text-muted-foreground">
      <Arrow className={cn("size-3.5", change < 0 ? "text-success" : change > 0 && "text-danger")} aria-hidden />
      {then.replace(".", ",")} antes
    </p>
  );
}
