"use client";

import { useQuery } from "@tanstack/react-query";
import { Undo2 } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { useState } from "react";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Money } from "@/components/patterns/money";
import { ErrorState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { Card, CardHeader, CardTitle } from "@/components/ui/card";
import { expenseImportsQuery } from "@/entities/expense/queries";
import type { ExpenseImport } from "@/entities/expense/schema";
import { formatCount, formatDateTime } from "@/lib/format";
import { saying } from "@/lib/saying";
import { announce } from "@/lib/toast";
import { useUndoImport } from "../api";

/** The files that came in, and the way back from the wrong one. */
export function PastImports() {
  const { data, error, refetch } = useQuery(expenseImportsQuery);
  const undo = useUndoImport();
  const [undoing, setUndoing] = useState<ExpenseImport | null>(null);
  if (error && !data) return <ErrorState error={error} what="las importaciones" onRetry={() => void refetch()} />;
  if (!data?.data.length) return null;
  return (
    <Card className="overflow-clip">
      <CardHeader className="pb-3">
        <CardTitle>Archivos importados</CardTitle>
      </CardHeader>
      <ul className="divide-y divide-border border-t border-border">
        {data.data.map((row) => (
          <li key={row.id} className="flex min-h-14 items-center gap-3 px-4 py-2 text-sm">
            <div className="min-w-0 flex-1">
              <p className={row.undone_at ? "truncate line-through" : "truncate font-medium"}>{row.name}</p>
              <p className="text-xs text-muted-foreground">
                {row.imported_by.name}, {formatDateTime(row.imported_at)}
                {row.undone_by && ` · la deshizo ${row.undone_by.name}: ${row.undone_reason}`}
              </p>
            </div>
            <div className="text-right">
              <Money value={row.total} className={row.undone_at ? "text-muted-foreground line-through" : undefined} />
              <p className="text-xs">
                <Link href={`/gastos/?import_id=${row.id}`} className="text-primary underline-offset-4 hover:underline">
                  {formatCount(row.expenses, "gasto", "gastos")}
                </Link>
              </p>
            </div>
            {!row.undone_at && (
              <Button
                variant="ghost"
                size="icon-sm"
                aria-label={`Deshacer ${row.name}`}
                onClick={() => setUndoing(row)}
              >
                <Undo2 aria-hidden />
              </Button>
            )}
          </li>
        ))}
      </ul>
      {undoing && (
        <ConfirmDialog
          open
          onOpenChange={(open) => !open && setUndoing(null)}
          title={`Deshacer la importación de «${undoing.name}»`}
          description={`Quedan anulados ${formatCount(undoing.expenses, "gasto", "gastos")}, también los que se corrigieron después. El mismo archivo podrá importarse otra vez.`}
          confirmLabel="Deshacer importación"
          reason
          onConfirm={saying(async (reason) => {
            await undo.mutateAsync({ id: undoing.id, reason });
            announce("Importación deshecha");
          })}
        />
      )}
    </Card>
  );
}
