import { DetailList } from "@/components/patterns/detail-list";
import { Money } from "@/components/patterns/money";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { Table, TableBody, TableCaption, TableCell, TableHead, TableHeader, TableRow } from "@/components/ui/table";
import { DocumentCard, NoteDocument } from "@/entities/einvoice/document-card";
import { Aesthetics } from "@/entities/invoice/aesthetics";
import { creditNotePath } from "@/entities/invoice/queries";
import type { Invoice } from "@/entities/invoice/schema";
import { formatDate, formatPercent, formatPhone, formatQuantity } from "@/lib/format";
import { ID_TYPE_LABEL } from "../words";
import { InvoiceContext } from "./invoice-context";
import { PaymentsCard } from "./payments-card";
import { PlanCard } from "./plan-card";
import { TotalsCard } from "./totals-card";

/** An invoice that nobody edits any more, or not this person. On a phone, what is owed comes first. */
export function InvoiceDetail({ invoice }: { invoice: Invoice }) {
  return (
    <div className="grid grid-cols-1 items-start gap-4 xl:grid-cols-[minmax(0,1fr)_320px]">
      <div className="order-2 min-w-0 space-y-4 xl:order-1">
        <LinesCard lines={invoice.lines} />
        {invoice.aesthetics.length > 0 && (
          <Card className="px-4 py-2">
            <Aesthetics invoice={invoice} />
          </Card>
        )}
        {invoice.credit_notes.length > 0 && <CreditNotesCard notes={invoice.credit_notes} />}
        {invoice.discounts.length > 0 && <DiscountsCard discounts={invoice.discounts} lines={invoice.lines} />}
        <BuyerCard buyer={invoice.buyer} />
        {invoice.notes && (
          <Card aria-label="Observaciones" className="p-4">
            <p className="text-xs text-muted-foreground">Observaciones</p>
            <p className="mt-0.5 whitespace-pre-line break-words text-sm">{invoice.notes}</p>
          </Card>
        )}
      </div>
      <div className="order-1 grid min-w-0 grid-cols-1 items-start gap-4 md:grid-cols-2 xl:order-2 xl:grid-cols-1">
        {invoice.status !== "DISCARDED" && invoice.status !== "DRAFT" && <PaymentsCard invoice={invoice} />}
        {invoice.status === "ISSUED" && <PlanCard invoice={invoice} />}
        <div className="space-y-4">
          <TotalsCard totals={invoice} />
          {invoice.number && <DocumentCard invoiceId={invoice.id} />}
          <InvoiceContext invoice={invoice} />
        </div>
      </div>
    </div>
  );
}

function BuyerCard({ buyer }: { buyer: Invoice["buyer"] }) {
  return (
    <Card aria-label="Cliente">
      <CardHeader>
        <CardTitle>Cliente</CardTitle>
      </CardHeader>
      <div className="px-4 pb-4 pt-2">
        <DetailList
          items={[
            { label: "Nombre o razón social", value: buyer.name },
            { label: ID_TYPE_LABEL[buyer.id_type], value: <span className="font-mono">{buyer.document}</span> },
            ...(buyer.id_type === "07"
              ? [{ label: "Por qué", value: buyer.reason }]
              : [
                  { label: "Teléfono", value: buyer.phone && formatPhone(buyer.phone) },
                  { label: "Correo", value: buyer.email },
                  { label: "Dirección", value: buyer.address },
                ]),
          ]}
        />
      </div>
    </Card>
  );
}

function CreditNotesCard({ notes }: { notes: Invoice["credit_notes"] }) {
  return (
    <Card aria-label="Notas de crédito">
      <CardHeader>
        <CardTitle>Notas de crédito</CardTitle>
      </CardHeader>
      <ul className="divide-y divide-border px-4">
        {notes.map((note) => (
          <li key={note.id} className="flex items-start gap-3 py-2.5">
            <div className="min-w-0 flex-1">
              <a
                href={creditNotePath(note.id)}
                target="_blank"
                rel="noreferrer"
                className="font-mono text-sm text-primary hover:underline"
              >
                {note.number}
              </a>
              <p className="break-words text-xs text-muted-foreground">
                {formatDate(note.issue_date)} · {note.issued_by.name} · {note.reason}
              </p>
            </div>
            <NoteDocument noteId={note.id} />
            <Money value={`-${note.total}`} className="text-sm" />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function DiscountsCard({ discounts, lines }: Pick<Invoice, "discounts" | "lines">) {
  return (
    <Card aria-label="Descuentos">
      <CardHeader>
        <CardTitle>Descuentos</CardTitle>
      </CardHeader>
      <ul className="divide-y divide-border px-4">
        {discounts.map((discount) => (
          <li key={discount.position ?? "whole"} className="flex items-start gap-3 py-2.5">
            <p className="min-w-0 flex-1 break-words text-sm">
              {discount.position ? lines[discount.position - 1]?.description : "Sobre todo"}
              <span className="block text-xs text-muted-foreground">
                {discount.percent && `${formatPercent(discount.percent)} · `}
                {discount.reason}
              </span>
            </p>
            <Money value={`-${discount.amount}`} className="text-sm" />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function LinesCard({ lines }: { lines: Invoice["lines"] }) {
  return (
    <Card aria-label="Conceptos" className="overflow-hidden">
      <CardHeader className="pb-3">
        <CardTitle>Conceptos</CardTitle>
      </CardHeader>
      <div className="hidden md:block">
        <Table>
          <TableCaption>Conceptos de la factura</TableCaption>
          <TableHeader>
            <tr>
              <TableHead>Descripción</TableHead>
              {["Cantidad", "Precio", "Descuento", "IVA", "Subtotal"].map((title) => (
                <TableHead key={title} className="text-right">
                  {title}
                </TableHead>
              ))}
            </tr>
          </TableHeader>
          <TableBody>
            {lines.map((line) => (
              <TableRow key={line.id}>
                <TableCell>
                  {line.description}
                  {line.code && <span className="ml-2 font-mono text-xs text-muted-foreground">{line.code}</span>}
                </TableCell>
                <TableCell className="text-right tabular-nums">{formatQuantity(line.quantity)}</TableCell>
                <TableCell className="text-right">
                  <Money value={line.unit_price} />
                </TableCell>
                <TableCell className="text-right">
                  <Money value={line.discount} dashZero />
                </TableCell>
                <TableCell className="text-right tabular-nums text-muted-foreground">
                  {formatPercent(line.iva_rate)}
                </TableCell>
                <TableCell className="text-right">
                  <Money value={line.subtotal} />
                </TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
      <ul className="divide-y divide-border border-t border-border md:hidden">
        {lines.map((line) => (
          <li key={line.id} className="flex items-start gap-3 px-4 py-3">
            <div className="min-w-0 flex-1">
              <p className="text-base font-medium">{line.description}</p>
              <p className="mt-0.5 text-xs tabular-nums text-muted-foreground">
                {formatQuantity(line.quantity)} × <Money value={line.unit_price} /> · IVA {formatPercent(line.iva_rate)}
                {Number(line.discount) > 0 && (
                  <>
                    {" "}
                    · descuento <Money value={line.discount} />
                  </>
                )}
              </p>
            </div>
            <Money value={line.subtotal} className="text-base" />
          </li>
        ))}
      </ul>
    </Card>
  );
}
