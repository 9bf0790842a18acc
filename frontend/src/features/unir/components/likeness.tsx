import { WHY_LIKELY } from "@/entities/patient/words";
import type { LikelyDuplicate } from "@/entities/patient/schema";

/** How sure it is that two files are of one person, and why. */
export const Likeness = ({ of: { score, why } }: { of: LikelyDuplicate }) => (
  <p className="flex flex-wrap items-baseline gap-x-2 text-sm text-muted-foreground">
    <span className="whitespace-nowrap">
      <span className="text-base font-semibold tabular-nums text-foreground">{score}</span> de 100
    </span>
    <span className="first-letter:uppercase">{WHY_LIKELY[why]}</span>
  </p>
);
