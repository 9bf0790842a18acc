import { ageOn } from "@/lib/dates";
import type { Dentition } from "./schema";
import { TEETH, tooth } from "./teeth";

/** The year in which each tooth usually comes out, by its place; above, below. */
const PERMANENT = { upper: [0, 7, 8, 11, 10, 11, 6, 12, 18], lower: [0, 6, 7, 10, 10, 11, 6, 12, 18] };
/** And in which a temporary one is shed. */
const SHED = { upper: [0, 7, 8, 11, 10, 11], lower: [0, 6, 7, 10, 10, 11] };

/** What is not in the mouth at this age, as long as nobody found otherwise: it is only hinted at. */
export function notInMouth(dentition: Dentition, birthDate: string | null | undefined, on: string): Set<number> {
  if (dentition === "PERMANENT") return new Set();
  const age = birthDate ? ageOn(birthDate, on) : dentition === "TEMPORARY" ? 4 : 9;
  return new Set(
    TEETH.filter((fdi) => {
      const { temporary, place, upper } = tooth(fdi);
      const year = (temporary ? SHED : PERMANENT)[upper ? "upper" : "lower"][place]!;
      return temporary ? age >= year && dentition === "MIXED" : age < year;
    }),
  );
}
