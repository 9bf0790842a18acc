"use client";

import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { ErrorState } from "@/components/patterns/state-panel";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { expensePath, issuerPath } from "@/config/navigation";
import { atsQuery, atsXmlHref } from "@/entities/report/queries";
import type { Ats } from "@/entities/report/schema";
import { formatCount, formatMonth } from "@/lib/format";

type Lack = Ats["lacking"][number];

const pathOf = ({ about, id }: Lack) => (about === "issuer" ? issuerPath : expensePath(id!));

/** What the ATS of a month declares; where something is lacking, what and where it is written. */
export function AtsDialog({ month, onClose }: { month: string; onClose: () => void }) {
  const query = useQuery(atsQuery(month));
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>ATS de {formatMonth(month).toLowerCase()}</DialogTitle>
          <DialogDescription>
            El anexo transaccional en XML, según el esquema del SRI. Lo presenta su contador.
          </DialogDescription>
        </DialogHeader>
        {query.isPending ? (
          <Skeleton className="h-32 w-full" />
        ) : !query.data ? (
          <ErrorState bare error={query.error} what="el ATS" onRetry={() => void query.refetch()} />
        ) : (
          <Readiness ats={query.data} />
        )}
      </DialogContent>
    </Dialog>
  );
}

function Readiness({ ats }: { ats: Ats }) {
  const { lacking, left_out, annulled_on_paper: onPaper } = ats;
  return (
    <>
      <p className="text-sm">
        {formatCount(ats.sales, "renglón de ventas", "renglones de ventas")},{" "}
        {formatCount(ats.purchases, "compra", "compras")} y {formatCount(ats.annulled, "anulado", "anulados")}.
        {left_out > 0 &&
          ` No se declaran ${formatCount(left_out, "gasto", "gastos")} sin factura, nota de venta ni liquidación.`}
        {onPaper > 0 &&
          ` ${formatCount(onPaper, "anulado en papel no entra: agréguelo", "anulados en papel no entran: agréguelos")} con la autorización de su talonario.`}
      </p>
      {lacking.length > 0 && (
        <section aria-label="Lo que falta" className="min-w-0">
          <Alert variant="warning">Faltan datos: el XML sale cuando estén completos.</Alert>
          <ul className="mt-2 max-h-72 divide-y divide-border overflow-y-auto text-sm">
            {lacking.map((lack) => (
              <li key={`${lack.about} ${lack.id}`} className="py-2">
                <Link href={pathOf(lack)} className="font-medium text-primary underline-offset-4 hover:underline">
                  {lack.label}
                </Link>
                <span className="block text-xs text-muted-foreground">Falta {lack.lacks.join("; ")}.</span>
              </li>
            ))}
          </ul>
        </section>
      )}
      <p className="text-xs text-muted-foreground">
        Se declaran los gastos, sin partes relacionadas, y con 0,00 en lo que los clientes retuvieron. La factura de un
        insumo que solo entró al inventario no está: complétela, y lo demás que falte, en el programa del SRI antes de
        enviarlo.
      </p>
      <DialogFooter>
        <Button disabled={lacking.length > 0} asChild={lacking.length === 0}>
          {lacking.length > 0 ? (
            <>
              <Download aria-hidden /> Descargar XML
            </>
          ) : (
            <a href={atsXmlHref(ats.month)} download>
              <Download aria-hidden /> Descargar XML
            </a>
          )}
        </Button>
      </DialogFooter>
    </>
  );
}
