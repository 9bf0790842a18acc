/** Without accents or capitals, as people compare names: "Vélez" and "velez" are the same. */
export const plain = (text: string) =>
  text
    .normalize("NFD")
    .replace(/\p{Diacritic}/gu, "")
    .toLowerCase();

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
