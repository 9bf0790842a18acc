// What people do on every page, by role and label.
import assert from "node:assert/strict";
import { PASSWORD } from "./clinic.mjs";

export const sees = (locator) => locator.first().waitFor({ state: "visible" });
export const gone = (locator) => locator.first().waitFor({ state: "hidden" });
export const button = (scope, name, options) => scope.getByRole("button", { name, ...options });
/** A short notice at the corner. */
export const notice = (page, text) =>
  sees(page.locator("[data-sonner-toast], [data-announcement]").filter({ hasText: text }));

export async function logInByHand(page, email, password) {
  await page.getByLabel("Correo").fill(email);
  await page.getByLabel("Contraseña", { exact: true }).fill(password);
  await button(page, "Ingresar").click();
}

/** The page that a temporary password leads to. */
export async function choosePassword(page, temporary) {
  await page.getByLabel("Contraseña actual").fill(temporary);
  await page.getByLabel("Contraseña nueva", { exact: true }).fill(PASSWORD);
  await page.getByLabel(/^Repit[ea] la contraseña nueva/).fill(PASSWORD);
  await button(page, "Guardar y continuar").click();
}

export async function logOut(page) {
  await button(page, /^Cuenta de/).click();
  await page.getByRole("menuitem", { name: "Cerrar sesión" }).click();
  await sees(page.getByRole("heading", { name: "Ingresar" }));
}

export const go = (page, name) =>
  page.getByRole("navigation", { name: "Principal", exact: true }).getByRole("link", { name, exact: true }).click();

/** A closed list (the label's own control). */
export async function choose(scope, label, option) {
  const page = scope.page?.() ?? scope;
  await scope.getByRole("combobox", { name: label }).click();
  await page.getByRole("option", { name: option }).click();
}

/** A control that asks the server while one types. */
export async function pick(scope, label, text, option = text) {
  const page = scope.page?.() ?? scope;
  await scope.getByRole("combobox", { name: label }).click();
  await page.keyboard.type(text);
  await page.getByRole("option", { name: option }).first().click();
}

/** The form that slides in. */
export const sheet = (page, name) => page.getByRole("dialog", { name });

/** Runs in the page: what moves sideways without saying so (`sideways`), what is cut off, and what stands beyond the edge. */
function sidewaysFaults() {
  const width = document.documentElement.clientWidth;
  // The calendar has scrolling of its own; what only a reader hears takes no room.
  const exempt = (node) => node.closest(".sideways, .ec, svg, input, textarea, [data-sonner-toaster]");
  const faults = [];
  for (const node of document.querySelectorAll("body, body *")) {
    if (exempt(node)) continue;
    const { overflowX, textOverflow, display, clip } = getComputedStyle(node);
    const more = display !== "inline" && clip === "auto" && node.scrollWidth > node.clientWidth + 1;
    const fault =
      more && /auto|scroll/.test(overflowX)
        ? "moves"
        : more && /hidden|clip/.test(overflowX) && textOverflow !== "ellipsis"
          ? "is cut off"
          : null;
    if (fault)
      faults.push(
        `${node.tagName.toLowerCase()}.${String(node.className).slice(0, 60)} ${fault}: ${node.scrollWidth} px in ${node.clientWidth}`,
      );
  }
  const { scrollWidth } = document.documentElement;
  return scrollWidth > width ? [`the page is ${scrollWidth} px wide on a screen of ${width}`, ...faults] : faults;
}

/** Nothing on the page moves sideways under a thumb or is cut off, but for what says that it moves. */
export async function fitsSideways(page) {
  const faults = await page.evaluate(sidewaysFaults);
  assert.ok(faults.length === 0, `${page.url()} at ${await page.evaluate(() => innerWidth)} px: ${faults.join("; ")}`);
}
