import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { patientSummaryQuery } from "@/entities/patient/queries";
import { plansQuery } from "@/entities/plan/queries";
import { treatmentQuery } from "@/entities/treatment/queries";
import type { BookingStart } from "./components/booking-sheet";
import type { ChosenPatient } from "./components/patient-field";
import type { BookedTreatment } from "./forms";

/** What the address asks to be booked: it comes to the sheet once each of these is known. */
type Asked = Pick<BookingStart, "patientId" | "planItems">;

/** The patient named in the address, as the file's «Agendar» leaves them. */
export function useAskedPatient(id: number | undefined, missing: boolean, onFound: (patient: ChosenPatient) => void) {
  const { data } = useQuery(patientSummaryQuery(id ?? null));
  const given = useRef(false);
  useEffect(() => {
    if (!data || !missing || given.current) return;
    given.current = true;
    onFound({ id: data.id, name: data.full_name });
  });
}

/** The treatment named in the address, at today's price and for as long as it takes; one that is no longer offered is left out. */
export function useAskedTreatment({ planItems }: Asked, onFound: (lines: BookedTreatment[]) => void) {
  const id = Number(/^t(\d+)$/.exec(planItems ?? "")?.[1] ?? 0);
  const { data } = useQuery({ ...treatmentQuery(id), enabled: id > 0 });
  const given = useRef(false);
  useEffect(() => {
    if (!data?.active || given.current) return;
    given.current = true;
    const { name, price, duration_minutes } = data;
    onFound([{ treatment_id: data.id, name, unit_price: price, duration_minutes, quantity: "1" }]);
  });
}

/** The items of a plan named in the address, as the plan's «Agendar» leaves them: their treatments, for as long as they take. */
export function useAskedItems({ patientId, planItems }: Asked, onFound: (lines: BookedTreatment[]) => void) {
  const { data } = useQuery({
    ...plansQuery(patientId ?? 0),
    enabled: Boolean(patientId && planItems && !planItems.startsWith("t")),
  });
  const given = useRef(false);
  useEffect(() => {
    const asked = (planItems ?? "").split(",");
    const items = data?.current?.items.filter(({ id }) => asked.includes(String(id))) ?? [];
    if (items.length === 0 || given.current) return;
    given.current = true;
    onFound(
      items.map(({ id, treatment_id, name, unit_price, duration_minutes }) => ({
        treatment_id,
        name,
        unit_price,
        duration_minutes,
        quantity: "1",
        plan_item_id: id,
      })),
    );
  });
}
