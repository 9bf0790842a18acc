// What is a whole of its own within a sheet, such as a patient registered while booking, is `data-main-scope`.
const SCOPE = "[role=dialog], [role=alertdialog], [data-main-scope]";

/** The button that does what the sheet is for: it sends its form, or says so itself with `data-main`. */
function mainButton(scope: Element, target: Element) {
  const form = target.closest<HTMLFormElement>("form");
  const own = form && scope.contains(form) ? [...form.elements] : [];
  const sends = (node: Element): node is HTMLButtonElement =>
    node instanceof HTMLButtonElement && node.type === "submit";
  return own.find(sends) ?? scope.querySelector<HTMLButtonElement>("[data-main], button[type=submit]");
}

/** Ctrl+Enter does the main thing of what is open over the page, wherever in it the keyboard stands. */
export function listenForMainKey() {
  const onKey = (event: KeyboardEvent) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    const target = event.target as Element;
    const scope = target.closest(SCOPE);
    if (!scope) return;
    // The page beneath, which may have this key too, is out of reach.
    event.preventDefault();
    if (event.repeat) return;
    const button = mainButton(scope, target);
    if (button && !button.disabled && button.getAttribute("aria-disabled") !== "true") button.click();
  };
  document.addEventListener("keydown", onKey, true);
  return () => document.removeEventListener("keydown", onKey, true);
}
