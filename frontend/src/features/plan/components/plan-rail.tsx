"use client";

import { CalendarPlus, PenLine, TriangleAlert, Undo2 } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { Money } from "@/components/patterns/money";
import { Button } from "@/components/ui/button";
import type { Acceptance, ItemMoney, Plan, PlanItem } from "@/entities/plan/schema";
import { add, subtract } from "@/lib/decimal";
import { formatDateTime, formatDuration, formatMoney, formatPercent } from "@/lib/format";
import { useCan } from "@/lib/session";
import { proposedVisits } from "../visits";
import { nameOf, placeOf, share } from "../words";

type RailProps = {
  plan: Plan;
  money: readonly ItemMoney[];
  chosen: readonly PlanItem[];
  onAccept: () => void;
  onDecline: () => void;
  onWithdraw: (acceptance: Acceptance) => void;
};

/** What it comes to, how far it is, and its answer. */
export function PlanRail({ plan, money, chosen, onAccept, onDecline, onWithdraw }: RailProps) {
  const canAnswer = useCan("plans:accept") && plan.closed_at === null;
  const [first, ...others] = plan.totals;
  const invoiced = add(money.map((one) => one.invoiced));
  const paid = add(money.map((one) => one.paid));
  const signed = plan.acceptances.filter(({ withdrawn_at }) => !withdrawn_at);
  return (
    <aside aria-label="Totales y aceptación" className="divide-y divide-border rounded-xl border border-border bg-card">
      <div className="p-4">
        <p className="text-sm text-muted-foreground">
          {first?.letter ? `Total con la alternativa ${first.letter}` : "Total del plan"}
        </p>
        <Money value={first?.total ?? "0"} strong className="text-2xl" />
        {others.map(({ letter, total }) => (
          <p key={letter} className="text-sm text-muted-foreground">
            Con la {letter}, {formatMoney(total)}
          </p>
        ))}
      </div>
      <dl className="space-y-3 p-4 text-sm">
        <Progress label="Aceptado" value={plan.accepted_total} of={first?.total ?? "0"} />
        <Progress label="Realizado" value={plan.done_total} of={first?.total ?? "0"} />
        <Progress label="Facturado" value={invoiced} of={first?.total ?? "0"} />
        <Progress label="Pagado" value={paid} of={first?.total ?? "0"} />
        <div className="flex justify-between border-t border-border pt-3">
          <dt>Saldo facturado</dt>
          <dd>
            <Money value={subtract(invoiced, paid)} strong />
          </dd>
        </div>
      </dl>
      {plan.remarks && (
        <p className="flex gap-3 p-4 text-sm">
          <TriangleAlert className="mt-0.5 size-4 shrink-0 text-warning" aria-hidden />
          {plan.remarks}
        </p>
      )}
      <div className="space-y-3 p-4 text-sm">
        <h2 className="font-semibold">Aceptación</h2>
        {signed.map((one) => (
          <div key={one.id} className="flex items-start gap-2">
            <p className="min-w-0 flex-1 text-muted-foreground">
              {one.signer_name}, {formatMoney(one.total)} · {formatDateTime(one.accepted_at)}
            </p>
            {canAnswer && (
              <Button
                variant="ghost"
                size="icon-sm"
                aria-label={`Deshacer lo que aceptó ${one.signer_name} por ${formatMoney(one.total)}`}
                onClick={() => onWithdraw(one)}
              >
                <Undo2 aria-hidden />
              </Button>
            )}
          </div>
        ))}
        {chosen.length > 0 ? (
          <p>
            {chosen.length === 1 ? "Un ítem elegido" : `${chosen.length} ítems elegidos`}:{" "}
            {formatMoney(add(chosen.map(({ price }) => price)))}
          </p>
        ) : (
          <p className="text-muted-foreground">Nada elegido por aceptar.</p>
        )}
        {canAnswer && (
          <div className="grid grid-cols-[auto_1fr] gap-2">
            <Button variant="outline" disabled={chosen.length === 0} onClick={onDecline}>
              Rechazar
            </Button>
            <Button disabled={chosen.length === 0} onClick={onAccept}>
              <PenLine aria-hidden />
              Aceptar y firmar
            </Button>
          </div>
        )}
      </div>
      {plan.closed_at === null && <NextVisits plan={plan} />}
    </aside>
  );
}

/** What was accepted, as the visits in which it would be done, each with how long it takes. */
function NextVisits({ plan }: { plan: Plan }) {
  const canBook = useCan("appointments:write");
  const visits = proposedVisits(plan.items);
  if (visits.length === 0) return null;
  return (
    <div className="space-y-3 p-4 text-sm">
      <h2 className="font-semibold">Próximas citas</h2>
      <ol className="space-y-3">
        {visits.map(({ phase, items, minutes }) => (
          <li key={items[0]!.id} className="flex items-start gap-2">
            <div className="min-w-0 flex-1">
              <p className="break-words">{items.map((item) => `${placeOf(item)} ${nameOf(item)}`).join(" y ")}</p>
              <p className="text-xs text-muted-foreground">
                {plan.phases[phase - 1]} · {formatDuration(minutes)}
              </p>
            </div>
            {canBook && (
              <Button variant="outline" size="xs" asChild>
                <Link
                  href={`/agenda/?nuevo=1&paciente=${plan.patient_id}&item=${items.map(({ id }) => id).join(",")}`}
                  aria-label={`Agendar ${items.map(nameOf).join(" y ")}`}
                >
                  <CalendarPlus aria-hidden />
                  Agendar
                </Link>
              </Button>
            )}
          </li>
        ))}
      </ol>
    </div>
  );
}

function Progress({ label, value, of }: { label: string; value: string; of: string }) {
  const part = share(value, of);
  return (
    <div>
      <dt className="flex items-baseline justify-between">
        <span>
          {label} <span className="text-xs text-muted-foreground">{formatPercent(Math.round(part * 100))}</span>
        </span>
        <Money value={value} strong />
      </dt>
      <dd className="mt-1 h-1.5 overflow-hidden rounded-full bg-secondary">
        <span className="block h-full bg-primary" style={{ width: `${part * 100}%` }} />
      </dd>
    </div>
  );
}
