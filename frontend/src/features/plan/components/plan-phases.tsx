"use client";

import { HatchPattern } from "@/entities/odontogram/drawn";
import { Money } from "@/components/patterns/money";
import type { ItemMoney, Plan, PlanItem } from "@/entities/plan/schema";
import { add } from "@/lib/decimal";
import { cn } from "@/lib/utils";
import type { Spot } from "../order";
import type { Choice } from "../use-choice";
import { useDrag } from "../use-drag";
import { handleId } from "../words";
import { Alternatives } from "./alternatives";
import { PlanHead, PlanItemRow, type ItemAct } from "./plan-item";

type PhasesProps = {
  patientId: number;
  plan: Plan;
  money: readonly ItemMoney[];
  choice: Choice;
  canOrder: boolean;
  onAct: (item: PlanItem, act: ItemAct) => void;
  onDrop: (item: PlanItem, spot: Spot) => void;
};

/** The items by phase; while one is dragged, phases without any are there to take it. */
export function PlanPhases({ patientId, plan, money, choice, canOrder, onAct, onDrop }: PhasesProps) {
  const drag = useDrag(plan.items, onDrop);
  const row = (item: PlanItem) => (
    <PlanItemRow
      key={item.id}
      patientId={patientId}
      item={item}
      money={money.find(({ plan_item_id }) => plan_item_id === item.id)}
      open={plan.closed_at === null}
      chosen={plan.closed_at === null ? choice.isChosen(item) : null}
      onChoose={(chosen) => choice.choose(item.id, chosen)}
      onAct={(act) => onAct(item, act)}
      drag={canOrder ? drag : null}
      handleId={handleId(item)}
    />
  );
  return (
    <div className="overflow-hidden rounded-xl border border-border bg-card max-md:[&>section:first-of-type]:border-t-0">
      <HatchPattern />
      <PlanHead />
      {plan.phases.map((name, place) => {
        const phase = place + 1;
        const mine = plan.items.filter((item) => item.phase === phase);
        if (mine.length === 0 && !drag.item) return null;
        const groups = [...new Set(mine.map((item) => item.alternative_group).filter((group) => group !== null))];
        const counted = mine.filter((item) => item.status !== "DECLINED" && choice.counts(item));
        return (
          <section
            key={phase}
            aria-label={name}
            data-phase={phase}
            className={cn(
              "border-t border-border",
              drag.spot?.phase === phase && drag.spot.before === null && "shadow-[inset_0_-2px_0_hsl(var(--primary))]",
            )}
          >
            <h2 className="flex items-center gap-3 bg-muted px-4 py-2.5 text-sm">
              <span className="grid size-5 place-items-center rounded bg-secondary text-xs font-semibold">{phase}</span>
              <span className="font-semibold">{name}</span>
              <span className="text-muted-foreground">{mine.length === 1 ? "1 ítem" : `${mine.length} ítems`}</span>
              <Money value={add(counted.map(({ price }) => price))} strong className="ml-auto md:mr-11" />
            </h2>
            <ul>{mine.filter(({ alternative_group }) => alternative_group === null).map(row)}</ul>
            {groups.map((group) => (
              <Alternatives
                key={group}
                group={group}
                items={mine.filter(({ alternative_group }) => alternative_group === group)}
                choice={choice}
                row={row}
              />
            ))}
          </section>
        );
      })}
    </div>
  );
}
