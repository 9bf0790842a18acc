import { useQuery } from "@tanstack/react-query";
import { Link } from "@/components/patterns/link";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { patientPath } from "@/config/navigation";
import type { Appointment } from "@/entities/appointment/schema";
import { missingQuery } from "@/entities/consent/queries";
import { useCan } from "@/lib/session";

/** What the patient has not signed of what these treatments need: without it the visit is not completed. */
export function PanelConsents({ appointment: { patient, treatments, status } }: { appointment: Appointment }) {
  const canSign = useCan("consents:write");
  const open = !["COMPLETED", "CANCELLED", "NO_SHOW"].includes(status);
  const ids = open ? treatments.map((line) => line.treatment_id) : [];
  const { data: missing = [] } = useQuery(missingQuery(patient.id, ids));
  if (missing.length === 0) return null;
  return (
    <Alert
      variant="warning"
      action={
        canSign && (
          <Button variant="outline" size="xs" asChild>
            <Link href={`${patientPath(patient.id)}&tab=consentimientos&firmar=${missing[0]!.template_id}`}>
              Firmar
            </Link>
          </Button>
        )
      }
    >
      Falta el consentimiento: {missing.map(({ name }) => name).join(", ")}
    </Alert>
  );
}
