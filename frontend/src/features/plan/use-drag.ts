import { useEffect, useState, type PointerEvent } from "react";
import type { PlanItem } from "@/entities/plan/schema";
import { inSight, type Spot } from "./order";

/** An item is taken by its handle with a mouse, a pen or a finger; Esc lets go of it where it was. */
export function useDrag(items: readonly PlanItem[], onDrop: (item: PlanItem, spot: Spot) => void) {
  const [held, setHeld] = useState<{ item: PlanItem; spot: Spot | null } | null>(null);
  const holding = held !== null;

  useEffect(() => {
    if (!holding) return;
    const letGo = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      event.stopPropagation();
      setHeld(null);
    };
    window.addEventListener("keydown", letGo, true);
    return () => window.removeEventListener("keydown", letGo, true);
  }, [holding]);

  return {
    item: held?.item ?? null,
    spot: held?.spot ?? null,
    handle: (item: PlanItem) => ({
      onPointerDown: (event: PointerEvent<HTMLElement>) => {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        setHeld({ item, spot: null });
      },
      onPointerMove: (event: PointerEvent<HTMLElement>) => {
        if (!holding) return;
        const spot = spotAt(items, event.clientX, event.clientY);
        setHeld((before) => before && { ...before, spot: spot ?? before.spot });
      },
      onPointerUp: () => {
        if (held?.spot) onDrop(held.item, held.spot);
        setHeld(null);
      },
      onPointerCancel: () => setHeld(null),
    }),
  };
}

export type Drag = ReturnType<typeof useDrag>;

/** The spot under a point: above the half of a line before it, below it after it; over a heading at the head of its phase. */
function spotAt(items: readonly PlanItem[], x: number, y: number): Spot | null {
  const under = document.elementFromPoint(x, y);
  const phase = Number(under?.closest<HTMLElement>("[data-phase]")?.dataset.phase);
  if (!phase) return null;
  const mine = inSight(items).filter((item) => item.phase === phase);
  const line = under?.closest<HTMLElement>("[data-item]");
  if (!line) return { phase, before: under?.closest("h2") ? (mine[0]?.id ?? null) : null };
  const { top, height } = line.getBoundingClientRect();
  const at = mine.findIndex(({ id }) => id === Number(line.dataset.item));
  return { phase, before: mine[y < top + height / 2 ? at : at + 1]?.id ?? null };
}
