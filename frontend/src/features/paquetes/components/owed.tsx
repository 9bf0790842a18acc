"use client";

import { useQuery } from "@tanstack/react-query";
import { Download, Layers } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { PhoneRows } from "@/components/data-table/phone-rows";
import { KpiStrip } from "@/components/patterns/kpi-strip";
import { Money } from "@/components/patterns/money";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardHeader, CardTitle } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, TableBody, TableCaption, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { liabilityQuery } from "@/entities/package/queries";
import type { Liability } from "@/entities/package/schema";
import { useIsDesktop } from "@/hooks/use-media";
import { download, toCsv } from "@/lib/csv";
import { formatCount, formatMoney } from "@/lib/format";
import { typedMoney } from "@/lib/units";

type Row = Liability["rows"][number];

const soldOf = (row: Row) => `/facturacion/paquetes/?package_id=${row.package_id}`;

const CSV = [
  { label: "Paquete", value: (row: Row) => row.name },
  { label: "Vendidos", value: (row: Row) => row.count },
  { label: "Sesiones que quedan", value: (row: Row) => row.sessions },
  { label: "Vigente", value: (row: Row) => typedMoney(row.open) },
  { label: "Vencido", value: (row: Row) => typedMoney(row.expired) },
  { label: "Por entregar", value: (row: Row) => typedMoney(row.remaining) },
];

/** What was charged and is owed in sessions: the debt of the clinic with who paid before. */
export function Owed() {
  const query = useQuery(liabilityQuery);
  const desktop = useIsDesktop();
  if (query.error) return <ErrorState error={query.error} what="lo que se debe" onRetry={() => void query.refetch()} />;
  if (!query.data)
    return (
      <div role="status" aria-label="Cargando lo que se debe">
        <Skeleton className="h-40 w-full rounded-xl" />
      </div>
    );
  const { rows, total, today } = query.data;
  if (rows.length === 0)
    return (
      <EmptyState icon={Layers} title="No se debe ninguna sesión">
        Aquí se ve lo que se cobró de paquetes y todavía no se da.
      </EmptyState>
    );
  return (
    <div className="space-y-4">
      <KpiStrip
        label="Por entregar"
        items={[
          { label: "Por entregar", value: formatMoney(total.remaining), note: "sin IVA; no es ingreso hasta darse" },
          { label: "Vigente", value: formatMoney(total.open) },
          { label: "Vencido", value: formatMoney(total.expired), note: "se amplía o se devuelve" },
          { label: "Sesiones", value: String(total.sessions) },
        ]}
      />
      <Card className="overflow-hidden">
        <CardHeader className="pb-3">
          <CardTitle>Por paquete</CardTitle>
          <CardAction>
            <Button variant="outline" size="sm" onClick={() => download(`por-entregar-${today}.csv`, toCsv(CSV, rows))}>
              <Download aria-hidden />
              CSV
            </Button>
          </CardAction>
        </CardHeader>
        {desktop ? (
          <Table>
            <TableCaption>Lo vendido y no entregado, por paquete</TableCaption>
            <TableHeader>
              <tr>
                <TableHead>Paquete</TableHead>
                {["Vendidos", "Sesiones", "Vencido", "Por entregar"].map((title) => (
                  <TableHead key={title} className="text-right">
                    {title}
                  </TableHead>
                ))}
              </tr>
            </TableHeader>
            <TableBody>
              {rows.map((row) => (
                <TableRow key={row.package_id}>
                  <TableCell className="min-w-40">
                    <Link href={soldOf(row)} className="font-medium text-primary hover:underline">
                      {row.name}
                    </Link>
                  </TableCell>
                  <TableCell className="text-right tabular-nums">{row.count}</TableCell>
                  <TableCell className="text-right tabular-nums">{row.sessions}</TableCell>
                  <TableCell className="text-right">
                    <Money value={row.expired} dashZero />
                  </TableCell>
                  <TableCell className="text-right">
                    <Money value={row.remaining} strong />
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        ) : (
          <div className="border-t border-border">
            <PhoneRows
              rows={rows}
              rowId={(row) => row.package_id}
              rowHref={soldOf}
              phone={(row) => ({
                title: row.name,
                detail: `${formatCount(row.sessions, "sesión", "sesiones")} de ${formatCount(row.count, "vendido", "vendidos")}`,
                sum: <Money value={row.remaining} strong />,
                balance: Number(row.expired) > 0 && `vencido ${formatMoney(row.expired)}`,
              })}
            />
          </div>
        )}
      </Card>
    </div>
  );
}
