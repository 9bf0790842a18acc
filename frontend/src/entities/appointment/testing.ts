import { patient } from "@/entities/patient/testing";
import type { Opening } from "@/entities/schedule/schema";
import { answer } from "@/testing/render";
import type { Appointment } from "./schema";

/** A Tuesday far enough ahead that all of it is still to come. */
export const DAY = "2030-11-26";
export const at = (time: string, day = DAY) => `${day}T${time}:00-05:00`;

export const SALAZAR = { id: 7, name: "Dra. Verónica Salazar" };
export const MORALES = { id: 8, name: "Dr. Andrés Morales" };
export const ROOM = { id: 1, name: "Sillón 1", kind: null, capacity: 1, active: true, version: 1 };

export const HOURS: Opening[] = [0, 1, 2, 3, 4].flatMap((weekday) => [
  { weekday, start_time: "08:00", end_time: "13:00" },
  { weekday, start_time: "14:00", end_time: "18:00" },
]);

export const appointment = (change: Partial<Appointment> = {}): Appointment => ({
  id: 12,
  patient: {
    id: 3,
    name: "Sofía Andrade",
    document_type: "CEDULA",
    document_number: "1710034065",
    phone: "0998124470",
    email: null,
  },
  doctor: SALAZAR,
  room: { id: 1, name: "Sillón 1" },
  start_time: at("10:00"),
  end_time: at("10:45"),
  status: "PENDING",
  reason: null,
  overbooked: false,
  overbook_reason: null,
  overbook_room: false,
  cancel_reason: null,
  preparation_minutes: 0,
  equipment: [],
  cleaning_minutes: 0,
  treatments: [
    {
      treatment_id: 5,
      code: "RES",
      name: "Resina compuesta",
      quantity: "1.000",
      unit_price: "45.00",
      duration_minutes: 45,
      iva_code: "0",
    },
  ],
  extras: [],
  total: "45.00",
  version: 4,
  ...change,
});

const page = <T>(data: T[]) => ({ data, next: null, total: data.length, total_exact: true });

/** A clinic of two dentists. `appointments` may be a function, for what changes while the page is open. */
export function clinic(appointments: Appointment[] | (() => Appointment[]) = [appointment()]) {
  const rows = () => (typeof appointments === "function" ? appointments() : appointments);
  answer("get", "/auth/practitioners", {
    data: [SALAZAR, MORALES].map(({ id, name }) => ({
      id,
      full_name: name,
      specialty: "Odontología",
      professional_registration: null,
    })),
  });
  answer("get", "/citas/rooms", page([ROOM]));
  answer("get", "/citas/equipment", page([]));
  answer("get", "/citas/working-hours", {
    data: [SALAZAR, MORALES].map(({ id }) => ({ doctor_id: id, openings: HOURS, version: 1 })),
  });
  answer("get", "/citas/time-off", page([]));
  answer("get", "/citas/holidays", { data: [] });
  answer("get", "/citas/holds", { data: [] });
  for (const { id } of rows()) {
    answer("get", `/citas/appointments/${id}/editing`, { data: [] });
    answer("post", `/citas/appointments/${id}/editing`, { data: [] }, { status: 201 });
    answer("delete", `/citas/appointments/${id}/editing`, null, { status: 204 });
  }
  // The hour of an open booking is kept meanwhile.
  answer(
    "post",
    "/citas/holds",
    ({ body }) => ({
      ...(body as { start_time: string; end_time: string }),
      id: 1,
      doctor: SALAZAR,
      kind: "AGENDA",
      holder_name: "Rosa Mora",
      mine: true,
      created_at: at("10:00"),
      expires_at: at("10:05"),
    }),
    { status: 201 },
  );
  answer("delete", "/citas/holds/1", null, { status: 204 });
  answer("get", "/citas/changes", { whole: false, spans: [] });
  answer("get", "/citas/stranded-appointments", { total: 0, data: [] });
  answer("get", "/citas/waitlist/gaps", { data: [] });
  answer("get", "/citas/booking-rules", { overbooked_at_once: 2, snap_minutes: 5, version: 1 });
  for (const { id } of [SALAZAR, MORALES]) {
    answer("get", `/citas/doctors/${id}/working-hours`, { doctor_id: id, items: HOURS, version: 1 });
    answer("get", `/citas/doctors/${id}/time-off`, page([]));
    answer("get", `/citas/doctors/${id}/schedule`, {
      doctor: { id, name: "" },
      working_hours: [],
      time_off: [],
      appointments: [],
      free_slots: [{ start_time: at("11:00"), end_time: at("13:00") }],
    });
  }
  // Everybody has been here, owes nothing and has no alerts, unless a test says otherwise.
  answer("get", "/citas/appointments/of-patients", {
    data: rows().map(({ patient: { id } }) => ({ patient_id: id, last: at("10:00", "2030-10-01"), next: null })),
  });
  answer("get", "/facturacion/invoices/balances", { data: [] });
  answer("get", "/historia-clinica/patients/alert-kinds", { data: [] });
  answer("get", "/citas/appointments/daily-counts", { data: [{ date: DAY, count: 1, by_status: { PENDING: 1 } }] });
  answer("get", "/citas/appointments/12/corrections", { data: [] });
  answer("get", "/citas/appointments/check-availability", {
    available: true,
    reason: null,
    conflicts: [],
    next_slots: [],
  });
  answer(
    "get",
    "/historia-clinica/patients/3",
    patient({
      id: 3,
      full_name: "Sofía Andrade",
      birth_date: "1992-03-02",
      alerts: [{ category: "ALLERGY", description: "Penicilina", severity: "HIGH" }],
    }),
  );
  return answer("get", "/citas/appointments", ({ query }) =>
    query.has("patient_id")
      ? page([])
      : page(rows().filter((row) => row.start_time.startsWith((query.get("from") ?? "").slice(0, 10)))),
  );
}
