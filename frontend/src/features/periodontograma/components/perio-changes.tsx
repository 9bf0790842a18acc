import { Check, TrendingDown } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { PeriodontalTooth, Periodontogram } from "@/entities/periodontogram/schema";
import { formatDate } from "@/lib/format";

type ChangesProps = { before: Periodontogram; after: readonly PeriodontalTooth[]; afterName: string | null };

const figuresOf = ({ sites }: PeriodontalTooth) => {
  const all = Object.values(sites);
  return {
    deepest: Math.max(0, ...all.map(({ depth }) => depth ?? 0)),
    deep: all.filter(({ depth }) => (depth ?? 0) >= 4).length,
    bleeding: all.filter(({ bleeding }) => bleeding).length,
    measured: all.some(({ depth }) => depth !== null),
  };
};

/** The teeth whose deepest site, pockets or bleeding are not what they were. */
export function PerioChanges({ before, after, afterName }: ChangesProps) {
  const was = new Map(before.teeth.map((item) => [item.tooth, item]));
  const rows = after.flatMap((item) => {
    const old = was.get(item.tooth);
    if (!old || old.absent || item.absent) return [];
    const [a, b] = [figuresOf(old), figuresOf(item)];
    if (!a.measured || !b.measured) return [];
    if (a.deepest === b.deepest && a.deep === b.deep && a.bleeding === b.bleeding) return [];
    const better =
      [b.deepest - a.deepest, b.deep - a.deep, b.bleeding - a.bleeding].find((change) => change !== 0)! < 0;
    return [{ fdi: item.tooth, a, b, better }];
  });
  return (
    <section aria-label="Cambios" className="border-t border-border">
      <h2 className="px-4 py-2 text-sm font-semibold">
        {rows.length === 0
          ? "Nada cambió desde"
          : `${rows.length} ${rows.length === 1 ? "pieza cambió" : "piezas cambiaron"} desde`}{" "}
        {formatDate(before.signed_at ?? before.created_at)}
      </h2>
      {rows.length > 0 && (
        <div className="sideways">
          <table className="w-full text-sm max-lg:min-w-[560px]">
            <caption className="sr-only">Piezas que cambiaron</caption>
            <thead className="border-y border-border bg-muted/60 text-left text-xs text-muted-foreground">
              <tr>
                <th scope="col" className="h-9 px-4 font-medium">
                  Pieza
                </th>
                <th scope="col" className="px-2 font-medium">
                  Cambio
                </th>
                <th scope="col" className="px-2 font-medium">
                  Más profundo
                </th>
                <th scope="col" className="px-2 font-medium">
                  Sitios ≥ 4 mm
                </th>
                <th scope="col" className="px-4 font-medium">
                  Sitios que sangran
                </th>
              </tr>
            </thead>
            <tbody className="divide-y divide-border tabular-nums">
              {rows.map(({ fdi, a, b, better }) => (
                <tr key={fdi}>
                  <th scope="row" className="h-9 px-4 text-left font-semibold">
                    {fdi}
                  </th>
                  <td className="px-2">
                    <Badge variant={better ? "success" : "warning"} icon={better ? Check : TrendingDown}>
                      {better ? "Mejoró" : "Empeoró"}
                    </Badge>
                  </td>
                  <td className="px-2">
                    {a.deepest} → {b.deepest} mm
                  </td>
                  <td className="px-2">
                    {a.deep} → {b.deep}
                  </td>
                  <td className="px-4">
                    {a.bleeding} → {b.bleeding}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {afterName === null && (
        <p className="px-4 py-2 text-xs text-muted-foreground">Comparado con el examen que se está viendo.</p>
      )}
    </section>
  );
}
