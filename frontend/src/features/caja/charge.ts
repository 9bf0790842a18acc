import { METHODS, type Method } from "@/entities/invoice/schema";
import { add, compare, isZero, parseDecimal, subtract, toUnits } from "@/lib/decimal";

/** What a voucher, a transfer or a cheque says beside its number. */
export const DETAILS = ["card_brand", "card_lot", "card_authorisation", "bank", "due_on"] as const;
export type Detail = (typeof DETAILS)[number];
export const DETAILS_OF: Record<Method, readonly Detail[]> = {
  CASH: [],
  CARD_DEBIT: ["card_brand", "card_lot", "card_authorisation"],
  CARD_CREDIT: ["card_brand", "card_lot", "card_authorisation"],
  TRANSFER: ["bank"],
  CHECK: ["bank", "due_on"],
  OTHER: [],
};

/** One way in which a part is paid. `amount` null: it takes the rest. */
export type Way = {
  method: Method;
  amount: string | null;
  reference: string;
  details: Partial<Record<Detail, string>>;
};

export const FIRST_WAY: Way = { method: "CASH", amount: null, reference: "", details: {} };

/** What was written of a way, of what its method has. */
export const written = ({ method, details }: Way): Partial<Record<Detail, string>> =>
  Object.fromEntries(
    DETAILS_OF[method].flatMap((name) => (details[name]?.trim() ? [[name, details[name].trim()]] : [])),
  );

const typedAmount = (text: string) => {
  const value = parseDecimal(text.trim());
  if (value === null || value.startsWith("-") || (value.split(".")[1]?.length ?? 0) > 2) return null;
  return add([value]);
};

export type Split = {
  /** What each way pays; null where what was typed is no amount. */
  amounts: (string | null)[];
  paid: string;
  /** What stays owed. */
  left: string;
  /** What keeps it from being charged, in words; null where nothing does. */
  wrong: string | null;
};

/** How `owed` is spread over the ways: what is typed counts, and the one without an amount takes the rest. */
export function splitOf(owed: string, ways: readonly Way[]): Split {
  const typed = ways.map(({ amount }) => (amount === null ? "0.00" : typedAmount(amount)));
  if (typed.some((amount) => amount === null))
    return { amounts: typed, paid: "0.00", left: owed, wrong: "Escriba un valor como 45,50." };
  const sum = add(typed as string[]);
  const rest = subtract(owed, sum);
  const over = rest.startsWith("-");
  const amounts = ways.map(({ amount }, index) => (amount === null && !over ? rest : typed[index]!));
  const paid = add(amounts as string[]);
  const left = subtract(owed, paid);
  const wrong = over
    ? "Las formas de pago suman más de lo que se debe."
    : amounts.some((amount) => isZero(amount!))
      ? "Hay una forma de pago sin valor."
      : null;
  return { amounts, paid, left, wrong };
}

/** What goes back to who hands over `given` for `cash`; null where it is not enough or no amount. */
export function changeFor(given: string, cash: string): string | null {
  const value = typedAmount(given);
  return value !== null && compare(value, cash) >= 0 ? subtract(value, cash) : null;
}

// What a cashier gives change in, in cents, the largest first; the dollar goes round as note and as coin.
const CHANGE: [bigint, string][] = [
  [2000n, "$20"],
  [1000n, "$10"],
  [500n, "$5"],
  [100n, "$1"],
  [50n, "50\u00a0¢"],
  [25n, "25\u00a0¢"],
  [10n, "10\u00a0¢"],
  [5n, "5\u00a0¢"],
  [1n, "1\u00a0¢"],
];

/** The change in as few notes and coins as there can be: «3 de $1, 1 de 25 ¢, 2 de 10 ¢». */
export function inCoins(change: string): string {
  let left = toUnits(change);
  const pieces: string[] = [];
  for (const [value, label] of CHANGE) {
    if (left >= value) pieces.push(`${left / value} de ${label}`);
    left %= value;
  }
  return pieces.join(", ");
}

/** Sums that people hand over for this one: exact, and rounded up to notes. */
export function likely(cash: string): string[] {
  const sums = [1, 5, 10, 20, 50].map((note) => (Math.ceil(Number(cash) / note - 1e-9) * note).toFixed(2));
  return [...new Set([cash, ...sums])].sort(compare).slice(0, 4);
}

/** The method that the keys 1 to 6 choose. */
export const methodOfKey = (key: string): Method | null => METHODS[Number(key) - 1] ?? null;
