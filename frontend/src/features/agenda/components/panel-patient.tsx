"use client";

import { useQuery } from "@tanstack/react-query";
import { Baby, Droplets, Pill, TriangleAlert, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { Initials } from "@/components/ui/avatar";
import { Badge, type BadgeVariant } from "@/components/ui/badge";
import { visitCountQuery } from "@/entities/appointment/queries";
import type { Appointment } from "@/entities/appointment/schema";
import { HiddenAlerts } from "@/entities/patient/hidden-alerts";
import { patientQuery } from "@/entities/patient/queries";
import type { ClinicalAlert } from "@/entities/patient/schema";
import { documentNumber } from "@/entities/patient/words";
import { formatAge, formatDate, formatPhone } from "@/lib/format";
import { useCan } from "@/lib/session";

type PanelPatientProps = { patient: Appointment["patient"]; title: (text: string) => ReactNode; actions: ReactNode };

const SEX: Record<string, string> = { female: "F", male: "M", other: "Otro" };

/** Who comes: name, age, document, clinical alerts, and how reliably they come. */
export function PanelPatient({ patient, title, actions }: PanelPatientProps) {
  const canRead = useCan("patients:read");
  const { data: file, isError } = useQuery({ ...patientQuery(patient.id), enabled: canRead });
  const facts = [file?.birth_date && formatAge(file.birth_date), file?.gender && SEX[file.gender]]
    .filter(Boolean)
    .join(" · ");
  return (
    <header className="border-b border-border">
      <div className="space-y-2.5 px-4 pb-3.5 pt-3.5">
        <div className="flex items-start gap-3">
          <Initials name={patient.name} solid className="size-11 text-base" />
          <div className="min-w-0 flex-1">
            {title(patient.name)}
            <p className="text-sm text-muted-foreground">
              {facts && `${facts} · `}
              <span className="font-mono text-xs">{documentNumber(file ?? patient)}</span>
            </p>
          </div>
          <div className="-mr-1.5 flex shrink-0 items-center">{actions}</div>
        </div>
        {file?.alerts && <Alerts alerts={file.alerts} />}
        {file?.alerts === null && <HiddenAlerts />}
        {isError && (
          <p className="text-xs text-destructive">
            No se pudieron leer las alertas de la ficha. Ábrala antes de atender.
          </p>
        )}
      </div>
      <Visits patientId={patient.id} phone={patient.phone ?? file?.phone ?? null} />
    </header>
  );
}

const ALERT: Record<string, { label: string; icon: LucideIcon; variant: BadgeVariant }> = {
  ALLERGY: { label: "Alergia", icon: TriangleAlert, variant: "danger" },
  CONDITION: { label: "", icon: Droplets, variant: "warning" },
  MEDICATION: { label: "Toma", icon: Pill, variant: "warning" },
  PREGNANCY: { label: "", icon: Baby, variant: "warning" },
};
const GRAVITY: Record<string, number> = { HIGH: 0, MODERATE: 1, LOW: 2 };

/** Always visible, severest first. */
function Alerts({ alerts }: { alerts: readonly ClinicalAlert[] }) {
  if (alerts.length === 0) return null;
  const sorted = [...alerts].sort((a, b) => (GRAVITY[a.severity ?? ""] ?? 3) - (GRAVITY[b.severity ?? ""] ?? 3));
  return (
    <ul aria-label="Alertas clínicas" className="flex flex-wrap gap-1.5">
      {sorted.map(({ category, description, severity }) => {
        const look = ALERT[category] ?? { label: "", icon: TriangleAlert, variant: "info" as const };
        return (
          <li key={`${category} ${description}`} className="max-w-full">
            <Badge
              shape="chip"
              icon={look.icon}
              variant={severity === "HIGH" ? "danger" : look.variant}
              className="max-w-full"
            >
              <span className="line-clamp-3 break-words" title={description}>
                {look.label ? `${look.label}: ${description}` : description}
              </span>
            </Badge>
          </li>
        );
      })}
    </ul>
  );
}

function Visits({ patientId, phone }: { patientId: number; phone: string | null }) {
  const { data: attended } = useQuery(visitCountQuery(patientId, "COMPLETED"));
  const { data: missed } = useQuery(visitCountQuery(patientId, "NO_SHOW"));
  const cell = "min-w-0 bg-card px-4 py-2.5";
  return (
    <dl className="grid grid-cols-3 gap-px border-t border-border bg-border text-sm [&_dd]:truncate [&_dd]:font-medium [&_dd]:tabular-nums [&_dt]:text-xs [&_dt]:text-muted-foreground">
      <div className={cell}>
        <dt>Última visita</dt>
        <dd>{attended ? (attended.last ? formatDate(attended.last) : "Ninguna") : "…"}</dd>
      </div>
      <div className={cell}>
        <dt>Inasistencias</dt>
        <dd>{attended && missed ? `${missed.count} de ${missed.count + attended.count}` : "…"}</dd>
      </div>
      <div className={cell}>
        <dt>Teléfono</dt>
        <dd>
          {phone ? (
            <a href={`tel:${phone}`} className="hover:underline">
              {formatPhone(phone)}
            </a>
          ) : (
            "—"
          )}
        </dd>
      </div>
    </dl>
  );
}
