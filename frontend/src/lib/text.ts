/** Without accents or capitals, as people compare names: "Vélez" and "velez" are the same. */
export const plain = (text: string) =>
  text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase();

/** Whether two names have a word in common, however each was written. */
export const shareAWord = (one: string, other: string) => {
  const words = plain(other).split(/\s+/);
  return plain(one)
    .split(/\s+/)
    .some((word) => word.length > 2 && words.includes(word));
};

/** Whether every word of `search` appears in `text`. */
export const includesText = (text: string, search: string) => {
  const where = plain(text);
  return plain(search)
    .split(/\s+/)
    .every((word) => where.includes(word));
};

/** Where the first of the words searched for stands in a text. */
export function matchIn(text: string, search: string): [number, number] | null {
  const where = plain(text);
  for (const word of plain(search).split(/\s+/).filter(Boolean)) {
    const start = where.indexOf(word);
    // Only when taking the accents off kept every letter in its place.
    if (start >= 0 && where.length === text.length) return [start, start + word.length];
  }
  return null;
}

/**
 * Where what was typed as a number stands in a number as it is shown, whatever stands between the digits and however it
 * is dialled: «0991234», «+593 99 123-4» and «99 1234» are all in `099 123 4567`.
 */
export function numberIn(text: string, search: string): [number, number] | null {
  const typed = search
    .split(/\s+/)
    .filter((word) => /^[+(]?\d[\d().,/-]*$/.test(word))
    .join("")
    .replace(/\D/g, "")
    .replace(/^(?:(?:00)?593(?=\d{5})0?|0)/, "");
  if (typed.length < 3) return null;
  const places = [...text].flatMap((sign, place) => (/\d/.test(sign) ? [place] : []));
  const start = places
    .map((place) => text[place])
    .join("")
    .indexOf(typed);
  return start < 0 ? null : [places[start]!, places[start + typed.length - 1]! + 1];
}
