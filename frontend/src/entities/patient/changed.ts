import type { QueryClient } from "@tanstack/react-query";
import { changed as appointmentsChanged } from "@/entities/appointment/changed";
import { ERASURES, PATIENT_PAIRS, PATIENTS } from "@/entities/paths";
import { invalidate } from "@/lib/resource";
import { patientQuery } from "./queries";
import type { Patient } from "./schema";

/**
 * A patient was registered or corrected, or what is in their record. `patient` is what the service answered, when it
 * answered the file: it is not read again. Appointments carry the patient's name and contact.
 */
export function changed(client: QueryClient, patient?: Patient) {
  const known = patient && patientQuery(patient.id).queryKey;
  if (known) client.setQueryData(known, patient);
  return Promise.all([invalidate(client, [PATIENTS, PATIENT_PAIRS, ERASURES], known), appointmentsChanged(client)]);
}
