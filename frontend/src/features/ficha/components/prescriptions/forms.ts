import type { Favourite, Medicine, Prescription, PrescriptionItem } from "@/entities/prescription/schema";
import { integer, optionalText, requiredText } from "@/lib/fields";
import { z } from "@/lib/zod-es";

export const ROUTES = [
  "oral",
  "sublingual",
  "bucal",
  "tópica",
  "intramuscular",
  "intravenosa",
  "subcutánea",
  "inhalatoria",
  "nasal",
  "oftálmica",
  "ótica",
  "rectal",
  "vaginal",
];

const itemForm = z.object({
  medicine_id: z.number(),
  dci: z.string(),
  concentration: z.string(),
  form: z.string(),
  dose: requiredText(80),
  route: requiredText(40),
  frequency: requiredText(80),
  days: integer({ min: 1, max: 365 }),
  quantity: integer({ min: 1, max: 999 }),
  instructions: optionalText(300),
  allergy_answer: z.string().nullable(),
});

export const prescriptionForm = z.object({
  diagnoses: z
    .array(z.object({ code: z.string(), description: z.string() }))
    .min(1, "Elija al menos un diagnóstico.")
    .max(10),
  items: z.array(itemForm).min(1, "Agregue al menos un medicamento.").max(12),
  general: optionalText(1000),
  warning: optionalText(500),
  valid_days: integer({ min: 1, max: 30 }),
});
/** What a favourite keeps of it. */
export const favouriteForm = prescriptionForm.pick({ items: true, general: true, warning: true });
export type FavouriteValues = z.output<typeof favouriteForm>;
export type PrescriptionInput = z.input<typeof prescriptionForm>;
export type PrescriptionValues = z.output<typeof prescriptionForm>;
type ItemInput = PrescriptionInput["items"][number];

export const emptyPrescription: PrescriptionInput = {
  diagnoses: [],
  items: [],
  general: "",
  warning: "",
  valid_days: "3",
};

export const newItem = ({ id, dci, concentration, form }: Medicine): ItemInput => ({
  medicine_id: id,
  dci,
  concentration,
  form,
  dose: "",
  route: "oral",
  frequency: "",
  days: "",
  quantity: "",
  instructions: "",
  allergy_answer: null,
});

/** An item as it was prescribed before; whether the patient is allergic to it is asked anew. */
const again = (item: PrescriptionItem): ItemInput => ({
  ...newItem({ ...item, id: item.medicine_id, controlled: false, active: true, version: 0 }),
  dose: item.dose,
  route: item.route,
  frequency: item.frequency,
  days: String(item.days),
  quantity: String(item.quantity),
  instructions: item.instructions ?? "",
});

export const repeated = ({ diagnoses, items, general, warning }: Prescription): PrescriptionInput => ({
  ...emptyPrescription,
  diagnoses,
  items: items.map(again),
  general: general ?? "",
  warning: warning ?? "",
});

export const ofFavourite = ({ items, general, warning }: Favourite) => ({
  items: items.map(again),
  general: general ?? "",
  warning: warning ?? "",
});

/** What the service takes of an item: the words of the medicine are its own. */
export const bodyOf = <V extends FavouriteValues>({ items, ...rest }: V) => ({
  ...rest,
  items: items.map(({ dci: _dci, concentration: _concentration, form: _form, ...item }) => item),
});
