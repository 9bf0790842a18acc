import { matchIn, numberIn } from "@/lib/text";

/** A text with the part that was searched for in bold: its words, or its digits however they were typed. */
export function Marked({ text, match }: { text: string; match: string }) {
  const found = numberIn(text, match) ?? matchIn(text, match);
  if (!found) return text;
  return (
    <>
      {text.slice(0, found[0])}
      <strong className="font-semibold">{text.slice(found[0], found[1])}</strong>
      {text.slice(found[1])}
    </>
  );
}
