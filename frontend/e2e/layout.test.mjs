// Room: the menu's icons, tables that leave out what matters least, heads that stay, pages that do not jump, and paper.
import assert from "node:assert/strict";
import * as clinic from "./harness/clinic.mjs";
import { button, sees } from "./harness/pages.mjs";
import { story } from "./harness/story.mjs";
import { settled, tour } from "./harness/tour.mjs";

const PHONE = { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true, deviceScaleFactor: 1 };

story("a table at 1024 px keeps its state and its row's menu", async ({ enter }) => {
  const { admin } = await tour();
  const page = await enter(admin, "/usuarios/", { viewport: { width: 1024, height: 768 } });
  await sees(page.getByRole("columnheader", { name: "Estado" }));
  await sees(page.getByRole("button", { name: /^Acciones de/ }).first());
});

story("the menu is icons on a small screen and beside an open visit", async ({ enter }) => {
  const { admin, pages } = await tour();
  const page = await enter(admin, "/pacientes/", { viewport: { width: 1024, height: 768 } });
  const menu = page.locator("aside").filter({ has: page.getByRole("navigation", { name: "Principal", exact: true }) });
  const width = async () => Math.round((await menu.boundingBox()).width);
  await sees(page.getByRole("heading", { name: "Pacientes", level: 1 }));
  assert.equal(await width(), 56);
  await page.setViewportSize({ width: 1440, height: 900 });
  assert.equal(await width(), 232);
  await page.goto(pages.find((path) => path.includes("?cita=")));
  await sees(page.getByRole("complementary", { name: "Cita" }));
  assert.equal(await width(), 56);
});

story("who charges has the button in view, however many wait", async ({ enter }) => {
  const cashier = await clinic.person("Caja", "Marlene Quispe");
  await clinic.openTill(cashier);
  const page = await enter(cashier, "/caja/", { viewport: { width: 1440, height: 900 } });
  const queue = page.getByRole("region", { name: "Quién espera" });
  await sees(queue.getByText("Salieron sin pagar"));
  const charge = page.getByRole("region", { name: "Cobro" }).getByRole("button", { name: /^Cobrar/ });
  await sees(charge);
  const longest = await queue.evaluate((list) => list.querySelector(".overflow-y-auto").scrollHeight);
  assert.ok(longest > 900, "more wait than the window is high");
  const { y, height } = await charge.boundingBox();
  assert.ok(y + height <= 900, `the button ends at ${y + height}`);
});

story("the head of a list stays in view, and a page of patients asks its neighbours once", async ({ enter }) => {
  const { admin } = await tour();
  const page = await enter(admin, "/cuenta/", { viewport: { width: 1280, height: 300 } });
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.goto("/pacientes/");
  await settled(page);
  for (const path of ["/api/citas/appointments/of-patients", "/api/facturacion/invoices/balances"])
    assert.equal(asked.filter((one) => one === path).length, 1, path);
  await page.evaluate(() => window.scrollTo(0, 1000));
  const head = await page.locator("main thead").boundingBox();
  assert.equal(Math.round(head.y), 56, "under the top bar");
});

/** Runs in each page: how much of what was seen moved. */
const watchShifts = () => {
  window.shifted = 0;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shifted += entry.value;
  }).observe({ type: "layout-shift", buffered: true });
};

story("a record and a visit do not jump on a phone while they come", async ({ enter }) => {
  const { admin, pages } = await tour();
  const page = await enter(admin, "/cuenta/", PHONE);
  await page.addInitScript(watchShifts);
  for (const path of [
    pages.find((one) => /^\/pacientes\/ver\/\?id=\d+$/.test(one)),
    pages.find((one) => one.includes("?cita=")),
  ]) {
    await page.goto(path);
    await settled(page);
    await page.waitForTimeout(500);
    const shifted = await page.evaluate(() => window.shifted);
    assert.ok(shifted < 0.05, `${path} moved by ${shifted.toFixed(3)}`);
  }
});

story("the day and a signed note come on paper, as PDF", async ({ enter }) => {
  const doctor = await clinic.dentist(`Dra. Elena Prado ${clinic.unique()}`);
  const somebody = await clinic.patient("Inés", "Tapia");
  await clinic.appointment(somebody.id, doctor.id, clinic.at(clinic.dayAhead(3), "10:00"));
  const note = await doctor.api.post(`/historia-clinica/patients/${somebody.id}/notes`, {
    reason: "Control",
    plan: "Cepillado con técnica de Bass",
  });
  await doctor.api.post(`/historia-clinica/notes/${note.id}/sign`);

  const page = await enter(doctor, `/agenda/?fecha=${clinic.dayAhead(3)}`);
  await sees(page.getByText("Inés Tapia"));
  await button(page, "Opciones de la agenda").click();
  const day = await page.getByRole("menuitem", { name: "El día en PDF, para imprimir" }).getAttribute("href");
  const paper = await page.request.get(day);
  assert.equal(paper.headers()["content-type"], "application/pdf");

  await page.goto(`/pacientes/ver/?id=${somebody.id}&tab=notas`);
  const form = await page.getByRole("link", { name: "Imprimir", exact: true }).getAttribute("href");
  const printed = await page.request.get(form);
  assert.equal(printed.headers()["content-type"], "application/pdf");
});

/** Runs in the page: where the comma of each of these figures stands, to the pixel. */
const commas = (cells) =>
  cells.flatMap((cell) => {
    const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT);
    for (let text = walk.nextNode(); text; text = walk.nextNode()) {
      const at = text.data.indexOf(",");
      if (at < 0) continue;
      const range = document.createRange();
      range.setStart(text, at);
      range.setEnd(text, at + 1);
      return [Math.round(range.getBoundingClientRect().left)];
    }
    return [];
  });

story("figures side by side stand on one line, and costs below each other at their commas", async ({ enter }) => {
  const { admin } = await tour();
  const page = await enter(admin, "/panel/", { viewport: { width: 1440, height: 900 } });
  const figures = page.getByRole("region", { name: /^Cifras de/ }).locator("p.tabular-nums > span:first-child");
  await sees(figures.first());
  await settled(page);
  const feet = await figures.evaluateAll((all) => all.map((one) => one.getBoundingClientRect().bottom));
  assert.equal(feet.length, 4);
  assert.ok(Math.max(...feet) - Math.min(...feet) < 1, `the figures end at ${feet}`);

  await page.goto("/inventario/");
  await settled(page);
  const heads = await page.locator("main thead th").allTextContents();
  const column = heads.findIndex((head) => head.trim() === "Costo") + 1;
  const places = await page.locator(`main tbody td:nth-child(${column})`).evaluateAll(commas);
  assert.ok(places.length >= 5, "a column of costs");
  assert.equal(new Set(places).size, 1, `the commas stand at ${[...new Set(places)]}`);
});

story("an address without its last slash is the same page, without a complaint", async ({ enter }) => {
  const { admin } = await tour();
  const page = await enter(admin, "/pacientes");
  await sees(page.getByRole("heading", { name: "Pacientes", level: 1 }));
  assert.equal(new URL(page.url()).pathname, "/pacientes/");
});
