import { endOfMonth } from "@/lib/dates";

/** The first and the last day of a month written 2026-11. */
export const monthSpan = (month: string) => ({ from: `${month}-01`, to: endOfMonth(`${month}-01`) });
