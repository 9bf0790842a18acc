import type { Series } from "./schema";

export const codeOf = ({ establishment, emission_point }: Pick<Series, "establishment" | "emission_point">) =>
  `${establishment}-${emission_point}`;

/** The number that its next invoice gets, or null once the last of its nine digits is used. */
export const nextNumberOf = (series: Pick<Series, "establishment" | "emission_point" | "next_sequential">) =>
  series.next_sequential > 999_999_999 ? null : `${codeOf(series)}-${String(series.next_sequential).padStart(9, "0")}`;

/** Cash above it gets a word of notice, no more. */
export const CASH_NOTICE = "500.00";
