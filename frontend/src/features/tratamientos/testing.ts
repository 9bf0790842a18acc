import { answer } from "@/testing/render";

export const RULE = {
  treatment_id: 11,
  preparation_minutes: 0,
  cleaning_minutes: 10,
  room_kind: null,
  equipment_ids: [],
  doctor_ids: [],
  notice_minutes: null,
  version: 1,
};

/** What the card of a treatment asks about the agenda. */
export function agenda() {
  const whole = <T>(data: T[]) => ({ data, next: null, total: data.length, total_exact: true });
  answer("get", "/auth/practitioners", { data: [{ id: 7, full_name: "Dra. Verónica Salazar" }] });
  answer("get", "/citas/equipment", whole([{ id: 3, name: "Sensor", capacity: 2, active: true, version: 1 }]));
  answer(
    "get",
    "/citas/rooms",
    whole([{ id: 1, name: "Rayos", kind: "Rayos X", capacity: 1, active: true, version: 1 }]),
  );
  answer("get", "/citas/treatment-rules/11", RULE);
}
