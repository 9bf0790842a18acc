// Whoever waits is charged in two keystrokes; whoever comes without an appointment gets an account in place.
import assert from "node:assert/strict";
import * as clinic from "./harness/clinic.mjs";
import { eventually } from "./harness/api.mjs";
import { button, pick, sees } from "./harness/pages.mjs";
import { glance, story } from "./harness/story.mjs";

/** Counts every key that goes down from now on, whoever listens to it. */
const countKeys = (page) =>
  page.evaluate(() => {
    window.keysPressed = [];
    window.addEventListener("keydown", ({ key }) => window.keysPressed.push(key), { capture: true });
  });
const keysPressed = (page) => page.evaluate(() => window.keysPressed);

story("an account is opened without an appointment, and charged with two keys", async ({ enter }) => {
  const { api } = await clinic.administrator();
  const [cashier, patient, treatment] = await Promise.all([
    clinic.person("Caja", `Marcelo ${clinic.unique()}`),
    clinic.patient("Rosa", `Tipán ${clinic.unique()}`),
    clinic.treatment({}, { name: `Radiografía ${clinic.unique()}`, price: "25.00" }),
  ]);
  await clinic.openTill(cashier);
  const page = await enter(cashier, "/caja/");
  await sees(page.getByRole("region", { name: "Quién espera" }));

  await page.keyboard.press("n");
  const account = page.getByRole("region", { name: "Cuenta nueva" });
  await pick(account, "De quién es", patient.full_name);
  await pick(account, "Agregar un tratamiento", treatment.name);
  await sees(button(page, /Cobrar y emitir \$25,00/));
  await page.waitForLoadState("networkidle");
  await glance(page, "caja");

  await countKeys(page);
  await page.keyboard.press("c");
  await page.keyboard.press("Enter");
  await sees(page.getByText("Cobrados $25,00"));
  assert.deepEqual(await keysPressed(page), ["c", "Enter"]);
  await glance(page, "cobrado");

  const [invoice] = await eventually(
    async () => (await api.get(`/facturacion/invoices?patient_id=${patient.id}&payment_status=PAID`)).data,
  );
  assert.equal(invoice.status, "ISSUED");
  const { payments } = await api.get(`/facturacion/invoices/${invoice.id}`);
  assert.deepEqual(
    payments.map(({ method, amount }) => [method, amount]),
    [["CASH", "25.00"]],
  );
});
