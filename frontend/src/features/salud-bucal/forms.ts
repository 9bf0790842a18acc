import { MALOCCLUSIONS, SEVERITIES } from "@/entities/oral-health/schema";
import { optionalText } from "@/lib/fields";
import { z } from "@/lib/zod-es";
import { SEXTANTS } from "./words";

/** A choice that may be left open: "-" is «not examined». */
const level = (most: number) =>
  z.enum(["-", ...Array.from({ length: most + 1 }, (_, value) => String(value))] as [string, ...string[]]);
const optional = <T extends readonly [string, ...string[]]>(values: T) => z.enum(["-", ...values]);

export const oralHealthForm = z.object({
  sextants: z.array(z.object({ tooth: z.string(), plaque: level(3), calculus: level(3), gingivitis: level(1) })),
  periodontal: optional(SEVERITIES),
  malocclusion: optional(MALOCCLUSIONS),
  fluorosis: optional(SEVERITIES),
  remark: optionalText(500),
});
export type OralHealthValues = z.input<typeof oralHealthForm>;

export const EMPTY: OralHealthValues = {
  sextants: SEXTANTS.map(([tooth]) => ({ tooth: String(tooth), plaque: "-", calculus: "-", gingivitis: "-" })),
  periodontal: "-",
  malocclusion: "-",
  fluorosis: "-",
  remark: "",
};

const said = (value: string) => (value === "-" ? null : value);
const number = (value: string) => (value === "-" ? null : Number(value));

/** What was examined, as the service reads it: sextants of which nothing was seen are left out. */
export function bodyOf({ sextants, periodontal, malocclusion, fluorosis, remark }: z.output<typeof oralHealthForm>) {
  return {
    sextants: sextants
      .map(({ tooth, plaque, calculus, gingivitis }) => ({
        tooth: Number(tooth),
        plaque: number(plaque),
        calculus: number(calculus),
        gingivitis: number(gingivitis),
      }))
      .filter(({ plaque, calculus, gingivitis }) => plaque !== null || calculus !== null || gingivitis !== null),
    periodontal: said(periodontal),
    malocclusion: said(malocclusion),
    fluorosis: said(fluorosis),
    remark,
  };
}
