import { addMonths } from "@/lib/dates";
import { add, compare, fromUnits, toUnits } from "@/lib/decimal";
import { day, decimal } from "@/lib/fields";
import { formatMoney } from "@/lib/format";
import { z } from "@/lib/zod-es";
import { typedMoney } from "@/lib/units";

export const MOST_INSTALMENTS = 60;
const amount = decimal({ places: 2, positive: true });

/** Instalments that add up to what is owed; with a plan in force, why it changes. */
export const planForm = (balance: string, changes: boolean) =>
  z
    .object({ instalments: z.array(z.object({ due_on: day, amount })), reason: z.string().trim().max(300) })
    .superRefine(({ instalments, reason }, context) => {
      const fail = (path: (string | number)[], message: string) => context.addIssue({ code: "custom", path, message });
      const total = add(instalments.map((part) => part.amount));
      if (compare(total, balance) !== 0)
        fail(
          ["instalments", instalments.length - 1, "amount"],
          `Suman ${formatMoney(total)} y se deben ${formatMoney(balance)}.`,
        );
      instalments.forEach((part, place) => {
        if (instalments.findIndex(({ due_on }) => due_on === part.due_on) < place)
          fail(["instalments", place, "due_on"], "Ese día ya tiene una cuota.");
      });
      if (changes && reason.length < 3) fail(["reason"], "Escriba por qué cambia lo acordado.");
    })
    .transform(({ instalments, reason }) => ({ instalments, ...(changes ? { reason } : {}) }));
export type PlanBody = { instalments: { due_on: string; amount: string }[]; reason?: string };

/** `count` equal instalments a month apart; the last takes the cents that are left over. */
export function monthly(balance: string, count: number, first: string) {
  const [whole, times] = [toUnits(balance), BigInt(count)];
  const each = whole / times;
  return Array.from({ length: count }, (_, place) => ({
    due_on: addMonths(first, place),
    amount: typedMoney(fromUnits(place === count - 1 ? whole - each * (times - 1n) : each)),
  }));
}
