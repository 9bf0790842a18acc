import type { Kept, KeptCounts } from "@/entities/appointment/kept-days";

/** Each figure of a row: its heading, and the key of its count. */
export const FIGURES: { what: Kept; label: string; of: (row: KeptCounts) => number }[] = [
  { what: "ATTENDED", label: "Atendidas", of: (row) => row.attended },
  { what: "MISSED", label: "Inasistencias", of: (row) => row.missed },
  { what: "CALLED_OFF_LATE", label: "Canceladas tarde", of: (row) => row.called_off_late },
  { what: "LATE", label: "Llegadas tarde", of: (row) => row.late },
];

export const labelOf = (what: Kept) => FIGURES.find((figure) => figure.what === what)!.label;

/** Of the visits that were to take place, how many nobody came to. */
export function missedShare({ attended, missed }: KeptCounts) {
  return attended + missed === 0 ? null : Math.round((missed / (attended + missed)) * 100);
}
