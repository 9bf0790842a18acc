import { Badge } from "@/components/ui/badge";
import { alertWord } from "./words";

/**
 * Of what kinds a patient's alerts are, as a list says it; what each is stands in the file, whose reading leaves a
 * trace. Apart from `PatientAlerts`, with whose words and icons the list would be over its budget.
 */
export function AlertKinds({ kinds }: { kinds: readonly string[] | null }) {
  if (!kinds || kinds.length === 0) return null;
  return (
    <span className="inline-flex flex-wrap gap-1">
      {kinds.map((kind) => (
        <Badge key={kind} variant={kind === "ALLERGY" ? "danger" : "warning"} shape="chip">
          {alertWord(kind)}
        </Badge>
      ))}
    </span>
  );
}
