import { Badge } from "@/components/ui/badge";
import type { ClinicalAlert } from "@/entities/patient/schema";
import { cn } from "@/lib/utils";
import { alertLook, bySeverity } from "../words";

/** Clinical alerts, the severest first. They are never hidden behind a click. */
export function AlertChips({ alerts, className }: { alerts: readonly ClinicalAlert[]; className?: string }) {
  if (alerts.length === 0) return null;
  return (
    <ul aria-label="Alertas clínicas" className={cn("flex flex-wrap gap-1.5", className)}>
      {bySeverity(alerts).map((alert, index) => {
        const { label, grade, icon, variant } = alertLook(alert);
        return (
          <li key={`${alert.category}-${alert.description}-${index}`} className="min-w-0 max-w-full">
            <Badge variant={variant} icon={icon} shape="chip" className="max-w-full">
              <span className="line-clamp-3 break-words" title={alert.description}>
                {label}
                {grade && ` ${grade}`}: {alert.description}
              </span>
            </Badge>
          </li>
        );
      })}
    </ul>
  );
}
