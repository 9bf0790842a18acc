// Ctrl K: everything one may see, and what can be done with it.
import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import * as clinic from "./harness/clinic.mjs";
import { sees } from "./harness/pages.mjs";
import { picture, story } from "./harness/story.mjs";

const open = async (page, text) => {
  await page.keyboard.press("Control+k");
  await page.getByRole("dialog", { name: "Buscar" }).getByRole("combobox").fill(text);
};
const group = (page, name) => page.getByRole("group", { name, exact: true });

story(
  "the search finds patient, visit and invoice by the phone or the number, and books from the hit",
  async ({ enter }) => {
    const desk = await clinic.person("Recepci", "Paola Rivadeneira");
    const doctor = await clinic.dentist(`Dr. Bruno Reyes ${clinic.unique()}`);
    const digits = String(randomInt(1e7, 9.9e7));
    const somebody = await clinic.patient("Jimena", `Arteaga ${clinic.unique()}`, { phone: `09${digits}` });
    await clinic.appointment(somebody.id, doctor.id, clinic.at(clinic.dayAhead(2), "10:00"));
    const draft = await desk.api.post("/facturacion/invoices", {
      patient_id: somebody.id,
      buyer: { id_type: "05", document: somebody.document_number, name: somebody.full_name },
      lines: [{ kind: "OTHER", description: "Certificado", quantity: "1", unit_price: "20.00", iva_code: "0" }],
    });
    const { number } = await desk.api.post(`/facturacion/invoices/${draft.id}/issue`);

    const page = await enter(desk, "/agenda/");
    await sees(page.getByRole("heading", { level: 1 }));
    const asked = [];
    page.on("request", (request) => {
      const { pathname, search } = new URL(request.url());
      if (/[?&](q|search)=/.test(search)) asked.push(pathname);
    });
    const phone = `09${digits[0]} ${digits.slice(1, 4)} ${digits.slice(4)}`;
    await open(page, phone);
    const hit = group(page, "Pacientes").getByRole("option").first();
    await sees(hit.getByText(phone.slice(1), { exact: false }));
    await sees(group(page, "Citas").getByRole("option", { name: /Jimena Arteaga/ }));
    assert.deepEqual([...new Set(asked)].length, asked.length, `each kind is asked once: ${asked}`);
    assert.ok(asked.length <= 5, `${asked.length} requests`);
    await picture(page, "buscar-telefono");

    await page.keyboard.press("ArrowRight");
    await sees(page.getByRole("option", { name: "Escribir por WhatsApp" }));
    await page.getByRole("option", { name: "Dar una cita" }).click();
    await sees(page.getByRole("dialog", { name: "Nueva cita" }).getByText(/Jimena Arteaga/));

    await page.goto("/pacientes/");
    await sees(page.getByRole("heading", { name: "Pacientes", level: 1 }));
    await open(page, number);
    await sees(group(page, "Facturas").getByRole("option", { name: new RegExp(number) }));
    await page.keyboard.press("ArrowRight");
    await page.getByRole("option", { name: /^Cobrar/ }).click();
    await page.waitForFunction(() => document.activeElement?.getAttribute("name") === "amount");
  },
);

story("the search keeps to what the role may see", async ({ enter }) => {
  const keeper = await clinic.person("Bodega", "Marcelo Zambrano");
  const product = await clinic.product([["4.000", "4.00", "2031-01-31"]]);
  const page = await enter(keeper, "/inventario/");
  await sees(page.getByRole("heading", { name: "Inventario", level: 1 }));
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await open(page, product.name);
  await sees(group(page, "Productos").getByRole("option", { name: new RegExp(product.name) }));
  assert.deepEqual(
    asked.filter((path) => /patients|appointments|invoices|practitioners/.test(path)),
    [],
  );
});
