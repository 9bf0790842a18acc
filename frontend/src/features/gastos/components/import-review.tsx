import { Money } from "@/components/patterns/money";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { Table, TableBody, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { METHOD_LABEL, type ImportReport } from "@/entities/expense/schema";
import { formatCount, formatDate, formatMoney } from "@/lib/format";

type ImportReviewProps = { name: string; report: ImportReport; pending: boolean; onKeep: () => void };

/** What was understood of a file: the rows that are recorded, those that are there already, and what is wrong with the others. */
export function ImportReview({ name, report, pending, onKeep }: ImportReviewProps) {
  const { ready, known, errors, ignored } = report;
  const unseen = ready - report.preview.length;
  return (
    <>
      <Card>
        <CardHeader>
          <CardTitle className="min-w-0 break-words">{name}</CardTitle>
          <CardDescription>
            {formatCount(report.rows, "fila", "filas")}: {ready} por registrar, {formatMoney(report.total)}
            {known.length > 0 && `; ${known.length} ya registradas`}
            {report.wrong_rows > 0 && `; ${report.wrong_rows} con errores`}.
          </CardDescription>
          <CardAction className="max-sm:ml-0 max-sm:w-full max-sm:[&>*]:flex-1">
            <Button disabled={ready === 0} loading={pending} onClick={onKeep}>
              {ready === 0 ? "Nada que importar" : `Importar ${formatCount(ready, "gasto", "gastos")}`}
            </Button>
          </CardAction>
        </CardHeader>
        <CardContent className="space-y-3 pt-2">
          {known.length > 0 && (
            <Alert variant="info">
              Ya están registradas tal cual y no se repiten: {known.length === 1 ? "fila" : "filas"}{" "}
              {known.slice(0, 12).join(", ")}
              {known.length > 12 ? "…" : "."}
            </Alert>
          )}
          {ignored.length > 0 && (
            <Alert variant="info">Columnas que no se usan: {ignored.map((title) => `«${title}»`).join(", ")}.</Alert>
          )}
          {errors.length > 0 && (
            <p className="text-sm text-muted-foreground">
              Las filas con errores no se importan. Corríjalas en el archivo y vuelva a elegirlo: las demás no se
              repiten.
            </p>
          )}
        </CardContent>
        {errors.length > 0 && (
          <Table>
            <caption className="sr-only">Errores por fila</caption>
            <TableHeader>
              <TableRow>
                <TableHead className="w-16 text-right">Fila</TableHead>
                <TableHead className="w-44">Columna</TableHead>
                <TableHead>Qué corregir</TableHead>
              </TableRow>
            </TableHeader>
            <TableBody>
              {errors.map((error, place) => (
                <TableRow key={place}>
                  <TableCell className="text-right tabular-nums">{error.row}</TableCell>
                  <TableCell>{error.column ?? "—"}</TableCell>
                  <TableCell className="text-danger">{error.message}</TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
        )}
      </Card>
      {ready > 0 && (
        <Card className="overflow-clip">
          <CardHeader className="pb-3">
            <CardTitle>Cómo se entendieron</CardTitle>
            <CardDescription>Revise que cada dato esté en su lugar.</CardDescription>
          </CardHeader>
          <Table>
            <caption className="sr-only">Gastos por registrar</caption>
            <TableHeader>
              <TableRow>
                <TableHead>Detalle</TableHead>
                <TableHead>Fecha</TableHead>
                <TableHead className="hidden md:table-cell">Categoría</TableHead>
                <TableHead className="hidden lg:table-cell">Proveedor</TableHead>
                <TableHead className="hidden md:table-cell">Forma de pago</TableHead>
                <TableHead className="text-right">Valor</TableHead>
              </TableRow>
            </TableHeader>
            <TableBody>
              {report.preview.map((row) => (
                <TableRow key={row.row}>
                  <TableCell className="max-w-64 break-words">{row.description}</TableCell>
                  <TableCell className="whitespace-nowrap tabular-nums">{formatDate(row.date)}</TableCell>
                  <TableCell className="hidden md:table-cell">{row.category}</TableCell>
                  <TableCell className="hidden lg:table-cell">{row.supplier_name ?? "—"}</TableCell>
                  <TableCell className="hidden md:table-cell">{METHOD_LABEL[row.payment_method]}</TableCell>
                  <TableCell className="text-right">
                    <Money value={row.amount} />
                  </TableCell>
                </TableRow>
              ))}
            </TableBody>
          </Table>
          {unseen > 0 && (
            <p className="border-t border-border px-4 py-3 text-sm text-muted-foreground">Y {unseen} más.</p>
          )}
        </Card>
      )}
    </>
  );
}
