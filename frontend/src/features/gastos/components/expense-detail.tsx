import { DetailList } from "@/components/patterns/detail-list";
import { Money } from "@/components/patterns/money";
import { Alert } from "@/components/ui/alert";
import { Sheet, SheetBody, SheetContent, SheetHeader, SheetTitle } from "@/components/ui/sheet";
import { expenseReceiptPath } from "@/entities/expense/queries";
import { DOCUMENT_LABEL, METHOD_LABEL, type Expense } from "@/entities/expense/schema";
import { add } from "@/lib/decimal";
import { formatDate, formatDateTime } from "@/lib/format";

/** An expense that is only looked at: it was voided, or the role does not record expenses. */
export function ExpenseDetail({ expense, onClose }: { expense: Expense; onClose: () => void }) {
  return (
    <Sheet open onOpenChange={(open) => !open && onClose()}>
      <SheetContent>
        <SheetHeader>
          <SheetTitle>{expense.description}</SheetTitle>
        </SheetHeader>
        <SheetBody className="space-y-4">
          {!expense.active && (
            <Alert variant="warning">
              {expense.document_type === "CREDIT_NOTE" ? "Nota de crédito anulada" : "Gasto anulado"}:{" "}
              {expense.void_reason}
            </Alert>
          )}
          <DetailList
            columns={2}
            items={[
              { label: "Valor", value: <Money value={expense.amount} strong /> },
              { label: "Fecha", value: formatDate(expense.date) },
              { label: "Categoría", value: expense.category },
              { label: "Forma de pago", value: METHOD_LABEL[expense.payment_method] },
              { label: "Proveedor", value: expense.supplier_name },
              {
                label: "Comprobante",
                value: expense.document_number && <span className="font-mono">{expense.document_number}</span>,
              },
              { label: "Documento", value: expense.document_type && DOCUMENT_LABEL[expense.document_type] },
              {
                label: "Factura que modifica",
                value: expense.modified_number && <span className="font-mono">{expense.modified_number}</span>,
              },
              { label: "RUC del proveedor", value: expense.supplier_ruc },
              { label: "IVA incluido", value: <Money value={expense.iva} dashZero /> },
              {
                label: "Retenido",
                value: <Money value={add([expense.withheld_income, expense.withheld_iva])} dashZero />,
              },
              {
                label: "Foto o PDF",
                value: expense.receipt && (
                  <a
                    className="font-medium text-primary hover:underline"
                    href={expenseReceiptPath(expense.id)}
                    target="_blank"
                    rel="noreferrer"
                  >
                    Ver el comprobante
                  </a>
                ),
              },
              {
                label: "Registrado por",
                value: `${expense.recorded_by.name}, ${formatDateTime(expense.created_at)}`,
                wide: true,
              },
            ]}
          />
        </SheetBody>
      </SheetContent>
    </Sheet>
  );
}
