"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleDollarSign, FolderOpen, Grid2x2, MessageCircle, Phone, Sparkle } from "lucide-react";
import { Link } from "@/components/patterns/link";
import type { ReactNode } from "react";
import { Initials } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { odontogramPath, patientPath } from "@/config/navigation";
import { visitCountQuery } from "@/entities/appointment/queries";
import type { Appointment } from "@/entities/appointment/schema";
import { debtQuery } from "@/entities/invoice/queries";
import { PatientAlerts } from "@/entities/patient/alerts";
import { patientQuery } from "@/entities/patient/queries";
import { documentNumber } from "@/entities/patient/words";
import { add, compare } from "@/lib/decimal";
import { formatAge, formatDate, formatMoney, formatPhone } from "@/lib/format";
import { useCan } from "@/lib/session";
import { whatsappLink } from "../domain/whatsapp";

type PanelPatientProps = { patient: Appointment["patient"]; title: (text: string) => ReactNode; actions: ReactNode };

const SEX: Record<string, string> = { female: "F", male: "M", other: "Otro" };

/** Who comes: name, age, document, clinical alerts, what they owe, and how to reach them. */
export function PanelPatient({ patient, title, actions }: PanelPatientProps) {
  const canRead = useCan("patients:read");
  const { data: file, isError } = useQuery({ ...patientQuery(patient.id), enabled: canRead });
  const facts = [file?.birth_date && formatAge(file.birth_date), file?.gender && SEX[file.gender]]
    .filter(Boolean)
    .join(" · ");
  return (
    <header className="border-b border-border">
      <div className="space-y-2.5 px-4 pb-3 pt-3.5">
        <div className="flex items-start gap-3">
          <Initials name={patient.name} solid className="size-9 text-sm" />
          <div className="min-w-0 flex-1">
            {title(patient.name)}
            <p className="text-sm text-muted-foreground">
              {facts && `${facts} · `}
              <span className="font-mono text-xs">{documentNumber(file ?? patient)}</span>
            </p>
          </div>
          <div className="-mr-1.5 flex shrink-0 items-center">{actions}</div>
        </div>
        <div className="flex flex-wrap gap-1.5 empty:hidden">
          {file && <PatientAlerts alerts={file.alerts} denied={file.no_known_allergies} className="contents" />}
          <FirstVisit patientId={patient.id} />
          <Debt patientId={patient.id} />
        </div>
        {isError && (
          <p className="text-xs text-destructive">
            No se pudieron leer las alertas de la ficha. Ábrala antes de atender.
          </p>
        )}
        <Contact patientId={patient.id} phone={patient.phone ?? file?.phone ?? null} />
      </div>
    </header>
  );
}

/** Whether what the head says of a patient has come, or will not. */
export function usePatientKnown(id: number | undefined) {
  const [reads, charges] = [useCan("patients:read"), useCan("invoices:read")];
  const asked = id !== undefined;
  const file = useQuery({ ...patientQuery(id ?? 0), enabled: asked && reads });
  const visits = useQuery({ ...visitCountQuery(id ?? 0, "COMPLETED"), enabled: asked });
  const debt = useQuery({ ...debtQuery(id ?? 0), enabled: asked && charges });
  return ![file, visits, debt].some(({ isLoading }) => isLoading);
}

/** One click to write, to call and to the file. */
function Contact({ patientId, phone }: { patientId: number; phone: string | null }) {
  const canRead = useCan("patients:read");
  const canReadRecord = useCan("records:read");
  const whatsapp = whatsappLink(phone);
  if (!phone && !canRead && !canReadRecord) return null;
  return (
    // Four do not fit beside each other.
    <div className="grid auto-cols-fr grid-flow-col gap-1.5 [&:has(>:nth-child(4))]:grid-flow-row [&:has(>:nth-child(4))]:grid-cols-2 [&>a]:px-2">
      {whatsapp && (
        <Button variant="outline" size="sm" asChild>
          <a href={whatsapp} target="_blank" rel="noopener noreferrer">
            <MessageCircle aria-hidden />
            WhatsApp
          </a>
        </Button>
      )}
      {phone && (
        <Button variant="outline" size="sm" asChild>
          <a href={`tel:${phone}`} title={formatPhone(phone)} aria-label={`Llamar al ${formatPhone(phone)}`}>
            <Phone aria-hidden />
            Llamar
          </a>
        </Button>
      )}
      {canRead && (
        <Button variant="outline" size="sm" asChild>
          <Link href={patientPath(patientId)}>
            <FolderOpen aria-hidden />
            Abrir ficha
          </Link>
        </Button>
      )}
      {canReadRecord && (
        <Button variant="outline" size="sm" asChild>
          <Link href={odontogramPath(patientId)}>
            <Grid2x2 aria-hidden />
            Odontograma
          </Link>
        </Button>
      )}
    </div>
  );
}

function FirstVisit({ patientId }: { patientId: number }) {
  const { data } = useQuery(visitCountQuery(patientId, "COMPLETED"));
  if (data?.count !== 0) return null;
  return (
    <Badge shape="chip" variant="info" icon={Sparkle}>
      Primera vez
    </Badge>
  );
}

/** What they owe of invoices that were issued. */
function Debt({ patientId }: { patientId: number }) {
  const { data } = useQuery({ ...debtQuery(patientId), enabled: useCan("invoices:read") });
  const owed = add(data?.data.map(({ balance }) => balance) ?? []);
  if (compare(owed, "0") <= 0) return null;
  return (
    <Badge shape="chip" variant="warning" icon={CircleDollarSign}>
      <span className="tabular-nums">Debe {formatMoney(owed)}</span>
    </Badge>
  );
}

/** How reliably they come. */
export function PanelVisits({ patientId }: { patientId: number }) {
  const { data: attended } = useQuery(visitCountQuery(patientId, "COMPLETED"));
  const { data: missed } = useQuery(visitCountQuery(patientId, "NO_SHOW"));
  return (
    <dl className="flex gap-6 px-4 py-2.5 text-sm [&_dd]:font-medium [&_dd]:tabular-nums [&_dt]:text-muted-foreground [&_div]:flex [&_div]:gap-1.5">
      <div>
        <dt>Última visita</dt>
        <dd>{attended ? (attended.last ? formatDate(attended.last) : "Ninguna") : "…"}</dd>
      </div>
      <div>
        <dt>Inasistencias</dt>
        <dd>{attended && missed ? `${missed.count} de ${missed.count + attended.count}` : "…"}</dd>
      </div>
    </dl>
  );
}
