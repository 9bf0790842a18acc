"use client";

import { useQuery } from "@tanstack/react-query";
import { Money, UnitCost } from "@/components/patterns/money";
import { ErrorState } from "@/components/patterns/state-panel";
import { Skeleton } from "@/components/ui/skeleton";
import { marginLinesQuery } from "@/entities/report/queries";
import type { MarginLines, MarginRow } from "@/entities/report/schema";
import { formatDate, formatQuantity } from "@/lib/format";
import { useCan } from "@/lib/session";
import { formatWithUnit } from "@/lib/units";
import { sharedAs, type View } from "../words";
import { small, Th } from "./small-table";
import { MarginVisits, VisitLinks } from "./margin-visits";
import { ProjectedMaterials } from "./projected-materials";

type DetailProps = { month: string; row: MarginRow | null; view: View };

/** What a row is made of: its lots, who did it, and every visit behind it. Without a row, what belongs to none. */
export function MarginDetail({ month, row, view }: DetailProps) {
  if (view.by === "visit") return <VisitDetail row={row} />;
  const about = !row
    ? { without: view.by }
    : view.by === "treatment"
      ? { kind: row.kind, reference_id: row.reference_id }
      : { doctor_id: row.doctor_id };
  return <Lines month={month} about={about} row={row} view={view} />;
}

function VisitDetail({ row }: { row: MarginRow | null }) {
  return (
    <div className="border-l-[3px] border-primary px-4 py-3 text-sm md:pl-9">
      {row ? (
        <VisitLinks visit={row} />
      ) : (
        <p className="text-muted-foreground">Lo facturado y gastado que no es de ninguna cita.</p>
      )}
    </div>
  );
}

function Lines({
  month,
  about,
  row,
  view,
}: DetailProps & { about: Record<string, string | number | null | undefined> }) {
  const query = useQuery(marginLinesQuery({ month, ...about }));
  const seesRecipes = useCan("treatments:read");
  if (query.isPending)
    return (
      <div role="status" aria-label="Cargando el detalle" className="space-y-3 px-4 py-4 md:pl-9">
        <Skeleton className="w-2/3" />
        <Skeleton className="w-1/2" />
        <Skeleton className="w-3/5" />
      </div>
    );
  if (!query.data)
    return <ErrorState bare error={query.error} what="el detalle" onRetry={() => void query.refetch()} />;
  const lines = query.data;
  return (
    <div className="border-l-[3px] border-primary lg:grid lg:grid-cols-[minmax(0,1fr)_340px]">
      <div className="min-w-0 space-y-4 py-3 pl-4 pr-4 md:pl-9">
        <Materials lines={lines} />
        {view.by === "treatment" && row?.kind === "TREATMENT" && row.reference_id !== null && seesRecipes && (
          <ProjectedMaterials
            treatmentId={row.reference_id}
            month={month}
            sessions={row.sessions}
            materials={lines.materials}
          />
        )}
        {lines.visit_count > 0 && <MarginVisits about={{ month, ...about }} lines={lines} />}
      </div>
      <div className="space-y-3 border-border px-4 py-3 text-xs max-lg:border-t lg:border-l">
        <Parts lines={lines} view={view} />
        {Number(lines.total.commission) !== 0 && <Head title="Comisión" value={lines.total.commission} />}
        {row && (
          <div>
            <Head title="Gastos prorrateados" value={row.expenses} />
            <p className="mt-1 text-muted-foreground">{sharedAs(lines.rule, row.minutes)}</p>
          </div>
        )}
        {!row && (
          <p className="text-muted-foreground">
            {view.by === "treatment"
              ? "Lo que no es de ningún tratamiento ni producto, y los gastos que no se repartieron."
              : "Lo que no hizo ningún profesional, y los gastos que no se repartieron."}
          </p>
        )}
      </div>
    </div>
  );
}

function Head({ title, value }: { title: string; value: string }) {
  return (
    <div className="flex items-baseline justify-between gap-3 text-sm">
      <h3 className="font-semibold">{title}</h3>
      <Money value={value} />
    </div>
  );
}

function Materials({ lines: { materials, total } }: { lines: MarginLines }) {
  return (
    <section aria-label="Materiales por lote">
      <Head title="Materiales por lote" value={total.materials} />
      {materials.length === 0 ? (
        <p className="mt-1 text-xs text-muted-foreground">No se usaron materiales del inventario.</p>
      ) : (
        <div role="region" aria-label="Tabla, se desplaza de lado" tabIndex={0} className="sideways mt-1">
          <table className="w-full border-collapse text-xs">
            <thead className="text-muted-foreground">
              <tr>
                <Th>Material</Th>
                <Th>Lote</Th>
                <Th>Vence</Th>
                <Th right>Consumido</Th>
                <Th right>Costo unitario</Th>
                <Th right>Costo</Th>
              </tr>
            </thead>
            <tbody>
              {materials.map((used) => (
                <tr key={`${used.product_id} ${used.lot_id} ${used.unit_cost}`} className="border-t border-border">
                  <td className={`${small} font-medium`}>{used.product_name ?? "Sin detalle por lote"}</td>
                  <td className={`${small} whitespace-nowrap font-mono`}>{used.lot_number ?? "—"}</td>
                  <td className={`${small} whitespace-nowrap text-muted-foreground`}>
                    {used.expiry_date ? formatDate(used.expiry_date) : "—"}
                  </td>
                  <td className={`${small} whitespace-nowrap text-right tabular-nums`}>
                    {used.quantity && used.unit ? formatWithUnit(used.quantity, used.unit) : "—"}
                  </td>
                  <td className={`${small} text-right`}>
                    {used.unit_cost ? <UnitCost value={used.unit_cost} /> : "—"}
                  </td>
                  <td className={`${small} text-right`}>
                    <Money value={used.cost} />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

/** The other side of the row: of a treatment, who did it; of a professional, what they did. */
function Parts({ lines: { parts, total }, view }: { lines: MarginLines; view: View }) {
  const byDoctor = view.by === "treatment";
  return (
    <section aria-label={byDoctor ? "Por profesional" : "Por tratamiento"}>
      <Head title="Margen" value={total.margin} />
      <dl className="mt-1 space-y-1">
        {parts.map((part) => (
          <div
            key={`${part.kind} ${part.reference_id} ${part.doctor_id}`}
            className="flex items-baseline justify-between gap-3"
          >
            <dt className="min-w-0">
              {(byDoctor ? part.doctor_name : part.name) ?? (byDoctor ? "Sin profesional" : "Sin tratamiento")}{" "}
              {Number(part.sessions) > 0 && (
                <span className="text-muted-foreground">
                  {Number(part.sessions) === 1 ? "1 sesión" : `${formatQuantity(part.sessions)} sesiones`}
                </span>
              )}
            </dt>
            <dd>
              <Money value={part.margin} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
