"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Link } from "@/components/patterns/link";
import { Money } from "@/components/patterns/money";
import { NoLines } from "@/components/patterns/summed-lines";
import { Button } from "@/components/ui/button";
import { invoicePath } from "@/config/navigation";
import { VisitLink } from "@/entities/appointment/visit-link";
import { VisitNames } from "@/entities/appointment/visit-names";
import { marginVisitsQuery } from "@/entities/report/queries";
import type { MarginLines, MarginRow } from "@/entities/report/schema";
import { add } from "@/lib/decimal";
import { formatCount, formatDate, formatQuantity } from "@/lib/format";
import type { ApiOptions } from "@/lib/http";
import { useCan } from "@/lib/session";
import { small, Th } from "./small-table";

type VisitsProps = { about: ApiOptions["query"]; lines: MarginLines };
const FIGURES = ["income", "materials", "commission", "expenses", "margin"] as const;

/** The visits that make a row, page after page: all together come to what the row says. */
export function MarginVisits({ about, lines }: VisitsProps) {
  const [open, setOpen] = useState(false);
  return (
    <details className="text-xs" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="cursor-pointer rounded-sm py-1 text-sm font-medium text-primary">
        Ver {formatCount(lines.visit_count, "línea", "líneas")}
      </summary>
      {open && <Pages about={about} lines={lines} />}
    </details>
  );
}

function Pages({ about, lines }: VisitsProps) {
  const query = useInfiniteQuery(marginVisitsQuery(about));
  if (!query.data) return <NoLines query={query} />;
  const visits = query.data.pages.flatMap(({ data }) => data);
  const label = query.hasNextPage
    ? `Las primeras ${formatQuantity(visits.length)} de ${formatQuantity(lines.visit_count)}`
    : "Suma de las líneas";
  return (
    <>
      <div role="region" aria-label="Tabla, se desplaza de lado" tabIndex={0} className="sideways mt-1">
        <table className="w-full border-collapse">
          <thead className="text-muted-foreground">
            <tr>
              <Th>Día</Th>
              <Th>De dónde viene</Th>
              <Th>Profesional</Th>
              <Th right>Ingresos</Th>
              <Th right>Materiales</Th>
              <Th right>Comisión</Th>
              <Th right>Gastos</Th>
              <Th right>Margen</Th>
            </tr>
          </thead>
          <tbody>
            <VisitNames ids={visits.map(({ appointment_id }) => appointment_id)}>
              {visits.map((visit) => (
                <tr key={`${visit.appointment_id} ${visit.invoice_id}`} className="border-t border-border">
                  <td className={`${small} whitespace-nowrap`}>{visit.day && formatDate(visit.day)}</td>
                  <td className={small}>
                    <VisitLinks visit={visit} />
                  </td>
                  <td className={small}>{visit.doctor_name ?? "—"}</td>
                  {FIGURES.map((name) => (
                    <td key={name} className={`${small} text-right`}>
                      <Money value={visit[name]} dashZero strong={name === "margin"} />
                    </td>
                  ))}
                </tr>
              ))}
            </VisitNames>
          </tbody>
          <tfoot className="border-t border-border font-semibold">
            <tr>
              <th scope="row" colSpan={3} className={`${small} text-left`}>
                {label}
              </th>
              {FIGURES.map((name) => (
                <td key={name} className={`${small} text-right`}>
                  <Money value={add(visits.map((visit) => visit[name]))} dashZero strong />
                </td>
              ))}
            </tr>
          </tfoot>
        </table>
      </div>
      {query.hasNextPage && (
        <Button variant="link" size="sm" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
          Ver más líneas
        </Button>
      )}
    </>
  );
}

/** The visit and its invoice, for whoever may open them. */
export function VisitLinks({ visit }: { visit: MarginRow }) {
  const seesInvoices = useCan("invoices:read");
  const link = "rounded-sm font-medium text-primary underline-offset-4 hover:underline";
  const words = [
    visit.appointment_id !== null && <VisitLink key="visit" id={visit.appointment_id} />,
    visit.number &&
      visit.invoice_id !== null &&
      (seesInvoices ? (
        <Link key="invoice" href={invoicePath(visit.invoice_id)} className={`${link} font-mono`}>
          {visit.number}
        </Link>
      ) : (
        <span key="invoice" className="font-mono">
          {visit.number}
        </span>
      )),
  ].filter(Boolean);
  return <span className="flex flex-wrap gap-x-3">{words.length > 0 ? words : "Sin factura"}</span>;
}
