import { useQuery } from "@tanstack/react-query";
import { useVisitNames } from "@/entities/appointment/visit-link";
import { patientSummaryQuery } from "@/entities/patient/queries";
import { thingOf } from "@/lib/things";
import { useCan } from "@/lib/session";
import { idOf } from "./thing";

/** In a sentence: «Ana Pérez, 24 nov» for a visit, «Ana Pérez», and of anything else its word and number. */
export function useThingName(aggregate: string) {
  const visit = idOf("appointment", aggregate);
  const patient = idOf("patient", aggregate);
  const mayKnow = useCan("patients:read");
  const visitName = useVisitNames(visit ? [visit] : []);
  const { data } = useQuery({ ...patientSummaryQuery(patient), enabled: mayKnow && patient !== null });
  const known = visit ? visitName(visit) : data?.full_name;
  return known ?? thingOf(aggregate).label.toLocaleLowerCase("es");
}
