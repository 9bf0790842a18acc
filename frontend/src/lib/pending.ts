// What was typed and rests a moment before it reaches the address. Whoever leaves the page for
// good, as an ended session does, tells it first: the way back would lead to something else.

const pending = new Set<() => void>();

/** Holds something back, until the function it answers is called. */
export function holdBack(tell: () => void) {
  pending.add(tell);
  return () => void pending.delete(tell);
}

export const tellPending = () => [...pending].forEach((tell) => tell());
