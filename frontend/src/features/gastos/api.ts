import { useMutation, useQueryClient } from "@tanstack/react-query";
import { changed as cashChanged } from "@/entities/cash/changed";
import { changed } from "@/entities/expense/changed";
import {
  categorySchema,
  expenseImportSchema,
  expenseSchema,
  importReportSchema,
  proposalsSchema,
  recurringSchema,
} from "@/entities/expense/schema";
import { RECURRING_EXPENSES } from "@/entities/paths";
import { api } from "@/lib/api";
import type { AcceptanceBody, ExpenseBody, RecurringBody } from "./forms";

/** The person has read that the supplier's document is there already. */
type Confirmation = { confirm_repeated?: true };

export function useCreateExpense() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: ExpenseBody & Confirmation) =>
      api(expenseSchema, "/facturacion/expenses", { method: "POST", body }),
    onSuccess: (expense) => {
      if (expense.from_till) void cashChanged(client);
      void changed(client);
    },
  });
}

export function useRenameCategory() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: { name: string; new_name: string }) =>
      api(categorySchema, "/facturacion/expenses/categories", { method: "PATCH", body }),
    onSuccess: () => void changed(client),
  });
}

export function useChangeExpense() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({
      id,
      version,
      ...body
    }: { id: number; version: number } & (
      (Omit<ExpenseBody, "from_till"> & Confirmation) | { active: false; void_reason: string }
    )) => api(expenseSchema, `/facturacion/expenses/${id}`, { method: "PATCH", version, body }),
    onSuccess: (expense) => {
      void changed(client, expense);
    },
    // Somebody else's change is what usually stands in the way: bring it in.
    onError: () => void changed(client),
  });
}

/** Keeps the photo or PDF of its document. */
export function useSetReceipt() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, fileId }: { id: number; fileId: string }) =>
      api(expenseSchema, `/facturacion/expenses/${id}/receipt`, { method: "PUT", body: { file_id: fileId } }),
    onSuccess: (expense) => void changed(client, expense),
  });
}

type NewImport = { name: string; content: string; dry_run: boolean; only_valid?: boolean };

/** Looks at a file of expenses or, unless it is a `dry_run`, records its rows. */
export function useImport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: NewImport) => api(importReportSchema, "/facturacion/expenses/imports", { method: "POST", body }),
    onSuccess: ({ done }) => {
      if (done) void changed(client);
    },
  });
}

/** Voids every expense of an import. */
export function useUndoImport() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, reason }: { id: number; reason: string }) =>
      api(expenseImportSchema, `/facturacion/expenses/imports/${id}/undo`, { method: "POST", body: { reason } }),
    onSuccess: () => void changed(client),
  });
}

/** Sets up what comes back each month, or changes it. */
export function useSaveRecurring() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({
      id,
      version,
      ...body
    }: Partial<RecurringBody> & { id?: number; version?: number; active?: boolean }) =>
      id === undefined
        ? api(recurringSchema, RECURRING_EXPENSES, { method: "POST", body })
        : api(recurringSchema, `${RECURRING_EXPENSES}/${id}`, { method: "PATCH", version, body }),
    onSettled: () => void changed(client),
  });
}

/** Records the expense of a month. */
export function useAccept() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, ...body }: AcceptanceBody & Confirmation & { id: number; month: string }) =>
      api(expenseSchema, `${RECURRING_EXPENSES}/${id}/expenses`, { method: "POST", body }),
    onSettled: () => void changed(client),
  });
}

/** Leaves a month out, or proposes it again. */
export function useSkip() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, month, undo }: { id: number; month: string; undo?: boolean }) =>
      api(proposalsSchema, `${RECURRING_EXPENSES}/${id}/skips${undo ? "/undo" : ""}`, {
        method: "POST",
        body: { month },
      }),
    onSettled: () => void changed(client),
  });
}
