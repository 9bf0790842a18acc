// The waiting list of a clinic.
import * as clinic from "./clinic.mjs";

/** The number of an hour that was given back, with who would come earlier. */
export async function freeAnHour(api, patient, doctor, treatment) {
  const other = await clinic.patient("Inés Alejandra", "Borja de los Monteros");
  const visit = await clinic.appointment(other.id, doctor.id, clinic.at(clinic.dayAhead(3), "09:00"), [treatment.id]);
  const wish = { treatments: [{ treatment_id: treatment.id }], minutes: 30 };
  const reason = "Viaja el viernes a Galápagos y necesita terminar antes";
  await api.post("/citas/waitlist", { ...wish, patient_id: patient.id, priority: true, priority_reason: reason });
  await api.post("/citas/waitlist", { ...wish, patient_id: other.id, doctor_id: doctor.id });
  await api.ask("PATCH", `/citas/appointments/${visit.id}/status`, { status: "CANCELLED", reason: "Viaja" });
  const { data } = await api.get(`/citas/waitlist/gaps?appointment_id=${visit.id}`);
  await api.post(`/citas/waitlist/gaps/${data[0].id}/offers`, {});
  return data[0].id;
}
