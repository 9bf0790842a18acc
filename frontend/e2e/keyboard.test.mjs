// The main job by people who have no mouse: register, book, move on, write and sign the note, charge.
import assert from "node:assert/strict";
import * as clinic from "./harness/clinic.mjs";
import { eventually } from "./harness/api.mjs";
import { sees, sheet } from "./harness/pages.mjs";
import { picture, story } from "./harness/story.mjs";

// Nobody is attended before the day of the visit.
const DAY = clinic.dayAhead(0);
const PATIENT = "Rosa Elena Guamán Toapanta";

/** Tab until the keyboard is there, as long as a person would bear it. */
async function tabTo(page, locator, { limit = 40, back = false } = {}) {
  await sees(locator);
  for (let presses = 0; presses <= limit; presses++) {
    if (await locator.first().evaluate((node) => node === document.activeElement)) return presses;
    await page.keyboard.press(back ? "Shift+Tab" : "Tab");
  }
  const reached = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 160));
  assert.fail(`not reached in ${limit} presses of Tab; the keyboard is at ${reached}`);
}

/** Whoever uses the keyboard must see where it is: something of the control looks otherwise than without the focus. */
async function showsFocus(page) {
  const shown = await page.evaluate(() => {
    const { activeElement: control } = document;
    const parts = [control, ...control.querySelectorAll("*")];
    for (const part of parts) part.style.transition = "none";
    const look = () =>
      parts
        .map((part) => {
          const { outline, boxShadow, borderColor, backgroundColor } = getComputedStyle(part);
          return [outline, boxShadow, borderColor, backgroundColor].join();
        })
        .join();
    const focused = look();
    control.blur();
    const resting = look();
    control.focus();
    return focused !== resting || control.outerHTML.slice(0, 160);
  });
  assert.equal(shown, true, "the focus cannot be seen");
}

async function press(page, locator, key = "Enter", options) {
  // What is being sent takes no second press.
  await tabTo(page, locator.and(page.locator(":not([aria-disabled=true])")), options);
  await showsFocus(page);
  await page.keyboard.press(key);
}

const type = async (page, locator, text) => {
  await tabTo(page, locator);
  await page.keyboard.type(text);
};

async function palette(page, text, option) {
  await page.keyboard.press("Control+k");
  await sees(page.getByRole("dialog", { name: "Buscar" }));
  await page.keyboard.type(text);
  await sees(page.getByRole("option", { name: option, selected: true }));
  await page.keyboard.press("Enter");
}

async function logIn(page, who) {
  await sees(page.getByLabel("Correo"));
  await eventually(
    () => page.getByLabel("Correo").evaluate((node) => node === document.activeElement),
    "the cursor in the first field",
  );
  await page.keyboard.type(who.email);
  await type(page, page.getByLabel("Contraseña", { exact: true }), clinic.PASSWORD);
  await page.keyboard.press("Enter");
  await sees(page.getByRole("navigation", { name: "Principal", exact: true }));
}

story("register, book, attend, sign and charge with the keyboard alone", async ({ open, step, trouble }) => {
  const product = await clinic.product([["5.000", "4.00", "2031-01-31"]]);
  const [desk, doctor, treatment] = await Promise.all([
    clinic.person("Recepci", "Paola Rivadeneira"),
    clinic.dentist(`Zoila ${clinic.unique()}`),
    clinic.treatment({ [product.id]: "1.000" }),
  ]);
  await clinic.openTill(desk);
  const document = clinic.cedula();
  trouble.expect("401 GET /api/auth/me");
  const page = await open({ path: "/ingresar/" });

  await step("log in", async () => {
    await logIn(page, desk);
  });

  await step("register a patient", async () => {
    await palette(page, "nuevo paciente", /Nuevo paciente/);
    const form = sheet(page, "Nuevo paciente");
    await sees(form);
    await type(page, form.getByLabel("Número", { exact: true }), document);
    await type(page, form.getByLabel("Nombres"), "Rosa Elena");
    await type(page, form.getByLabel("Apellidos"), "Guamán Toapanta");
    await page.keyboard.press("Enter");
    await sees(page.getByRole("heading", { name: PATIENT, level: 1 }));
  });

  await step("book an appointment", async () => {
    await press(page, page.getByRole("link", { name: "Nueva cita" }));
    const form = sheet(page, "Nueva cita");
    await sees(form.getByRole("combobox", { name: "Paciente" }).filter({ hasText: "Rosa Elena" }));
    await press(page, form.getByRole("combobox", { name: "Tratamientos" }));
    await page.keyboard.type(treatment.code);
    await sees(page.getByRole("option", { name: treatment.name, selected: true }));
    await page.keyboard.press("Enter");
    await sees(form.getByLabel(`Cantidad de ${treatment.name}`));
    await press(page, form.getByRole("combobox", { name: "Profesional" }));
    await sees(page.getByRole("listbox"));
    await page.keyboard.type(doctor.name, { delay: 20 });
    await sees(page.locator("[role=option][data-highlighted]").filter({ hasText: doctor.name }));
    await page.keyboard.press("Enter");
    await sees(form.getByRole("combobox", { name: "Profesional" }).filter({ hasText: doctor.name }));
    for (const [label, text] of [
      ["Fecha", clinic.written(DAY)],
      ["Desde", "1000"],
    ]) {
      await tabTo(page, form.getByLabel(label));
      await page.keyboard.press("Control+a");
      await page.keyboard.type(text);
    }
    await page.keyboard.press("Enter");
    await form.waitFor({ state: "hidden" });
    await sees(page.locator(".ec-event.is-appointment").filter({ hasText: treatment.name }));
    await picture(page, "teclado-agenda");
  });

  await step("move on until the visit is over", async () => {
    await press(
      page,
      page.locator(".ec-event.is-appointment").getByRole("button").filter({ hasText: treatment.name }),
      "Enter",
      { limit: 120 },
    );
    const panel = page.getByRole("complementary", { name: "Cita" });
    for (const move of ["Confirmar", "Llegó", "Atender", "Finalizar atención"]) {
      await press(page, panel.getByRole("button", { name: move }), "Enter", { limit: 160 });
    }
    await sees(panel.getByText("Atendida"));
  });

  await step("the dentist writes the note and signs it", async () => {
    const theirs = await open({ path: "/ingresar/" });
    await logIn(theirs, doctor);
    await palette(theirs, document, new RegExp(PATIENT));
    await sees(theirs.getByRole("heading", { name: PATIENT, level: 1 }));
    await press(theirs, theirs.getByRole("button", { name: "Escribir nota" }), "Enter", { limit: 80 });
    await type(theirs, theirs.getByLabel("Motivo de consulta"), "Dolor en la pieza 26");
    for (const [label, text] of [
      ["Subjetivo", "Dolor al frío."],
      ["Objetivo", "Caries oclusal."],
      ["Análisis", "Caries de la dentina."],
      ["Plan", "Resina compuesta."],
    ]) {
      await type(theirs, theirs.getByRole("textbox", { name: label }), text);
    }
    await press(theirs, theirs.getByRole("button", { name: "Firmar nota" }));
    const question = theirs.getByRole("alertdialog");
    await sees(question);
    await press(theirs, question.getByRole("button", { name: "Firmar nota" }));
    await sees(theirs.getByText(`Firmada por ${doctor.name}`));
  });

  await step("issue the invoice and charge it", async () => {
    const panel = page.getByRole("complementary", { name: "Cita" });
    await press(page, panel.getByRole("link", { name: /Factura en borrador/ }), "Enter", { limit: 160 });
    await sees(page.getByRole("heading", { name: /Borrador de factura/ }));
    await press(page, page.getByRole("button", { name: /^Emitir y cobrar/ }), "Enter", { limit: 80 });
    const dialog = sheet(page, "Emitir y cobrar");
    await sees(dialog);
    await eventually(
      () => dialog.getByLabel("Recibe").evaluate((node) => node === document.activeElement),
      "the cursor in the amount",
    );
    await page.keyboard.press("Enter");
    await sees(page.getByRole("heading", { name: /Factura 001-001-\d{9}/ }));
    await sees(page.getByLabel("Pagos", { exact: true }).getByText("Pagada").first());
  });
});
