"use client";

import type { ReactNode } from "react";
import { Money } from "@/components/patterns/money";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";
import { WEARS, type PlanItem } from "@/entities/plan/schema";
import { add, subtract } from "@/lib/decimal";
import { formatMoney } from "@/lib/format";
import type { Choice } from "../use-choice";
import { nameOf, WEAR } from "../words";

type AlternativesProps = {
  group: string;
  items: PlanItem[];
  choice: Choice;
  row: (item: PlanItem) => ReactNode;
};

/** Ways of doing one thing side by side, with what one costs more; then the lines of each. */
export function Alternatives({ group, items, choice, row }: AlternativesProps) {
  const letters = [...new Set(items.map(({ alternative }) => alternative!))].sort();
  const priced = letters.map((letter) => {
    const mine = items.filter(({ alternative }) => alternative === letter);
    return { letter, mine, total: add(mine.map(({ price }) => price)) };
  });
  const totals = priced.map(({ total }) => Number(total));
  const open = items.some(({ status, excluded }) => status === "PROPOSED" && !excluded);
  return (
    <div className="border-t border-border">
      <p className="flex justify-between gap-3 px-4 pt-3 text-sm">
        <span className="font-semibold">{group}</span>
        {priced.length > 1 && (
          <span className="text-muted-foreground">
            Diferencia {formatMoney(subtract(String(Math.max(...totals)), String(Math.min(...totals))))}
          </span>
        )}
      </p>
      <RadioGroup
        aria-label={`Alternativas de ${group}`}
        value={choice.letterOf(group)}
        onValueChange={(letter) => choice.pick(group, letter)}
        disabled={!open}
        className="grid gap-3 px-4 py-3 sm:grid-cols-2"
      >
        {priced.map(({ letter, mine, total }) => (
          <label
            key={letter}
            className="flex cursor-pointer gap-3 rounded-lg border border-border p-3 text-sm has-[[data-state=checked]]:border-primary"
          >
            <RadioGroupItem value={letter} className="mt-0.5" />
            <span className="min-w-0 flex-1">
              <span className="flex flex-wrap justify-between gap-x-3 font-semibold">
                <span>
                  {letter}. {mine.map(nameOf).join(" y ")}
                </span>
                <Money value={total} strong />
              </span>
              <Facts items={mine} />
            </span>
          </label>
        ))}
      </RadioGroup>
      <ul>{items.map(row)}</ul>
    </div>
  );
}

/** What else tells this way from the other: how often one comes, how long it lasts, what it costs the tooth. */
function Facts({ items }: { items: PlanItem[] }) {
  const wear = WEARS.findLast((one) => items.some((item) => item.wear === one));
  const facts: [string, string | number | undefined][] = [
    ["Sesiones", items.reduce((sum, { sessions }) => sum + sessions, 0)],
    ["Dura", [...new Set(items.map(({ lasts }) => lasts).filter(Boolean))].join("; ") || undefined],
    ["Desgaste", wear && WEAR[wear]],
  ];
  return (
    <span className="mt-1.5 grid grid-cols-3 gap-3">
      {facts
        .filter(([, value]) => value !== undefined)
        .map(([label, value]) => (
          <span key={label} className="min-w-0">
            <span className="block text-xs text-muted-foreground">{label}</span>
            <span className="block break-words font-medium">{value}</span>
          </span>
        ))}
    </span>
  );
}
