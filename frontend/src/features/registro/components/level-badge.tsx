import { Badge } from "@/components/ui/badge";
import type { Level } from "@/entities/log/schema";
import { LEVEL_LOOK } from "../words";

/** Most entries only inform: they stay plain, so that the others stand out. */
export function LevelBadge({ level, quiet }: { level: Level; quiet?: boolean }) {
  const { label, icon, variant } = LEVEL_LOOK[level];
  if (quiet && level === "INFO") return <span className="text-muted-foreground">{label}</span>;
  return (
    <Badge icon={icon} variant={variant}>
      {label}
    </Badge>
  );
}
