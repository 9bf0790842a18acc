import { Smile } from "lucide-react";
import { ToothSign } from "@/entities/odontogram/tooth-sign";
import type { Face } from "@/entities/odontogram/teeth";
import type { PlanItem } from "@/entities/plan/schema";

/** What is done, drawn: the tooth as the chart has it, or the whole mouth. */
export function PlanSign({ item }: { item: PlanItem }) {
  if (item.tooth === null)
    return <Smile className="mx-1 size-5 text-muted-foreground" strokeWidth={1.75} aria-hidden />;
  const kind = item.finding && item.finding.kind !== "CUSTOM" ? item.finding.kind : null;
  return <ToothSign fdi={item.tooth} kind={kind} faces={item.faces as Face[]} done={item.status === "DONE"} />;
}
