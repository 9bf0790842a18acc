import { documentProblem } from "@/lib/identity";

/** What was typed in a search that found nobody, in the field of a new patient that it looks like. */
export function startingWith(typed: string) {
  const digits = typed.replace(/\s/g, "");
  const empty = { document_type: "CEDULA" as const, document_number: "", first_name: "", last_name: "" };
  if (/^09\d{8}$/.test(digits) && documentProblem("CEDULA", digits)) return { ...empty, phone: digits };
  if (/^\d+$/.test(digits))
    return {
      ...empty,
      document_number: digits,
      document_type: digits.length > 10 ? ("RUC" as const) : ("CEDULA" as const),
    };
  const words = typed
    .trim()
    .split(/\s+/)
    .map((word) => word.charAt(0).toLocaleUpperCase() + word.slice(1));
  const half = words.length > 2 ? Math.ceil(words.length / 2) : 1;
  return { ...empty, first_name: words.slice(0, half).join(" "), last_name: words.slice(half).join(" ") };
}
