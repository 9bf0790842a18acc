import { Ban, CircleCheck, CircleDot, TimerOff, type LucideIcon } from "lucide-react";
import { Badge, type BadgeVariant } from "@/components/ui/badge";
import type { Held } from "./schema";

export const HELD_STATE: Record<Held["state"], { label: string; variant: BadgeVariant; icon: LucideIcon }> = {
  OPEN: { label: "Vigente", variant: "info", icon: CircleDot },
  EXPIRED: { label: "Vencido", variant: "warning", icon: TimerOff },
  USED: { label: "Terminado", variant: "neutral", icon: CircleCheck },
  VOID: { label: "Anulado", variant: "danger", icon: Ban },
};

export const HeldBadge = ({ state }: { state: Held["state"] }) => {
  const { label, variant, icon } = HELD_STATE[state];
  return (
    <Badge variant={variant} icon={icon}>
      {label}
    </Badge>
  );
};
