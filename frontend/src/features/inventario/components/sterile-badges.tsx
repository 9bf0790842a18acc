import { CircleCheck, CircleDashed, Clock, PackageCheck, Trash2, TriangleAlert, type LucideIcon } from "lucide-react";
import { Badge, type BadgeVariant } from "@/components/ui/badge";
import type { Cycle, Pack } from "@/entities/chairside/schema";

/** Whether packs of a cycle may be opened. */
export function CycleBadge({ cycle: { chemical, biological } }: { cycle: Pick<Cycle, "chemical" | "biological"> }) {
  if (chemical === "FAILED" || biological === "FAILED")
    return (
      <Badge variant="danger" icon={TriangleAlert}>
        Falló
      </Badge>
    );
  if (biological === "PENDING")
    return (
      <Badge variant="warning" icon={CircleDashed}>
        Espera el biológico
      </Badge>
    );
  return (
    <Badge variant="success" icon={CircleCheck}>
      Conforme
    </Badge>
  );
}

const STATES: Record<Pack["state"], [string, BadgeVariant, LucideIcon]> = {
  READY: ["Listo", "success", PackageCheck],
  USED: ["Usado", "neutral", CircleCheck],
  EXPIRED: ["Caducado", "warning", Clock],
  FAILED: ["No usar", "danger", TriangleAlert],
  DISCARDED: ["Descartado", "outline", Trash2],
};

export function PackBadge({ state }: Pick<Pack, "state">) {
  const [word, variant, icon] = STATES[state];
  return (
    <Badge variant={variant} icon={icon}>
      {word}
    </Badge>
  );
}
