import { Link } from "@/components/patterns/link";
import { Can } from "@/components/patterns/can";
import { Money } from "@/components/patterns/money";
import { Card } from "@/components/ui/card";
import { accountPath, appointmentPath, patientPath } from "@/config/navigation";
import type { Invoice } from "@/entities/invoice/schema";
import { AlertKindsOf } from "@/entities/patient/alert-kinds-of";

const link = "font-medium text-primary underline-offset-4 hover:underline";

/** Where the invoice comes from: the visit, the patient, what the materials cost. */
export function InvoiceContext({ invoice }: { invoice: Invoice }) {
  const { appointment_id, patient_id, doctor, cost } = invoice;
  if (!appointment_id && !patient_id && !doctor && !cost) return null;
  return (
    <Card aria-label="Origen" className="p-4">
      <dl className="space-y-1.5 text-sm">
        {appointment_id && (
          <Row label="Cita">
            <Can permission="appointments:read" fallback={`N.º ${appointment_id}`}>
              <Link href={appointmentPath(appointment_id)} className={link}>
                Ver la cita
              </Link>
            </Can>
          </Row>
        )}
        {patient_id && (
          <Row label="Paciente">
            <Can permission="patients:read" fallback={`N.º ${patient_id}`}>
              <Link href={patientPath(patient_id)} className={link}>
                Ver la ficha
              </Link>
            </Can>
          </Row>
        )}
        {patient_id && (
          <Row label="Debe y tiene a favor">
            <Link href={accountPath(patient_id)} className={link}>
              Ver la cuenta
            </Link>
          </Row>
        )}
        {doctor && <Row label="Profesional">{doctor.name}</Row>}
        {cost && (
          <Can permission="reports:read">
            <Row label="Costo de insumos">
              <Money value={cost} />
            </Row>
          </Can>
        )}
      </dl>
      {patient_id && <AlertKindsOf patientId={patient_id} className="mt-2 flex justify-end" />}
    </Card>
  );
}

const Row = ({ label, children }: { label: string; children: React.ReactNode }) => (
  <div className="flex items-baseline justify-between gap-3">
    <dt className="text-muted-foreground">{label}</dt>
    <dd className="min-w-0 text-right">{children}</dd>
  </div>
);
