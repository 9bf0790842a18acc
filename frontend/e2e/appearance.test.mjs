// How it looks: in the dark, and on a phone.
import assert from "node:assert/strict";
import * as clinic from "./harness/clinic.mjs";
import { button, go, sees } from "./harness/pages.mjs";
import { picture, story } from "./harness/story.mjs";

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 1 };
const isDark = (page) =>
  page.evaluate(() => {
    const [red, green, blue] = getComputedStyle(document.body)
      .backgroundColor.match(/[\d.]+/g)
      .map(Number);
    return red + green + blue < 200;
  });

story("it follows the equipment's theme, and one press changes it for good", async ({ enter }) => {
  const desk = await clinic.person("Recepci", "Paola Rivadeneira");
  const page = await enter(desk, "/agenda/", { theme: "dark" });
  await sees(page.getByRole("navigation", { name: "Principal", exact: true }));
  assert.equal(await isDark(page), true);
  await picture(page, "agenda-oscura");
  await button(page, "Cambiar tema").click();
  assert.equal(await isDark(page), false);
  await page.reload();
  await sees(page.getByRole("navigation", { name: "Principal", exact: true }));
  assert.equal(await isDark(page), false, "the choice is kept");
});

/** Runs in each page: how many frames of it showed nothing where its content belongs. */
const countEmptyFrames = () => {
  window.emptyFrames = 0;
  const look = () => {
    if (document.querySelector("main")?.childElementCount === 0) window.emptyFrames += 1;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
};

/** Keeps what the page asks for at this address until it is let go. */
async function hold(page, address) {
  let letGo;
  const released = new Promise((resolve) => (letGo = resolve));
  await page.route(address, (route) => released.then(() => route.continue()));
  return letGo;
}

story("a page shows its outline until it has come, and is never empty", async ({ open }) => {
  const desk = await clinic.person("Recepci", "Paola Rivadeneira");
  const page = await open({ cookies: desk.cookies });
  await page.addInitScript(countEmptyFrames);
  const outline = (title) => page.getByRole("status", { name: "Cargando la página" }).getByText(title, { exact: true });
  const title = (name) => page.getByRole("heading", { name, level: 1 });

  const [session, code] = [await hold(page, "**/api/auth/me"), await hold(page, /\/facturacion\/page-/)];
  await page.goto("/pacientes/");
  await sees(outline("Pacientes"));
  session();
  await sees(title("Pacientes"));
  await go(page, "Facturación");
  await sees(outline("Facturación"));
  code();
  await sees(title("Facturación"));
  assert.equal(await outline("Facturación").count(), 0);
  await page.goto("/agenda/");
  await sees(page.getByRole("region", { name: "Agenda", exact: true }));
  assert.equal(await page.evaluate(() => window.emptyFrames), 0);
});

story("a visit is booked under the thumb", async ({ enter }) => {
  const [desk, doctor, somebody] = await Promise.all([
    clinic.person("Recepci", "Paola Rivadeneira"),
    clinic.dentist(`Dr. Galo Naranjo ${clinic.unique()}`),
    clinic.patient("Inés", "Tapia"),
  ]);
  const page = await enter(desk, "/agenda/", PHONE);
  await button(page, "Nueva cita").tap();
  const form = page.getByRole("dialog", { name: "Nueva cita" });
  await form.getByRole("combobox", { name: "Paciente" }).tap();
  await page.keyboard.type(somebody.document_number);
  await page.getByRole("option", { name: "Inés Tapia" }).tap();
  await form.getByRole("combobox", { name: "Profesional" }).tap();
  await page.getByRole("option", { name: doctor.name }).tap();
  // Beyond what the example clinic has booked: the room that is offered is free.
  await form.getByLabel("Fecha").fill(clinic.written(clinic.dayAhead(90)));
  await form.getByLabel("Desde").fill("9");
  await form.getByLabel("Hasta").focus();
  await picture(page, "telefono-nueva-cita");
  await button(form, "Agendar cita").tap();
  await form.waitFor({ state: "hidden" });
  const { data } = await doctor.admin.api.get(`/citas/appointments?patient_id=${somebody.id}`);
  assert.equal(data.length, 1);
});
