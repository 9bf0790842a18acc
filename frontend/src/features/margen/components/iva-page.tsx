"use client";

import { useQuery } from "@tanstack/react-query";
import { Download, ReceiptText } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "@/components/patterns/link";
import { PhoneRows, type PhoneRow } from "@/components/data-table/phone-rows";
import { RequirePermission } from "@/components/patterns/can";
import { ExportMenu } from "@/components/patterns/export-menu";
import { KpiSkeleton, KpiStrip } from "@/components/patterns/kpi-strip";
import { Money } from "@/components/patterns/money";
import { MonthStepper, useMonth } from "@/components/patterns/month-stepper";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardHeader, CardTitle } from "@/components/ui/card";
import { Skeleton } from "@/components/ui/skeleton";
import { Table, TableBody, TableCaption, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { expensePath, invoicePath } from "@/config/navigation";
import { InvoiceNumber } from "@/entities/invoice/invoice-number";
import { sumParts } from "@/entities/report/compared";
import { booksQuery, sheetHref } from "@/entities/report/queries";
import type { Books } from "@/entities/report/schema";
import { useIsDesktop } from "@/hooks/use-media";
import { useUrlState } from "@/hooks/use-url-state";
import { download, toCsv, type CsvColumn } from "@/lib/csv";
import { formatCount, formatDate, formatDayMonth, formatMonth } from "@/lib/format";
import { useCan } from "@/lib/session";
import { AccountantMenu } from "./accountant-menu";
import { boughtBy, DOCUMENTS, ofDay, purchasesCsv, salesCsv } from "../iva";
import { IvaChart } from "./iva-chart";

/** What the accountant declares of a month: every document of sale and of purchase, with its IVA. */
export function IvaPage() {
  return (
    <RequirePermission permission="reports:read" what="los libros de IVA">
      <PageBody>
        <IvaBooks />
      </PageBody>
    </RequirePermission>
  );
}

function IvaBooks() {
  const url = useUrlState();
  const month = useMonth();
  const query = useQuery(booksQuery(month));
  const books = query.data;
  const day = books && url.get("dia")?.startsWith(books.month) ? url.get("dia") : null;
  /** The book of one day, with its own sums. */
  const only = <T extends Books["sales"] | Books["purchases"]>(book: T): T => (day ? ofDay(book, day) : book);
  return (
    <>
      <PageHeader
        breadcrumb={[{ label: "Panel", href: "/panel/" }, { label: "Libros de IVA" }]}
        title="Libros de IVA"
        subtitle={
          books &&
          `${formatCount(books.sales.total.count, "documento de venta", "documentos de venta")} y ${formatCount(books.purchases.total.count, "de compra", "de compra")} en ${formatMonth(books.month).toLowerCase()}.`
        }
        actions={
          <>
            <MonthStepper month={month} onChange={(mes) => url.set({ mes, dia: null })} />
            <AccountantMenu month={month} />
            <ExportMenu xlsx={sheetHref("iva", { month })} />
          </>
        }
      />
      {query.isPending ? (
        <>
          <KpiSkeleton count={3} />
          <Skeleton className="h-96 w-full rounded-xl" />
        </>
      ) : !books ? (
        <ErrorState error={query.error} what="los libros de IVA" onRetry={() => void query.refetch()} />
      ) : (
        <>
          <KpiStrip
            label="IVA del mes"
            items={[
              { label: "IVA de ventas", ...sumParts(books.sales.total.iva) },
              { label: "IVA de compras", ...sumParts(books.purchases.total.iva) },
              { label: "Diferencia", ...sumParts(books.balance), note: "de ventas menos de compras" },
            ]}
          />
          <IvaChart books={books} opened={day} onOpen={(dia) => url.set({ dia: dia === day ? null : dia })} />
          {day && (
            <p className="flex items-center gap-2 text-sm">
              Solo lo del {formatDate(day)}.
              <Button variant="outline" size="sm" onClick={() => url.set({ dia: null })}>
                Ver el mes
              </Button>
            </p>
          )}
          <SalesCard sales={only(books.sales)} month={books.month} />
          <PurchasesCard purchases={only(books.purchases)} month={books.month} />
        </>
      )}
    </>
  );
}

type BookCardProps<T> = {
  title: string;
  name: string;
  month: string;
  rows: readonly T[];
  csv: readonly CsvColumn<T>[];
  empty: string;
  total: { count: number; iva: string; total: string };
  /** On a phone a document is two lines. */
  rowId: (row: T) => string | number;
  phone: (row: T) => PhoneRow;
  rowHref?: (row: T) => string;
  children: ReactNode;
};

function BookCard<T>({ title, name, month, rows, csv, empty, total, children, ...row }: BookCardProps<T>) {
  const desktop = useIsDesktop();
  const { count } = total;
  return (
    <Card aria-label={title} className="overflow-hidden">
      <CardHeader className="pb-3">
        <CardTitle>{title}</CardTitle>
        <CardAction>
          <Button
            variant="outline"
            size="sm"
            disabled={rows.length === 0}
            onClick={() => download(`iva-${name}-${month}.csv`, toCsv(csv, rows))}
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
              Se listan {formatCount(rows.length, "documento", "documentos")}; los totales son de los {count}.
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

function SalesCard({ sales: { rows, total }, month }: { sales: Books["sales"]; month: string }) {
  const seesInvoices = useCan("invoices:read");
  return (
    <BookCard
      title="Ventas"
      name="ventas"
      month={month}
      rows={rows}
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
      empty={`Ninguna venta en ${formatMonth(month).toLowerCase()}`}
    >
      <Table>
        <TableCaption>Facturas y notas de crédito del mes</TableCaption>
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

function PurchasesCard({ purchases: { rows, total }, month }: { purchases: Books["purchases"]; month: string }) {
  const seesExpenses = useCan("expenses:read");
  return (
    <BookCard
      title="Compras"
      name="compras"
      month={month}
      rows={rows}
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
      empty={`Ningún gasto en ${formatMonth(month).toLowerCase()}`}
    >
      <Table>
        <TableCaption>Gastos del mes con su IVA y lo retenido</TableCaption>
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
