"use client";

import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { ExportMenu } from "@/components/patterns/export-menu";
import { Money } from "@/components/patterns/money";
import { Skeleton } from "@/components/ui/skeleton";
import { sheetHref } from "@/entities/report/queries";
import type { MarginLines } from "@/entities/report/schema";
import { recipeQuery } from "@/entities/treatment/queries";
import { add, compare, isZero } from "@/lib/decimal";
import { today } from "@/lib/dates";
import { formatWithUnit } from "@/lib/units";
import { messageOf } from "@/lib/problem";
import { PROJECTED_CSV, projectedOf, type Projected } from "../projected";

type ProjectedProps = { treatmentId: number; month: string; sessions: string; materials: MarginLines["materials"] };

const cell = "h-8 px-2 first:pl-0 last:pr-0";
const Head = ({ children, left }: { children: ReactNode; left?: boolean }) => (
  <th scope="col" className={`${cell} whitespace-nowrap font-medium ${left ? "text-left" : "text-right"}`}>
    {children}
  </th>
);

/** What the recipe asks for the sessions done, against what left the lots. */
export function ProjectedMaterials({ treatmentId, month, sessions, materials }: ProjectedProps) {
  const query = useQuery(recipeQuery(treatmentId));
  if (query.isPending) return <Skeleton className="h-16 w-full" />;
  if (!query.data)
    return <p className="text-xs text-muted-foreground">No se pudo cargar la receta: {messageOf(query.error)}</p>;
  const rows = projectedOf(query.data, sessions, materials);
  if (rows.length === 0) return null;
  const most = Math.max(0.01, ...rows.flatMap((row) => [Number(row.projectedCost), Number(row.usedCost)]));
  return (
    <section aria-label="Proyectado contra real">
      <div className="flex items-center justify-between gap-2">
        <h3 className="text-sm font-semibold">Proyectado contra real</h3>
        <ExportMenu
          xlsx={sheetHref("projected", { treatment_id: treatmentId, month })}
          onCsv={() => void exportCsv(treatmentId, rows)}
        />
      </div>
      <p className="mt-0.5 text-xs text-muted-foreground">
        Lo que pide la receta de hoy por las sesiones del mes, y lo que salió de los lotes.
      </p>
      <div role="region" aria-label="Tabla, se desplaza de lado" tabIndex={0} className="sideways mt-1">
        <table className="w-full border-collapse text-xs">
          <thead className="text-muted-foreground">
            <tr>
              <Head left>Material</Head>
              <th scope="col" className={`${cell} hidden text-left font-medium lg:table-cell`}>
                <span className="whitespace-nowrap">Costo real, y raya en lo proyectado</span>
              </th>
              <Head>Proyectado</Head>
              <Head>Real</Head>
              <Head>Diferencia</Head>
              <Head>Costo proyectado</Head>
              <Head>Costo real</Head>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.product_id} className="border-t border-border">
                <td className={`${cell} font-medium`}>{row.name}</td>
                <td aria-hidden className={`${cell} hidden w-40 lg:table-cell`}>
                  <Bar row={row} most={most} />
                </td>
                <td className={`${cell} whitespace-nowrap text-right tabular-nums`}>
                  {formatWithUnit(row.projected, row.unit)}
                </td>
                <td className={`${cell} whitespace-nowrap text-right tabular-nums`}>
                  {formatWithUnit(row.used, row.unit)}
                </td>
                <td className={`${cell} whitespace-nowrap text-right tabular-nums`}>
                  <Difference row={row} />
                </td>
                <td className={`${cell} text-right`}>
                  <Money value={row.projectedCost} dashZero />
                </td>
                <td className={`${cell} text-right`}>
                  <Money value={row.usedCost} dashZero />
                </td>
              </tr>
            ))}
          </tbody>
          <tfoot className="font-semibold">
            <tr className="border-t border-border">
              <td className={cell}>Suma</td>
              <td className="hidden lg:table-cell" />
              <td colSpan={3} />
              <td className={`${cell} text-right`}>
                <Money value={add(rows.map(({ projectedCost }) => projectedCost))} strong />
              </td>
              <td className={`${cell} text-right`}>
                <Money value={add(rows.map(({ usedCost }) => usedCost))} strong />
              </td>
            </tr>
          </tfoot>
        </table>
      </div>
    </section>
  );
}

async function exportCsv(treatmentId: number, rows: Projected[]) {
  const { download, toCsv } = await import("@/lib/csv");
  download(`proyectado-contra-real-${treatmentId}-${today()}.csv`, toCsv(PROJECTED_CSV, rows));
}

/** What was used, with a mark where the recipe ends. */
function Bar({ row, most }: { row: Projected; most: number }) {
  const share = (value: string) => `${(Math.max(Number(value), 0) / most) * 100}%`;
  return (
    <span className="relative block h-2.5">
      <span
        className={`absolute inset-y-0 left-0 rounded-[3px] ${compare(row.usedCost, row.projectedCost) > 0 ? "bg-chart-2" : "bg-primary"}`}
        style={{ width: share(row.usedCost) }}
      />
      <span
        className="absolute inset-y-[-2px] w-0.5 bg-foreground/60 ring-1 ring-card"
        style={{ left: share(row.projectedCost) }}
      />
    </span>
  );
}

/** More than was asked for costs; less may be a shortage. Neither is good by itself: only more is red. */
function Difference({ row: { difference, unit } }: { row: Projected }) {
  if (isZero(difference)) return <span className="text-muted-foreground">—</span>;
  const more = compare(difference, 0) > 0;
  return (
    <span className={more ? "text-danger" : undefined}>
      {more ? "+" : "−"}
      {formatWithUnit(difference.replace("-", ""), unit)}
    </span>
  );
}
