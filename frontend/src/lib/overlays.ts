import { guardBack } from "@/lib/back";

// Overlays stand in the browser's history. Each one that is open has an entry of its own on top of its page's, with
// the same address: the back button closes the front one. Closed by a button, its entry is taken back. What changes
// in the address meanwhile belongs to the page, so it is carried from entry to entry.

type Mark = { page: string; depth: number };
type Entry = { state: object; href: string };

const NAME = "overlay";
// Past Next's and the tests' own wrappers: these moves are nobody else's business.
const raw = (how: "pushState" | "replaceState", { state, href }: Entry, mark: Mark) =>
  History.prototype[how].call(window.history, { ...state, [NAME]: mark }, "", href);
const markOf = (state: unknown) => (state as { [NAME]?: Mark } | null)?.[NAME];
const here = (): Entry => ({ state: { ...window.history.state }, href: window.location.href });

const closers: (() => void)[] = [];
/** Which page's entries these are, and how many of its overlays the history stands on. */
let at: Mark = markOf(window.history.state) ?? { page: "", depth: 0 };
/** The entry as the page last left it. */
let shown = here();
/** Entries ahead that the back button left, and that an overlay which stays open takes again. */
let ahead = 0;
/** Going there and not yet arrived; then `next` is where the page goes on to from there. */
let moving: { next: Entry | null; carries: boolean } | null = null;

const mark = (depth: number): Mark => ({ page: at.page, depth });

function go(steps: number, { next = null as Entry | null, carries = true } = {}) {
  ahead = 0;
  moving = { next, carries };
  window.history.go(steps);
}

/** As many entries as there are open overlays. */
function settle() {
  if (moving) return;
  const missing = closers.length - at.depth;
  if (missing < 0) return go(missing);
  if (missing > 0 && ahead > 0) return go(Math.min(ahead, missing));
  ahead = 0;
  for (let left = missing; left > 0; left--) {
    if (at.depth === 0) {
      at = { page: crypto.randomUUID(), depth: 0 };
      raw("replaceState", shown, at);
    }
    at = mark(at.depth + 1);
    raw("pushState", shown, at);
  }
}

// After what happens in the same breath: a sheet that closes and a page that opens.
const settleSoon = () => void setTimeout(settle);

function arrived(event: PopStateEvent) {
  const { next, carries } = moving!;
  moving = null;
  const landed = markOf(event.state);
  if (landed?.page !== at.page || !carries) {
    // The page before, which Next draws.
    at = landed ?? mark(0);
    shown = here();
  } else {
    event.stopImmediatePropagation();
    at = landed;
    raw("replaceState", shown, at);
    if (next) {
      at = { page: "", depth: 0 };
      History.prototype.pushState.call(window.history, next.state, "", next.href);
      shown = here();
    }
  }
  settleSoon();
}

function onBack(event: PopStateEvent) {
  if (moving) return arrived(event);
  const landed = markOf(event.state);
  const same = landed !== undefined && landed.page === at.page;
  if (same && landed.depth !== at.depth) {
    // Back: the front one closes, or asks. Forward: there is nothing to open again, and `settle` goes back.
    event.stopImmediatePropagation();
    ahead = Math.max(0, at.depth - landed.depth);
    at = landed;
    raw("replaceState", shown, at);
    if (ahead > 0) closers.at(-1)?.();
    settleSoon();
  } else if (landed && landed.depth > 0) {
    // An entry whose overlay went with its page.
    event.stopImmediatePropagation();
    at = landed;
    go(-landed.depth, { carries: false });
  } else {
    at = landed ?? { page: "", depth: 0 };
    ahead = 0;
    shown = here();
    settleSoon();
  }
}

function follow() {
  const push = window.history.pushState.bind(window.history);
  const replace = window.history.replaceState.bind(window.history);
  window.history.replaceState = (...change) => {
    replace(...change);
    if (moving?.next) moving.next = here();
    else shown = here();
    if (at.depth > 0) raw("replaceState", here(), at);
  };
  // The page goes on from beneath the overlay: nothing of it may stay between the two.
  window.history.pushState = (...change) => {
    if (at.depth === 0 && !moving) {
      push(...change);
      at = { page: "", depth: 0 };
      shown = here();
      settleSoon();
      return;
    }
    replace(...change);
    const { [NAME]: _, ...state } = window.history.state ?? {};
    const next = { state, href: window.location.href };
    if (moving) moving.next = next;
    else go(-at.depth, { next });
  };
}

if (typeof window !== "undefined") {
  guardBack(onBack, "overlays");
  follow();
}

/** Gives an open overlay its entry, until the function it answers is called. */
export function standInHistory(close: () => void) {
  shown = moving ? shown : here();
  closers.push(close);
  settleSoon();
  return () => {
    closers.splice(closers.indexOf(close), 1);
    settleSoon();
  };
}
