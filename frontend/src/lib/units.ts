import { formatQuantity } from "./format";
import { isZero, type Decimal } from "./decimal";

const ACCENTS: Record<string, string> = { ó: "o", á: "a", é: "e", í: "i", ú: "u" };

/** «unidad» → «unidades», «caja x 100» → «cajas x 100»; symbols (ml, kg) stay as they are. */
export function pluralUnit(unit: string) {
  const [first = "", ...rest] = unit.split(" ");
  return [pluralWord(first), ...rest].join(" ");
}

function pluralWord(word: string) {
  if (word.length < 3 || !/[aeiouáéíóú]/i.test(word) || !/\p{L}$/u.test(word) || /[sx]$/i.test(word)) return word;
  if (/[aeiouáéíóú]$/i.test(word)) return `${word}s`;
  if (/z$/i.test(word)) return `${word.slice(0, -1)}ces`;
  const accented = /([áéíóú])n$/i.exec(word);
  if (accented) return `${word.slice(0, -2)}${ACCENTS[accented[1]!.toLowerCase()]}nes`;
  return /[lrndj]$/i.test(word) ? `${word}es` : `${word}s`;
}

/** `1 unidad`, `120 unidades`, `0,5 ml`. */
export const formatWithUnit = (quantity: Decimal, unit: string) =>
  `${formatQuantity(quantity)} ${Math.abs(Number(quantity)) === 1 ? unit : pluralUnit(unit)}`;

/** A decimal of the services as a person would type it: "0.500" → "0,5", "1284.000" → "1284". */
export function typedDecimal(value: string) {
  if (isZero(value)) return "0";
  return (value.includes(".") ? value.replace(/\.?0+$/, "") : value).replace(".", ",");
}
/** "45.50" → "45,50" */
export const typedMoney = (value: string) => value.replace(".", ",");
