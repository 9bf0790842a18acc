// What people do on every page, by role and label.
import assert from "node:assert/strict";
import { PASSWORD } from "./clinic.mjs";

export const sees = (locator) => locator.first().waitFor({ state: "visible" });
export const gone = (locator) => locator.first().waitFor({ state: "hidden" });
export const button = (scope, name, options) => scope.getByRole("button", { name, ...options });
/** A short notice at the corner. */
export const notice = (page, text) => sees(page.locator("[data-sonner-toast]").filter({ hasText: text }));

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

export const go = (page, name) => page.getByRole("navigation", { name: "Principal", exact: true }).getByRole("link", { name, exact: true }).click();

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

/** The page does not move sideways under a thumb. */
export async function fitsSideways(page) {
  const { wide, width, culprits } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const over = [...document.querySelectorAll("body *")].filter((node) => node.getBoundingClientRect().right > clientWidth + 1);
    return { wide: scrollWidth, width: clientWidth, culprits: over.slice(0, 5).map((node) => `${node.tagName.toLowerCase()}.${String(node.className).slice(0, 60)}`) };
  });
  assert.ok(wide <= width, `${page.url()} is ${wide} px wide on a screen of ${width}: ${culprits.join(", ")}`);
}
