import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Download, ReceiptText } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "@/components/patterns/link";
import { PhoneRows, type PhoneRow } from "@/components/data-table/phone-rows";
import { Money } from "@/components/patterns/money";
import { EmptyState } from "@/components/patterns/state-panel";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardHeader, CardTitle } from "@/components/ui/card";
import { Table, TableBody, TableCaption, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { expensePath, invoicePath } from "@/config/navigation";
import { InvoiceNumber } from "@/entities/invoice/invoice-number";
import { booksQuery, type BooksSpan } from "@/entities/report/queries";
import type { Books } from "@/entities/report/schema";
import { useIsDesktop } from "@/hooks/use-media";
import { download, MOST_ROWS, toCsv, type CsvColumn } from "@/lib/csv";
import { formatCount, formatDate, formatDayMonth, formatMonth } from "@/lib/format";
import { useCan } from "@/lib/session";
import { notifyError } from "@/lib/toast";
import { boughtBy, DOCUMENTS, purchasesCsv, salesCsv } from "../iva";

/** The book of sales and that of purchases, document by document. */
export const BookCards = ({ books, span }: { books: Books; span: BooksSpan }) => (
  <>
    <SalesCard sales={books.sales} span={span} />
    <PurchasesCard purchases={books.purchases} span={span} />
  </>
);

const nameOf = (span: BooksSpan) => ("day" in span ? span.day : span.month);
const wordsOf = (span: BooksSpan) =>
  "day" in span ? `el ${formatDate(span.day)}` : `en ${formatMonth(span.month).toLowerCase()}`;

type BookCardProps<T> = {
  title: string;
  name: string;
  span: BooksSpan;
  rows: readonly T[];
  /** The rows of this book among those of both. */
  rowsOf: (books: Books) => readonly T[];
  csv: readonly CsvColumn<T>[];
  empty: string;
  total: { count: number; iva: string; total: string };
  /** On a phone a document is two lines. */
  rowId: (row: T) => string | number;
  phone: (row: T) => PhoneRow;
  rowHref?: (row: T) => string;
  children: ReactNode;
};

function BookCard<T>(props: BookCardProps<T>) {
  const { title, name, span, rows, rowsOf, csv, empty, total, children, ...row } = props;
  const desktop = useIsDesktop();
  const { count } = total;
  const client = useQueryClient();
  const take = useMutation({
    // The file has all of them; what is not on screen is asked for now.
    mutationFn: async () => (count > rows.length ? rowsOf(await client.fetchQuery(booksQuery(span, MOST_ROWS))) : rows),
    onSuccess: (all) => download(`iva-${name}-${nameOf(span)}.csv`, toCsv(csv, all)),
    onError: (error) => notifyError(error),
  });
  return (
    <Card aria-label={title} className="overflow-hidden">
      <CardHeader className="pb-3">
        <CardTitle>{title}</CardTitle>
        <CardAction>
          <Button
            variant="outline"
            size="sm"
            disabled={rows.length === 0}
            loading={take.isPending}
            onClick={() => take.mutate()}
          >
            <Download aria-hidden />
            CSV
          </Button>
        </CardAction>
      </CardHeader>
      {rows.length === 0 ? (
        <EmptyState bare icon={ReceiptText} title={empty} />
      ) : (
        <>
          {desktop ? (
            children
          ) : (
            <div className="border-t border-border">
              <PhoneRows rows={[...rows]} {...row} />
              <p className="flex items-baseline justify-between border-t border-border bg-muted/40 px-4 py-3 text-base font-semibold">
                Total
                <span className="text-right">
                  <Money value={total.total} />
                  <span className="block text-xs font-normal text-muted-foreground">
                    <IvaOf value={total.iva} />
                  </span>
                </span>
              </p>
            </div>
          )}
          {count > rows.length && (
            <p className="border-t border-border px-4 py-3 text-sm text-muted-foreground">
              Se listan los primeros {formatCount(rows.length, "documento", "documentos")}; los totales y el CSV son de
              los {formatCount(count, "documento", "documentos")}.
              {"month" in span && " Elija un día en el gráfico para ver los suyos."}
            </p>
          )}
        </>
      )}
    </Card>
  );
}

const right = "text-right";
const Heads = ({ left, sums }: { left: string[]; sums: string[] }) => (
  <TableHeader>
    <tr>
      {left.map((title) => (
        <TableHead key={title}>{title}</TableHead>
      ))}
      {sums.map((title) => (
        <TableHead key={title} className={right}>
          {title}
        </TableHead>
      ))}
    </tr>
  </TableHeader>
);
const Sums = ({ values, strong }: { values: string[]; strong?: boolean }) => (
  <>
    {values.map((value, place) => (
      <TableCell key={place} className={right}>
        <Money value={value} dashZero strong={strong} />
      </TableCell>
    ))}
  </>
);

const IvaOf = ({ value }: { value: string }) => (
  <>
    IVA <Money value={value} dashZero />
  </>
);

function SalesCard({ sales: { rows, total }, span }: { sales: Books["sales"]; span: BooksSpan }) {
  const seesInvoices = useCan("invoices:read");
  return (
    <BookCard
      title="Ventas"
      name="ventas"
      span={span}
      rows={rows}
      rowsOf={({ sales }) => sales.rows}
      csv={salesCsv}
      total={total}
      rowId={(row) => `${row.document} ${row.number}`}
      rowHref={seesInvoices ? (row) => invoicePath(row.invoice_id) : undefined}
      phone={(row) => ({
        title: row.buyer_name,
        badge: (row.annulled || row.document === "CREDIT_NOTE") && (
          <Badge>{row.annulled ? "Anulada" : DOCUMENTS.CREDIT_NOTE}</Badge>
        ),
        detail: `${formatDayMonth(row.day)} · ${row.number}`,
        sum: <Money value={row.total} />,
        balance: <IvaOf value={row.iva} />,
      })}
      empty={`Ninguna venta ${wordsOf(span)}`}
    >
      <Table>
        <TableCaption>Facturas y notas de crédito</TableCaption>
        <Heads left={["Fecha", "Documento", "Cliente"]} sums={["Base 0 %", "Base gravada", "IVA", "Total"]} />
        <TableBody>
          {rows.map((row) => (
            <TableRow
              key={`${row.document} ${row.number}`}
              className={row.annulled ? "text-muted-foreground" : undefined}
            >
              <TableCell className="whitespace-nowrap">{formatDate(row.day)}</TableCell>
              <TableCell className="whitespace-nowrap">
                <InvoiceNumber id={row.invoice_id}>{row.number}</InvoiceNumber>
                {row.document === "CREDIT_NOTE" && ` ${DOCUMENTS.CREDIT_NOTE}`}
                {row.annulled && " Anulada"}
              </TableCell>
              <TableCell>
                {row.buyer_name} <span className="text-muted-foreground">{row.buyer_document}</span>
              </TableCell>
              <Sums values={[row.base_zero, row.base_taxed, row.iva, row.total]} />
            </TableRow>
          ))}
        </TableBody>
        <tfoot className="border-t border-border bg-muted/40 font-semibold">
          <tr>
            <TableCell colSpan={3}>Total</TableCell>
            <Sums values={[total.base_zero, total.base_taxed, total.iva, total.total]} strong />
          </tr>
        </tfoot>
      </Table>
    </BookCard>
  );
}

function PurchasesCard({ purchases: { rows, total }, span }: { purchases: Books["purchases"]; span: BooksSpan }) {
  const seesExpenses = useCan("expenses:read");
  return (
    <BookCard
      title="Compras"
      name="compras"
      span={span}
      rows={rows}
      rowsOf={({ purchases }) => purchases.rows}
      csv={purchasesCsv}
      total={total}
      rowId={(row) => row.expense_id}
      rowHref={seesExpenses ? (row) => expensePath(row.expense_id) : undefined}
      phone={(row) => ({
        title: row.supplier_name ?? row.description,
        detail: `${formatDayMonth(row.day)} · ${boughtBy(row.document_type)} ${row.document_number ?? ""}`,
        sum: <Money value={row.total} />,
        balance: <IvaOf value={row.iva} />,
      })}
      empty={`Ningún gasto ${wordsOf(span)}`}
    >
      <Table>
        <TableCaption>Gastos con su IVA y lo retenido</TableCaption>
        <Heads left={["Fecha", "Documento", "Proveedor"]} sums={["Base", "IVA", "Total", "Ret. renta", "Ret. IVA"]} />
        <TableBody>
          {rows.map((row) => (
            <TableRow key={row.expense_id}>
              <TableCell className="whitespace-nowrap">{formatDate(row.day)}</TableCell>
              <TableCell className="whitespace-nowrap">
                {boughtBy(row.document_type)} <span className="font-mono">{row.document_number}</span>
              </TableCell>
              <TableCell>
                {seesExpenses ? (
                  <Link href={expensePath(row.expense_id)} className="text-primary underline-offset-4 hover:underline">
                    {row.supplier_name ?? row.description}
                  </Link>
                ) : (
                  (row.supplier_name ?? row.description)
                )}{" "}
                <span className="text-muted-foreground">{row.supplier_ruc}</span>
              </TableCell>
              <Sums values={[row.base, row.iva, row.total, row.withheld_income, row.withheld_iva]} />
            </TableRow>
          ))}
        </TableBody>
        <tfoot className="border-t border-border bg-muted/40 font-semibold">
          <tr>
            <TableCell colSpan={3}>Total</TableCell>
            <Sums values={[total.base, total.iva, total.total, total.withheld_income, total.withheld_iva]} strong />
          </tr>
        </tfoot>
      </Table>
    </BookCard>
  );
}
