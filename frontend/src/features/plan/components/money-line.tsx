import { Money } from "@/components/patterns/money";
import type { ItemMoney, Plan } from "@/entities/plan/schema";
import { add, subtract } from "@/lib/decimal";

/** Agreed, done, invoiced, paid and left: one line, in sight however far one scrolls. */
export function MoneyLine({ plan, money, known }: { plan: Plan; money: readonly ItemMoney[]; known: boolean }) {
  const invoiced = known ? add(money.map((one) => one.invoiced)) : null;
  const paid = known ? add(money.map((one) => one.paid)) : null;
  const figures: [string, string | null][] = [
    ["Acordado", plan.accepted_total],
    ["Hecho", plan.done_total],
    ["Facturado", invoiced],
    ["Pagado", paid],
    ["Falta", paid && subtract(plan.accepted_total, paid)],
  ];
  return (
    <dl
      aria-label="Dinero del plan"
      className="sticky top-14 z-10 grid grid-cols-5 divide-x divide-border rounded-xl border border-border bg-card py-2 shadow-1"
    >
      {figures.map(([label, value]) => (
        <div key={label} className="min-w-0 px-2 sm:px-4">
          <dt className="truncate text-[11px] leading-4 text-muted-foreground sm:text-xs">{label}</dt>
          <dd className="text-xs font-semibold tabular-nums sm:text-sm">
            {value === null ? <span className="text-muted-foreground">—</span> : <Money value={value} strong />}
          </dd>
        </div>
      ))}
    </dl>
  );
}
