import { LOCALE } from "@/config/clinic";

const PARTICLES = new Set(["de", "del", "la", "las", "los", "y", "e", "da", "das", "do", "dos", "van", "von", "der"]);
const upper = (text: string) => text.toLocaleUpperCase(LOCALE);
const lower = (text: string) => text.toLocaleLowerCase(LOCALE);

/**
 * A name as it is written: «ana pérez» → «Ana Pérez», «DE LA TORRE» → «De la Torre». A word that already mixes capitals
 * («McDonald») is somebody's own spelling and stays.
 */
export function properCase(text: string) {
  return text
    .trim()
    .split(/\s+/)
    .map((word, index) => {
      if (word !== lower(word) && (word !== upper(word) || word.length === 1)) return word;
      const small = lower(word);
      if (index > 0 && PARTICLES.has(small)) return small;
      return small.replace(/(^|[-'’])(\p{L})/gu, (_, before: string, letter: string) => before + upper(letter));
    })
    .join(" ");
}
