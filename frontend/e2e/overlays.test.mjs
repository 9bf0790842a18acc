// What is open over a page belongs to the browser's history: back closes it, on a phone too.
import assert from "node:assert/strict";
import { eventually } from "./harness/api.mjs";
import * as clinic from "./harness/clinic.mjs";
import { button, gone, sees, sheet } from "./harness/pages.mjs";
import { story } from "./harness/story.mjs";

const DAY = clinic.dayAhead(3);
const SIZES = { desktop: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

const overlays = (page) => page.evaluate(() => history.state?.overlay?.depth ?? 0);
const stand = (page, wanted) =>
  eventually(async () => (await overlays(page)) === wanted, `${wanted} overlays in the history`);
const title = (page, wanted) => eventually(async () => (await page.title()) === wanted, `the title «${wanted}»`);
const at = (page, wanted) =>
  eventually(
    () => page.url().endsWith(wanted),
    () => `${wanted}, and not ${page.url()}`,
  );

async function visit() {
  const [doctor, desk, patient] = await Promise.all([
    clinic.dentist(`Nadia ${clinic.unique()}`),
    clinic.person("Recepci", "Paola Rivadeneira"),
    clinic.patient("Rosario", `Cedeño ${clinic.unique()}`),
  ]);
  const made = await clinic.appointment(patient.id, doctor.id, clinic.at(DAY, "09:00"));
  return { doctor, desk, patient, made, path: `/agenda/?fecha=${DAY}&prof=${doctor.id}` };
}

for (const [size, viewport] of Object.entries(SIZES)) {
  story(`back closes panel, sheet and dialog one after the other: ${size}`, async ({ enter, step }) => {
    const { desk, path, patient } = await visit();
    const page = await enter(desk, "/pacientes/", { viewport });
    await sees(page.getByRole("heading", { name: "Pacientes", level: 1 }));
    await page.evaluate((to) => window.history.pushState(null, "", to), path);
    await page.reload();
    const panel = size === "phone" ? sheet(page, patient.full_name) : page.getByRole("complementary", { name: "Cita" });
    const block = page.locator(".ec-event.is-appointment").getByRole("button").filter({ hasText: "Cedeño" });

    await step("the panel with a dialog over it", async () => {
      await block.click();
      await sees(panel);
      await stand(page, 1);
      await button(panel, "Más acciones").click();
      await page.getByRole("menuitem", { name: "Cancelar cita" }).click();
      const question = page.getByRole("alertdialog");
      await sees(question);
      await stand(page, 2);
      await page.goBack();
      await gone(question);
      await sees(panel);
      await page.goBack();
      await gone(panel);
      await stand(page, 0);
      await at(page, path);
    });

    await step("closed by its button it leaves nothing behind, and forward opens nothing", async () => {
      await block.click();
      await stand(page, 1);
      await button(panel, "Cerrar la cita").click();
      await gone(panel);
      await stand(page, 0);
      await page.goForward().catch(() => undefined);
      await page.waitForTimeout(300);
      await stand(page, 0);
      assert.equal(await panel.count(), 0);
    });

    await step("unsaved text asks, and stays", async () => {
      await page.getByRole("button", { name: "Nueva cita" }).first().click();
      const form = sheet(page, "Nueva cita");
      await stand(page, 1);
      await form.getByLabel("Motivo").fill("Dolor");
      await page.goBack();
      await sees(page.getByRole("alertdialog", { name: "Cambios sin guardar" }));
      await stand(page, 1);
      await button(page.getByRole("alertdialog"), "Descartar").click();
      await gone(form);
      await stand(page, 0);
      await at(page, path);
    });

    await step(
      "a link in the panel leaves for the file; back comes to the panel, and once more to the day",
      async () => {
        await block.click();
        await sees(panel);
        await stand(page, 1);
        await panel.getByRole("link", { name: "Abrir ficha" }).click();
        await sees(page.getByRole("heading", { name: patient.full_name, level: 1 }));
        await title(page, `${patient.full_name} · Ficha`);
        await page.goBack();
        await sees(panel);
        await title(page, `${patient.full_name} · Cita`);
        await stand(page, 1);
        await page.goBack();
        await gone(panel);
        await title(page, "Agenda · OmniClínica");
        await sees(page.getByRole("region", { name: "Agenda" }));
        await at(page, path);
      },
    );
  });
}

story("a booking by link keeps its day, and Ctrl+Enter books", async ({ enter, trouble }) => {
  const { desk, doctor, patient } = await visit();
  const page = await enter(desk, `/agenda/?fecha=${DAY}&prof=${doctor.id}&nuevo=1&paciente=${patient.id}`);
  const form = sheet(page, "Nueva cita");
  await sees(form.getByRole("combobox", { name: "Paciente" }).filter({ hasText: "Rosario" }));
  assert.equal(await form.getByLabel("Fecha").inputValue(), clinic.written(DAY));
  await form.getByLabel("Desde").fill("11:00");
  await form.getByLabel("Motivo").focus();
  await page.keyboard.press("Control+Enter");
  await gone(form);
  await sees(page.locator(".ec-event.is-appointment").filter({ hasText: "Rosario" }).nth(1));
  assert.deepEqual(trouble.left, []);
});
