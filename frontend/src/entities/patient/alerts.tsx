import { CircleHelp, EyeOff, ShieldCheck, TriangleAlert } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { CATEGORY, isCategory, reactionWords, SEVERITY_VARIANT, severityWord } from "@/entities/record/words";
import type { Severity } from "@/entities/record/schema";
import { cn } from "@/lib/utils";
import { formatDate } from "@/lib/format";
import type { ClinicalAlert, Patient } from "./schema";
import { alertWord } from "./words";

// Of what a patient warns, drawn alike wherever it appears: in the file, in the panel of a visit, in a list.

const RANK: Record<Severity, number> = { HIGH: 0, MODERATE: 1, LOW: 2 };
/** An allergy that nobody graded counts as grave until somebody says otherwise, a condition of the list as moderate. */
const weightOf = ({ category, severity, condition_code }: ClinicalAlert): Severity =>
  severity ?? (category === "ALLERGY" ? "HIGH" : condition_code ? "MODERATE" : "LOW");

export const bySeverity = (alerts: readonly ClinicalAlert[]) =>
  [...alerts].sort((a, b) => RANK[weightOf(a)] - RANK[weightOf(b)]);

const lookOf = (kind: string) =>
  isCategory(kind)
    ? { label: CATEGORY[kind].one, icon: CATEGORY[kind].icon }
    : { label: alertWord(kind), icon: TriangleAlert };

/** How an alert is shown: its words, colour and icon. */
export function alertLook(alert: ClinicalAlert) {
  const { category, severity } = alert;
  return {
    ...lookOf(category),
    grade: severity && severityWord(severity, category),
    variant: SEVERITY_VARIANT[weightOf(alert)],
  };
}

type PatientAlertsProps = {
  /** Null where the caller may not know them: silence would read as "none". */
  alerts: readonly ClinicalAlert[] | null;
  /** Who says that no allergy is known. That nobody was asked is said too: it is not that there are none. */
  denied: Patient["no_known_allergies"];
  className?: string;
};

/** Clinical alerts, the severest first. They are never hidden behind a click. */
export function PatientAlerts({ alerts, denied, className }: PatientAlertsProps) {
  if (alerts === null)
    return (
      <p className="flex basis-full items-center gap-1.5 text-xs text-muted-foreground">
        <EyeOff className="size-3.5 shrink-0" aria-hidden />
        Su rol no ve las alertas clínicas de este paciente.
      </p>
    );
  const allergic = alerts.some(({ category }) => category === "ALLERGY");
  return (
    <ul aria-label="Alertas clínicas" className={cn("flex flex-wrap gap-1.5", className)}>
      {bySeverity(alerts).map((alert, index) => {
        const { label, grade, icon, variant } = alertLook(alert);
        const reaction = reactionWords(alert);
        return (
          <li key={`${alert.category}-${alert.description}-${index}`} className="min-w-0 max-w-full">
            <Badge variant={variant} icon={icon} shape="chip" className="max-w-full">
              <span className="line-clamp-3 break-words" title={alert.description}>
                {label}
                {grade && ` ${grade}`}: {alert.description}
                {reaction && ` (${reaction})`}
              </span>
            </Badge>
          </li>
        );
      })}
      {!allergic && (
        <li className="min-w-0 max-w-full">
          {denied ? (
            <Badge
              variant="neutral"
              icon={ShieldCheck}
              shape="chip"
              title={`Lo registró ${denied.by.name} el ${formatDate(denied.at)}`}
            >
              Sin alergias conocidas
            </Badge>
          ) : (
            <Badge variant="neutral" icon={CircleHelp} shape="chip">
              Alergias sin preguntar
            </Badge>
          )}
        </li>
      )}
    </ul>
  );
}
