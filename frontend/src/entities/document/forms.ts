import { day, oneLine, optionalText } from "@/lib/fields";
import { z } from "@/lib/zod-es";
import { KINDS, STAGES, VIEWS } from "./schema";

/** A select has no empty choice: this is a document that is of no series. */
export const NO_SERIES = "-";
const orNone = <T extends string>(value: T | typeof NO_SERIES) => (value === NO_SERIES ? null : (value as T));

export const attachForm = z.object({
  kind: z.enum(KINDS),
  title: oneLine(200),
  taken_on: day,
  note: optionalText(2000),
});

export const documentForm = attachForm
  .extend({
    view: z.enum([NO_SERIES, ...VIEWS]).transform((view) => orNone(view)),
    stage: z.enum([NO_SERIES, ...STAGES]).transform((stage) => orNone(stage)),
  })
  // Only a photo is of a series: of another kind the two are not even asked for.
  .transform((values) => (values.kind === "PHOTO" ? values : { ...values, view: null, stage: null }))
  .superRefine(({ view, stage }, context) => {
    if (view && !stage) context.addIssue({ code: "custom", path: ["stage"], message: "Elija de qué momento es." });
    if (stage && !view) context.addIssue({ code: "custom", path: ["view"], message: "Elija qué vista es." });
  });
export type DocumentValues = z.output<typeof documentForm>;
export type AttachValues = z.output<typeof attachForm> & Partial<Pick<DocumentValues, "view" | "stage">>;

/** «IMG_2071.jpg» → «IMG 2071». */
export const titleOf = (file: File) =>
  file.name
    .replace(/\.[a-z0-9]{2,4}$/i, "")
    .replace(/[_\s]+/g, " ")
    .trim()
    .slice(0, 200) || "Documento";
