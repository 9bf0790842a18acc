import { CalendarPlus, CircleCheck, CircleDashed, CircleSlash2, LoaderCircle, type LucideIcon } from "lucide-react";
import type { BadgeVariant } from "@/components/ui/badge";
import type { PlanItem } from "@/entities/plan/schema";

const ARCH = { UPPER: "Arcada superior", LOWER: "Arcada inferior" };

export const WEAR = { NONE: "Ninguno", LESS: "Menor", MORE: "Mayor" } as const;

/** Where an item is done: «26», «Cuadrante 2», «Boca». */
export const placeOf = (item: Pick<PlanItem, "tooth" | "quadrant" | "arch">) =>
  item.tooth ? String(item.tooth) : item.quadrant ? `Cuadrante ${item.quadrant}` : item.arch ? ARCH[item.arch] : "Boca";

export const nameOf = (item: PlanItem) => [item.name, item.faces.join(", ")].filter(Boolean).join(" ");

/** The element by which an item is moved. */
export const handleId = ({ id }: Pick<PlanItem, "id">) => `ordenar-${id}`;

/** What an item waits for. */
export function stateOf(item: PlanItem): { word: string; variant: BadgeVariant; icon: LucideIcon } {
  if (item.status === "DONE") return { word: "Realizado", variant: "neutral", icon: CircleCheck };
  if (item.status === "DECLINED") return { word: "Rechazado", variant: "outline", icon: CircleSlash2 };
  if (item.excluded) return { word: "No elegido", variant: "outline", icon: CircleSlash2 };
  if (item.status === "PROPOSED") return { word: "Por aceptar", variant: "warning", icon: CircleDashed };
  if (item.sessions_done > 0)
    return { word: `Sesión ${item.sessions_done} de ${item.sessions}`, variant: "info", icon: LoaderCircle };
  return { word: "Por agendar", variant: "info", icon: CalendarPlus };
}

/** The part of a sum, from 0 to 1. */
export const share = (part: string, whole: string) =>
  Number(whole) > 0 ? Math.min(1, Number(part) / Number(whole)) : 0;
