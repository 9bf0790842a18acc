import { useQueries, useQuery } from "@tanstack/react-query";
import type { Appointment } from "@/entities/appointment/schema";
import { visitSearch } from "@/entities/appointment/queries";
import { invoiceSearch } from "@/entities/invoice/queries";
import { patientHits } from "@/entities/patient/queries";
import { practitionersQuery } from "@/entities/person/queries";
import { productHits } from "@/entities/product/queries";
import { treatmentHits } from "@/entities/treatment/queries";
import { useCan } from "@/lib/session";
import { includesText } from "@/lib/text";

/** Of each kind, no more than can be read at a glance. */
export const SHOWN = 5;
export const FEWEST = 2;

const NAMES = ["pacientes", "citas", "facturas", "tratamientos", "productos"];

/**
 * Everything that matches and may be seen: one request for each kind, side by side, and none for what the role leaves
 * out. Professionals come with the clinic's list of them, which is asked for once.
 */
export function usePaletteSearch(text: string) {
  const asked = text.length >= FEWEST;
  const [patients, visits, invoices, treatments, products] = [
    useCan("patients:read"),
    useCan("appointments:read"),
    useCan("invoices:read"),
    useCan("treatments:read"),
    useCan("products:read"),
  ];
  const kinds = useQueries({
    queries: [
      { ...patientHits(text, SHOWN + 1), enabled: asked && patients },
      { ...visitSearch(text, SHOWN + 3), enabled: asked && visits },
      { ...invoiceSearch(text, SHOWN + 1), enabled: asked && invoices },
      { ...treatmentHits(text, SHOWN + 1), enabled: asked && treatments },
      { ...productHits(text, SHOWN + 1), enabled: asked && products },
    ],
  });
  const people = useQuery({ ...practitionersQuery, enabled: asked && visits });
  const professionals = people.data?.filter(({ full_name, specialty }) =>
    includesText(`${full_name} ${specialty ?? ""}`, text),
  );
  return {
    patients: kinds[0].data ?? [],
    visits: nearest(kinds[1].data ?? []),
    invoices: kinds[2].data ?? [],
    treatments: kinds[3].data ?? [],
    products: kinds[4].data ?? [],
    professionals: (asked && professionals) || [],
    searches: patients || visits || invoices || treatments || products,
    waiting: kinds.some(({ isFetching }) => isFetching) || people.isFetching,
    /** The kinds that could not be asked. */
    silent: NAMES.filter((_, index) => kinds[index]!.isError),
    error: kinds.find(({ error }) => error)?.error,
  };
}

/** What is to come first, the soonest before; then what was, the latest before. */
function nearest(visits: readonly Appointment[], now = new Date().toISOString()) {
  const coming = visits.filter(({ end_time }) => Date.parse(end_time) >= Date.parse(now)).reverse();
  return [...coming, ...visits.filter((visit) => !coming.includes(visit))];
}
