// Who holds text on this page that no server has yet. While somebody does, an ended session
// is renewed in place: leaving for the login would lose what was typed.
const holders = new Set<symbol>();

/** Marks the page as holding unsaved text, until the function it answers is called. */
export function holdPage() {
  const holder = Symbol();
  holders.add(holder);
  return () => void holders.delete(holder);
}

export const hasUnsaved = () => holders.size > 0;
