import type { Piece } from "@/entities/cash/schema";
import { add, multiply } from "@/lib/decimal";

export type Denomination = { kind: Piece["kind"]; value: string; label: string; word?: string };

/** Notes and coins of the dollar as they go round in Ecuador, the largest first. */
export const NOTES: Denomination[] = ["100", "50", "20", "10", "5", "1"].map((value) => ({
  kind: "NOTE",
  value,
  label: `$${value}`,
}));
export const COINS: Denomination[] = [
  { kind: "COIN", value: "1.00", label: "$1", word: "un dólar" },
  { kind: "COIN", value: "0.50", label: "50¢", word: "cincuenta" },
  { kind: "COIN", value: "0.25", label: "25¢", word: "veinticinco" },
  { kind: "COIN", value: "0.10", label: "10¢", word: "diez" },
  { kind: "COIN", value: "0.05", label: "5¢", word: "cinco" },
  { kind: "COIN", value: "0.01", label: "1¢", word: "uno" },
];
export const DENOMINATIONS = [...NOTES, ...COINS];

export const keyOf = ({ kind, value }: { kind: string; value: string }) => `${kind} ${Number(value)}`;

/** «20+4» is 24 and nothing is 0; null for what is no whole number of pieces. */
export function piecesOf(text: string): number | null {
  const clean = text.replace(/\s/g, "");
  if (clean === "") return 0;
  if (!/^\d{1,5}(\+\d{1,5})*\+?$/.test(clean)) return null;
  const sum = clean
    .split("+")
    .filter(Boolean)
    .reduce((total, part) => total + Number(part), 0);
  return sum <= 100_000 ? sum : null;
}

export type Typed = Record<string, string>;

/** What these many pieces are worth. */
export const worthOf = (typed: Typed, among: readonly Denomination[]) =>
  add(among.map((one) => multiply(one.value, piecesOf(typed[keyOf(one)] ?? "") ?? 0)));

export const countedPieces = (typed: Typed): Piece[] =>
  DENOMINATIONS.map(({ kind, value, ...rest }) => ({
    kind,
    value,
    pieces: piecesOf(typed[keyOf({ kind, value, ...rest })] ?? "") ?? 0,
  })).filter(({ pieces }) => pieces > 0);

export const isCounted = (typed: Typed) => DENOMINATIONS.every((one) => piecesOf(typed[keyOf(one)] ?? "") !== null);
