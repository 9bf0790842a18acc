import { keepPreviousData, useQueries } from "@tanstack/react-query";
import { visitChargesQuery, type VisitCharge } from "@/entities/invoice/visit-charges";
import { add, isZero } from "@/lib/decimal";
import { useCan } from "@/lib/session";
import { minutesSince, type Visitor } from "./columns";

/** The service answers for so many visits at once. */
const AT_ONCE = 100;
/** A draft is written a moment after the visit ends; one that has none by then has nothing to charge. */
const DRAFTED_MINUTES = 2;

export type Till = {
  charges: ReadonlyMap<number, VisitCharge>;
  /** Who has something to pay still, or whose draft is on its way; then those who have not. */
  owing: Visitor[];
  settled: Visitor[];
  owed: string;
  collected: string;
};

/** Of those who are done, who has still to pay. */
export function settle(done: readonly Visitor[], answers: readonly VisitCharge[], now: number): Till {
  const charges = new Map(answers.map((charge) => [charge.appointment_id, charge]));
  const owes = ({ appointment, since }: Visitor) => {
    const charge = charges.get(appointment.id);
    return charge ? !isZero(charge.owed) : since !== null && minutesSince(since, now) < DRAFTED_MINUTES;
  };
  const owing = done.filter(owes);
  const settled = done.filter((visitor) => !owing.includes(visitor));
  const sum = (of: readonly Visitor[], what: "owed" | "total") =>
    add(of.map(({ appointment }) => charges.get(appointment.id)?.[what] ?? "0"));
  return { charges, owing, settled, owed: sum(owing, "owed"), collected: sum(settled, "total") };
}

/** The same of the visits on the board; null for who sees no money, and until it is known. */
export function useTill(done: readonly Visitor[], now: number): Till | null {
  const sees = useCan("invoices:read");
  const ids = done.map(({ appointment }) => appointment.id).sort((a, b) => a - b);
  const pages = Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, page) =>
    ids.slice(page * AT_ONCE, (page + 1) * AT_ONCE),
  );
  const answers = useQueries({
    queries: pages.map((page) => ({ ...visitChargesQuery(page), placeholderData: keepPreviousData, enabled: sees })),
  });
  if (!sees || answers.some(({ data }) => data === undefined)) return null;
  return settle(
    done,
    answers.flatMap(({ data }) => data ?? []),
    now,
  );
}
