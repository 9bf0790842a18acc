"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { FormDialog } from "@/components/form/form-sheet";
import { useZodForm, type AnyForm } from "@/components/form/use-zod-form";
import { Can } from "@/components/patterns/can";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { DetailList } from "@/components/patterns/detail-list";
import { Link } from "@/components/patterns/link";
import { Money, UnitCost } from "@/components/patterns/money";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Sheet, SheetBody, SheetContent, SheetFooter, SheetHeader, SheetTitle } from "@/components/ui/sheet";
import { Skeleton } from "@/components/ui/skeleton";
import { DOCUMENT_LABEL, METHOD_LABEL } from "@/entities/expense/schema";
import { receiptQuery } from "@/entities/receipt/queries";
import type { ReceiptDetail as Detail } from "@/entities/receipt/schema";
import { productPath } from "@/entities/product/product-path";
import { isZero, subtract } from "@/lib/decimal";
import { formatDate, formatDateTime } from "@/lib/format";
import { messageOf } from "@/lib/problem";
import { saying } from "@/lib/saying";
import { announce } from "@/lib/toast";
import { formatWithUnit } from "@/lib/units";
import { useAnnulReceipt, useDocumentReceipt } from "../api";
import { documentForm, type ReceiptBody, type ReceiptValues } from "../forms";
import { useConfirmations } from "../use-confirmations";
import { DocumentFields, documentValues } from "./document-fields";

const nameOf = ({ id, document }: Detail) => (document ? `Compra ${document.document_number}` : `Ingreso ${id}`);

/** What came in together: its document, its lines, and what may still be done with it. */
export function ReceiptDetail({ id, onClose }: { id: number; onClose: () => void }) {
  const { data: receipt, error } = useQuery(receiptQuery(id));
  const [doing, setDoing] = useState<"document" | "annul" | null>(null);
  const done = () => setDoing(null);
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()}>
      <SheetContent size="wide">
        <SheetHeader>
          <SheetTitle>{receipt ? nameOf(receipt) : "Compra"}</SheetTitle>
        </SheetHeader>
        <SheetBody className="space-y-4">
          {error && <Alert variant="destructive">{messageOf(error)}</Alert>}
          {receipt ? <About receipt={receipt} /> : !error && <Skeleton className="h-64 w-full" />}
        </SheetBody>
        {receipt && !receipt.annulled_at && (
          <Can permission="stock:write">
            <SheetFooter>
              <Button
                variant="ghost"
                className="-ml-2 mr-auto text-destructive hover:text-destructive"
                onClick={() => setDoing("annul")}
              >
                Anular ingreso
              </Button>
              <Button variant="outline" onClick={() => setDoing("document")}>
                {receipt.document ? "Corregir documento" : "Escribir documento"}
              </Button>
            </SheetFooter>
          </Can>
        )}
        {receipt && doing === "document" && <DocumentDialog receipt={receipt} onClose={done} />}
        {receipt && doing === "annul" && <AnnulDialog receipt={receipt} onClose={done} />}
      </SheetContent>
    </Sheet>
  );
}

function About({ receipt }: { receipt: Detail }) {
  const { document } = receipt;
  const rest = document && subtract(document.amount, document.stocked);
  return (
    <>
      {receipt.annulled_at && (
        <Alert variant="warning">
          La anuló {receipt.annulled_by?.name} el {formatDateTime(receipt.annulled_at)}: {receipt.annulled_reason}
        </Alert>
      )}
      {!document && !receipt.annulled_at && (
        <Alert variant="warning">Sin su documento no está en el libro de compras ni en el ATS.</Alert>
      )}
      {document && (
        <DetailList
          columns={2}
          items={[
            { label: "Proveedor", value: document.supplier_name },
            { label: "RUC", value: document.supplier_ruc },
            { label: DOCUMENT_LABEL[document.document_type], value: document.document_number },
            { label: "Fecha", value: formatDate(document.date) },
            { label: "Total", value: <Money value={document.amount} strong /> },
            { label: "IVA incluido", value: <Money value={document.iva} dashZero /> },
            { label: "Forma de pago", value: METHOD_LABEL[document.payment_method] },
            { label: "Material en los lotes", value: <Money value={document.stocked} /> },
            { label: "Autorización", value: document.authorisation, wide: true },
          ]}
        />
      )}
      {rest && !isZero(rest) && (
        <p className="text-sm text-muted-foreground">
          En los resultados, <Money value={rest} /> son gasto de ese día; el material es costo cuando se usa.
        </p>
      )}
      <ul aria-label="Lo que entró" className="divide-y rounded-lg border text-sm">
        {receipt.lines.map((line) => (
          <li key={line.movement_id} className="flex items-baseline gap-3 px-3 py-2">
            <span className="min-w-0 flex-1">
              <Link href={productPath(line.product_id)} className="font-medium hover:underline">
                {line.product_name}
              </Link>
              <span className="block text-xs text-muted-foreground">
                Lote <span className="font-mono">{line.lot_number}</span>
                {line.expiry_date && `, vence el ${formatDate(line.expiry_date)}`}
              </span>
            </span>
            <span className="whitespace-nowrap text-right tabular-nums">
              {formatWithUnit(line.quantity, line.unit)}
              <span className="block text-xs text-muted-foreground">
                a <UnitCost value={line.unit_cost} />
              </span>
            </span>
          </li>
        ))}
      </ul>
      <p className="text-sm text-muted-foreground">
        Recibió {receipt.received_by.name}, {formatDateTime(receipt.received_at)}. Material:{" "}
        <Money value={receipt.material} />.
      </p>
    </>
  );
}

function DocumentDialog({ receipt, onClose }: { receipt: Detail; onClose: () => void }) {
  const save = useDocumentReceipt();
  const send = useConfirmations();
  const form = useZodForm(documentForm, { defaultValues: { document: documentValues(receipt.document) } });
  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={receipt.document ? "Corregir documento" : "Escribir documento"}
      description="El libro de compras y el ATS lo toman de aquí."
      form={form}
      submitLabel="Guardar documento"
      onSubmit={async ({ document }, confirmed) => {
        await send(confirmed, (confirmations) => save.mutateAsync({ receipt, document, ...confirmations }));
        announce("Documento guardado");
      }}
    >
      <DocumentFields needed form={form as unknown as AnyForm<ReceiptValues, ReceiptBody>} />
    </FormDialog>
  );
}

function AnnulDialog({ receipt, onClose }: { receipt: Detail; onClose: () => void }) {
  const annul = useAnnulReceipt();
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Anular ${receipt.document ? `la compra ${receipt.document.document_number}` : `el ingreso ${receipt.id}`}`}
      description="Lo que entró sale de sus lotes, y su documento del libro de compras. No se puede deshacer."
      confirmLabel="Anular ingreso"
      reason
      onConfirm={saying(async (reason) => {
        await annul.mutateAsync({ receipt, reason });
        announce("Ingreso anulado");
      })}
    />
  );
}
