import { FOCUSABLE, shows } from "@/lib/focusable";

// The keyboard always stands somewhere. When what had the focus goes (a row that was deleted, the menu item a dialog
// was opened from, a button that is disabled), the browser puts the focus on `body` and whoever uses no mouse starts
// the page again. Here the focus goes to what took that place, or back to where the person was before.

/** How many places are remembered: a menu within a panel within a page, and some more. */
const REMEMBERED = 20;
/** Radix sends the focus back by itself a moment after something closes. */
const REST_MS = 60;

type Place = { element: HTMLElement; above: { parent: Element; index: number }[] };

const places: Place[] = [];

function remember(element: HTMLElement) {
  const above: Place["above"] = [];
  for (let node: Element = element; node.parentElement && node !== document.body; node = node.parentElement) {
    above.push({ parent: node.parentElement, index: [...node.parentElement.children].indexOf(node) });
  }
  const before = places.findIndex((place) => place.element === element);
  if (before >= 0) places.splice(before, 1);
  places.push({ element, above });
  if (places.length > REMEMBERED) places.shift();
}

/** What is still drawn on its way out, or lies beneath a dialog, takes no focus. */
const AWAY =
  "[inert], [aria-hidden=true], [role=dialog][data-state=closed], [role=alertdialog][data-state=closed], [role=menu]";
const alive = (node: Element) => node.isConnected && !node.closest(AWAY);
const takes = (node: Element): node is HTMLElement => node.matches(FOCUSABLE) && alive(node) && shows(node);
/** The page itself is no stop of Tab, yet whoever has moved nowhere stands on it. */
const stays = (node: HTMLElement) => (node.matches("main") && alive(node)) || takes(node);
const within = (node: Element | undefined) =>
  node && [node, ...node.querySelectorAll(FOCUSABLE)].find((part): part is HTMLElement => takes(part));

/** What stands now where the lost one stood, or beside it, as far up as the part of the page it belonged to. */
function besides({ above }: Place): HTMLElement | undefined {
  for (const { parent, index } of above) {
    if (parent === document.body) return undefined;
    if (!alive(parent)) continue;
    const children = [...parent.children];
    const near = within(children[index]) ?? within(children[index - 1]) ?? within(parent);
    if (near) return near;
    // A page that has gone as a whole is begun again; a dialog holds its own focus.
    if (parent.matches("main, [role=dialog], [role=alertdialog]")) return parent as HTMLElement;
  }
  return undefined;
}

const lost = () => !document.activeElement || document.activeElement === document.body;

/** Who clicked on nothing wished for nothing. */
let wished = false;

function recover() {
  if (!lost() || wished || places.length === 0) return;
  // What had it first: a button that only was disabled while it worked takes it again.
  for (const place of [...places].reverse()) {
    const target = stays(place.element) ? place.element : besides(place);
    target?.focus({ preventScroll: true });
    if (!lost()) return;
  }
  document.querySelector<HTMLElement>("main")?.focus({ preventScroll: true });
}

/** Watches until the function it answers is called. */
export function keepFocus() {
  let timer: ReturnType<typeof setTimeout> | undefined;
  // A browser takes the focus from what is disabled only when it draws next.
  const check = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      recover();
    }, REST_MS);
  };
  const onFocus = ({ target }: FocusEvent) => {
    wished = false;
    if (target instanceof HTMLElement) remember(target);
  };
  // Before the focus moves, if it does.
  const onPress = ({ target }: MouseEvent) => {
    wished = !(target as Element).closest(FOCUSABLE);
  };
  const observer = new MutationObserver(check);
  observer.observe(document.body, {
    subtree: true,
    childList: true,
    attributes: true,
    attributeFilter: ["disabled", "inert", "hidden", "data-state"],
  });
  document.addEventListener("focusin", onFocus);
  document.addEventListener("focusout", check);
  document.addEventListener("mousedown", onPress, true);
  if (document.activeElement instanceof HTMLElement && !lost()) remember(document.activeElement);
  return () => {
    clearTimeout(timer);
    observer.disconnect();
    places.length = 0;
    document.removeEventListener("focusin", onFocus);
    document.removeEventListener("focusout", check);
    document.removeEventListener("mousedown", onPress, true);
  };
}
