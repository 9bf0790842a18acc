// Who holds text on this page that no server has yet. While somebody does, leaving is asked about
// first, and an ended session is renewed in place: the login would lose what was typed.

export type Holder = {
  /** Asks in its own place, as a sheet does in its footer; without it, the page's own question does. */
  ask?: (go: () => void) => void;
  /** The text can wait in this page's memory: the question offers to keep it. */
  keeps?: boolean;
  /** What is to be forgotten when the text is given up. */
  discard?: () => void;
};

export type Question = { keeps: boolean; discard: () => void; go: () => void };

const holders = new Map<symbol, () => Holder>();
let ask: ((question: Question) => void) | null = null;

/** Marks the page as holding unsaved text, until the function it answers is called. */
export function holdPage(holder: () => Holder = () => ({})) {
  const key = Symbol();
  holders.set(key, holder);
  return () => void holders.delete(key);
}

export const hasUnsaved = () => holders.size > 0;
export const countUnsaved = () => holders.size;

/** Who asks before the page is left: the shell. */
export function onLeaving(question: (question: Question) => void) {
  ask = question;
  return () => {
    if (ask === question) ask = null;
  };
}

/** Goes elsewhere within the suite, unless somebody wants to stay with what is not saved. */
export function leave(go: () => void, agreed = new Set<symbol>()) {
  const held = [...holders].filter(([key]) => !agreed.has(key)).map(([key, holder]) => ({ key, ...holder() }));
  // The last one opened is the one in front.
  const front = held.findLast((holder) => holder.ask);
  if (front?.ask) return front.ask(() => leave(go, agreed.add(front.key)));
  if (held.length === 0 || !ask) return go();
  ask({ keeps: held.every(({ keeps }) => keeps), discard: () => held.forEach(({ discard }) => discard?.()), go });
}
