"use client";

import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import type { Expense } from "@/entities/expense/schema";
import { formatDate, formatMoney } from "@/lib/format";
import { saying } from "@/lib/saying";
import { announce } from "@/lib/toast";
import { useChangeExpense } from "../api";

/** An expense is annulled with a reason, for good. */
export function VoidDialog({ expense, onClose }: { expense: Expense; onClose: () => void }) {
  const change = useChangeExpense();
  const note = expense.document_type === "CREDIT_NOTE";
  const value = formatMoney(expense.amount.replace("-", ""));
  return (
    <ConfirmDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Anular ${note ? "la nota de crédito" : "el gasto"} de ${value}`}
      description={`${expense.description}, ${formatDate(expense.date)}. Sale de los totales y ya no se podrá editar. No se puede deshacer.`}
      confirmLabel={note ? "Anular nota de crédito" : "Anular gasto"}
      reason
      onConfirm={saying(async (reason) => {
        await change.mutateAsync({ id: expense.id, version: expense.version, active: false, void_reason: reason });
        announce(note ? `Nota de crédito de ${value} anulada` : `Gasto de ${value} anulado`);
      })}
    />
  );
}
