"use client";

import { CalendarClock } from "lucide-react";
import { useState } from "react";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Money } from "@/components/patterns/money";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardHeader, CardTitle } from "@/components/ui/card";
import type { Invoice, Plan } from "@/entities/invoice/schema";
import { compare, isZero } from "@/lib/decimal";
import { formatDate, formatMoney } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { saying } from "@/lib/saying";
import { useCan } from "@/lib/session";
import { announce } from "@/lib/toast";
import { cn } from "@/lib/utils";
import { useAgreePlan } from "../api";

const PlanSheet = lazy(() => import("./plan-sheet").then((file) => file.PlanSheet));

/** The instalments agreed of what is owed, how they stand, and what was agreed before. */
export function PlanCard({ invoice }: { invoice: Invoice }) {
  const collects = useCan("payments:write");
  const [open, setOpen] = useState<"edit" | "end" | null>(null);
  const agree = useAgreePlan();
  const { plan, ended_plans } = invoice;
  // What waits for its annulment is not charged: nothing of it is agreed either.
  const owes = invoice.status === "ISSUED" && !invoice.annulment && compare(invoice.balance, 0) > 0;
  if (!plan && ended_plans.length === 0 && !(owes && collects)) return null;

  return (
    <Card aria-label="Cuotas">
      <CardHeader>
        <CardTitle>Cuotas</CardTitle>
        {plan && compare(plan.overdue, 0) > 0 && (
          <CardAction>
            <Badge variant="danger" icon={CalendarClock}>
              Vencido {formatMoney(plan.overdue)}
            </Badge>
          </CardAction>
        )}
      </CardHeader>
      {plan ? (
        <Instalments plan={plan} />
      ) : (
        <p className="px-4 text-sm text-muted-foreground">No hay cuotas acordadas.</p>
      )}
      {ended_plans.map((ended) => (
        <p key={ended.ended_at} className="break-words px-4 pt-2 text-xs text-muted-foreground">
          Cambió el {formatDate(ended.ended_at)} · {ended.ended_by.name} · {ended.end_reason}
        </p>
      ))}
      <div className="flex flex-wrap gap-2 px-4 pb-4 pt-3">
        {owes && collects && (
          <Button variant="outline" size="sm" onClick={() => setOpen("edit")}>
            {plan ? "Cambiar cuotas" : "Acordar cuotas"}
          </Button>
        )}
        {plan && collects && (
          <Button variant="ghost" size="sm" onClick={() => setOpen("end")}>
            Dejar sin cuotas
          </Button>
        )}
      </div>
      {open === "edit" && <PlanSheet invoice={invoice} onClose={() => setOpen(null)} />}
      {open === "end" && (
        <ConfirmDialog
          open
          onOpenChange={(next) => !next && setOpen(null)}
          title="Dejar sin cuotas"
          description="Lo que se debe queda sin días acordados. Lo acordado hasta hoy se conserva con su motivo."
          confirmLabel="Dejar sin cuotas"
          reason
          onConfirm={saying(async (reason) => {
            await agree.mutateAsync({ id: invoice.id, version: invoice.version, body: { instalments: [], reason } });
            announce("La factura quedó sin cuotas");
          })}
        />
      )}
    </Card>
  );
}

const Instalments = ({ plan }: { plan: Plan }) => (
  <ol className="divide-y divide-border px-4">
    {plan.instalments.map((part) => (
      <li key={part.position} className="flex items-start gap-3 py-2">
        <p className="min-w-0 flex-1 text-sm">
          {formatDate(part.due_on)}
          <span className={cn("block text-xs text-muted-foreground", part.overdue && "font-medium text-danger")}>
            {isZero(part.left) ? "Pagada" : `${part.overdue ? "Vencida, faltan" : "Faltan"} ${formatMoney(part.left)}`}
          </span>
        </p>
        <Money value={part.amount} className="text-sm" />
      </li>
    ))}
  </ol>
);
