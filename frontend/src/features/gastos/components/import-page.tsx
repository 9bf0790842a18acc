"use client";

import { Download, FileUp } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { useRef, useState } from "react";
import { RequirePermission } from "@/components/patterns/can";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { importTemplatePath } from "@/entities/expense/queries";
import type { ExpenseImport } from "@/entities/expense/schema";
import { base64Of } from "@/lib/base64";
import { formatCount, formatMoney } from "@/lib/format";
import { messageOf } from "@/lib/problem";
import { announce } from "@/lib/toast";
import { useImport } from "../api";
import { ImportReview } from "./import-review";
import { PastImports } from "./past-imports";

export function ImportPage() {
  return (
    <RequirePermission permission="expenses:write" what="la importación de gastos">
      <PageBody>
        <Import />
      </PageBody>
    </RequirePermission>
  );
}

type Chosen = { name: string; content: string };

const MOST_BYTES = 1024 * 1024;
const TOO_LARGE = new Error("El archivo pesa más de 1 MB: divídalo.");

/** A file is chosen, looked at row by row, and only then recorded. */
function Import() {
  const input = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<Chosen | null>(null);
  const [refused, setRefused] = useState<unknown>(null);
  const [done, setDone] = useState<ExpenseImport | null>(null);
  const look = useImport();
  const record = useImport();
  const report = file && look.data;

  async function choose(chosen: File) {
    setDone(null);
    setRefused(null);
    setFile(null);
    if (chosen.size > MOST_BYTES) return setRefused(TOO_LARGE);
    const next = { name: chosen.name.slice(-120), content: await base64Of(chosen) };
    try {
      const found = await look.mutateAsync({ ...next, dry_run: true });
      setFile(next);
      announce(`${formatCount(found.ready, "gasto listo", "gastos listos")}, ${found.wrong_rows} con errores`);
    } catch (error) {
      setRefused(error);
    }
  }

  async function keep() {
    try {
      const kept = await record.mutateAsync({ ...file!, dry_run: false, only_valid: true });
      setDone(kept.done);
      setFile(null);
    } catch (error) {
      setRefused(error);
    }
  }

  return (
    <>
      <PageHeader
        breadcrumb={[{ label: "Gastos", href: "/gastos/" }, { label: "Importar" }]}
        title="Importar gastos"
        subtitle="De una hoja de Excel (XLSX) o un CSV, hasta 2.000 filas. Nada se guarda hasta que lo confirme."
        actions={
          <>
            <Button variant="outline" asChild>
              <a href={importTemplatePath} download>
                <Download aria-hidden /> Plantilla
              </a>
            </Button>
            <Button
              variant={report ? "outline" : "default"}
              loading={look.isPending}
              onClick={() => input.current?.click()}
            >
              <FileUp aria-hidden /> {report ? "Elegir otro archivo" : "Elegir archivo"}
            </Button>
          </>
        }
      />
      <input
        ref={input}
        type="file"
        aria-label="Archivo de gastos"
        accept=".csv,.txt,.xlsx,text/csv"
        className="sr-only"
        tabIndex={-1}
        onChange={(event) => {
          const chosen = event.target.files?.[0];
          event.target.value = "";
          if (chosen) void choose(chosen);
        }}
      />
      {refused !== null && <Alert variant="destructive">{messageOf(refused)}</Alert>}
      {done && (
        <Alert variant="success">
          {formatCount(done.expenses, "gasto registrado", "gastos registrados")} por {formatMoney(done.total)}.{" "}
          <Link href={`/gastos/?import_id=${done.id}`} className="font-medium underline underline-offset-4">
            Verlos en la lista
          </Link>
        </Alert>
      )}
      {report ? (
        <ImportReview name={file.name} report={report} pending={record.isPending} onKeep={() => void keep()} />
      ) : (
        <Columns />
      )}
      <PastImports />
    </>
  );
}

/** What the file should hold, for whoever has not chosen one yet. */
function Columns() {
  return (
    <Card>
      <CardHeader>
        <CardTitle>Qué columnas se leen</CardTitle>
        <CardDescription>
          Los títulos van en la primera fila, en cualquier orden. Lo que exporta la lista de gastos también sirve.
        </CardDescription>
      </CardHeader>
      <CardContent className="grid gap-3 pt-2 text-sm sm:grid-cols-2">
        <p>
          <span className="font-medium">Obligatorias: </span>
          Fecha, Categoría, Detalle, Valor y Forma de pago.
        </p>
        <p>
          <span className="font-medium">Opcionales: </span>
          Proveedor, RUC del proveedor, Documento, Comprobante, IVA incluido, Retención de renta y Retención de IVA.
        </p>
        <p className="text-muted-foreground sm:col-span-2">
          Las fechas se escriben como 24/11/2026 o 2026-11-24, y los valores como 1.234,56 o 1234.56. Una fórmula no se
          lee: pegue la columna como valores. Lo que ya está registrado tal cual no se repite.
        </p>
      </CardContent>
    </Card>
  );
}
