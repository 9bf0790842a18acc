/** What the Tab key stops at. */
export const FOCUSABLE =
  "a[href], button:not([disabled]), input:not([disabled]):not([type=hidden]), select:not([disabled]), textarea:not([disabled]), summary, [tabindex]:not([tabindex='-1'])";

export const shows = (node: Element) => node.getClientRects().length > 0;

/** Where Tab would go from there. */
export function nextAfter(element: Element) {
  const within = element.closest("[role=dialog], [role=alertdialog]") ?? document;
  const stops = [...within.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (node) => node.tabIndex >= 0 && shows(node),
  );
  return stops[stops.findIndex((node) => node === element) + 1];
}

/**
 * For `onMouseDown` of what closes a form: the field that is left would be marked, the dialog would grow by that line,
 * and the button would slip from under the finger before it is let go.
 */
export const stayInField = (event: { preventDefault: () => void }) => event.preventDefault();
