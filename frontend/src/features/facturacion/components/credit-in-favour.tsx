"use client";

import { useQuery } from "@tanstack/react-query";
import { PiggyBank } from "lucide-react";
import { useState } from "react";
import { Money } from "@/components/patterns/money";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { accountQuery } from "@/entities/account/queries";
import type { Invoice, Movement } from "@/entities/invoice/schema";
import { compare, isZero } from "@/lib/decimal";
import { formatDate, formatMoney } from "@/lib/format";
import { messageOf } from "@/lib/problem";
import { announce } from "@/lib/toast";
import { useApplyCredit } from "../api";
import { METHOD_LONG } from "../words";

const WORD: Record<Movement["kind"], string> = {
  DEPOSIT: "Abono",
  APPLIED: "Saldo a favor",
  RELEASED: "Pasó a favor o a otra factura",
  REFUND: "Devuelto",
  RETURNED: "Devuelto",
};

/** What was applied to an invoice of what its patient had in their favour, and what left it again. */
export function MovementList({ movements }: { movements: Movement[] }) {
  return (
    <ul className="divide-y divide-border border-t border-border px-4">
      {movements.map((movement) => (
        <li key={movement.id} className="flex items-start gap-2 py-2.5">
          <div className="min-w-0 flex-1">
            <p className="text-sm font-medium">
              {WORD[movement.kind]}
              {movement.method && ` · ${METHOD_LONG[movement.method]}`}
            </p>
            <p className="break-words text-xs text-muted-foreground">
              {formatDate(movement.day)} · {movement.recorded_by.name}
              {movement.reason && ` · ${movement.reason}`}
            </p>
          </div>
          <Money value={movement.kind === "APPLIED" ? movement.amount : `-${movement.amount}`} className="text-sm" />
        </li>
      ))}
    </ul>
  );
}

/** One press pays with what the patient has in their favour, as far as it goes. */
export function UseCredit({ invoice, patientId }: { invoice: Invoice; patientId: number }) {
  const { data: account } = useQuery(accountQuery(patientId));
  const apply = useApplyCredit();
  const [error, setError] = useState<unknown>(null);
  if (!account || isZero(account.credit)) return null;
  const amount = compare(account.credit, invoice.balance) < 0 ? account.credit : invoice.balance;

  async function use() {
    setError(null);
    await apply
      .mutateAsync({ patientId, parts: [{ invoice_id: invoice.id, amount }] })
      .then(() => announce(`Se aplicaron ${formatMoney(amount)} a favor`), setError);
  }

  return (
    <div className="mb-3 space-y-2">
      {error !== null && <Alert variant="destructive">{messageOf(error)}</Alert>}
      <Button variant="outline" className="w-full" loading={apply.isPending} onClick={() => void use()}>
        <PiggyBank aria-hidden />
        Usar {formatMoney(amount)} de los {formatMoney(account.credit)} a favor
      </Button>
    </div>
  );
}
