import { KINDS } from "@/entities/document/schema";
import { day, oneLine, optionalText } from "@/lib/fields";
import { z } from "@/lib/zod-es";

export const documentForm = z.object({
  kind: z.enum(KINDS),
  title: oneLine(200),
  taken_on: day,
  note: optionalText(2000),
});
export type DocumentInput = z.input<typeof documentForm>;
export type DocumentValues = z.output<typeof documentForm>;

/** «IMG_2071.jpg» → «IMG 2071». */
export const titleOf = (file: File) =>
  file.name
    .replace(/\.[a-z0-9]{2,4}$/i, "")
    .replace(/[_\s]+/g, " ")
    .trim()
    .slice(0, 200) || "Documento";
