// From what the dentist finds to what the patient pays: chart, plan, signature, visit, blue tooth, invoice.
import assert from "node:assert/strict";
import { eventually } from "./harness/api.mjs";
import * as clinic from "./harness/clinic.mjs";
import { button, choose, pick, sees, sheet } from "./harness/pages.mjs";
import { picture, story } from "./harness/story.mjs";

const words = (page) => page.locator("#odontograma-palabras");
const tooth = (page, name) => page.getByRole("option", { name });

story("what was found is planned, signed, booked, done, blue and invoiced", async ({ enter, step }) => {
  const doctor = `Dra. Inés Cobo ${clinic.unique()}`;
  const [dentist, patient, resin] = await Promise.all([
    clinic.dentist(doctor),
    clinic.patient("Teresa", `Llumiquinga ${clinic.unique()}`, { birth_date: "1988-06-11" }),
    clinic.treatment({}, { name: `Resina de dos caras ${clinic.unique()}`, price: "48.00" }),
  ]);
  const { api } = await clinic.administrator();
  const plan = async () => (await api.get(`/historia-clinica/patients/${patient.id}/treatment-plans`)).current;
  const mouth = async () => (await api.get(`/historia-clinica/patients/${patient.id}/odontograms`)).current;
  const page = await enter(dentist, `/odontograma/?id=${patient.id}`);

  await step("caries of two faces, taken to the plan with one key", async () => {
    await tooth(page, /^26 /).click();
    for (const key of ["5", "c", "4", "c"]) await page.keyboard.press(key);
    await sees(words(page).filter({ hasText: "26 Primer molar superior izquierdo: caries mesial y oclusal" }));
    await sees(page.getByText(/^Guardado \d\d:\d\d$/));
    await page.keyboard.press("+");
    const form = sheet(page, "Agregar ítem");
    await pick(form, "Tratamiento", resin.name);
    assert.equal(await form.getByLabel("Pieza").inputValue(), "26");
    await button(form, "Agregar ítem").click();
    await sees(page.getByRole("checkbox", { name: /^Aceptar Resina de dos caras/ }));
  });

  await step("the patient signs on the screen", async () => {
    await button(page, "Aceptar y firmar").click();
    const form = sheet(page, "Aceptar y firmar");
    const pad = form.getByRole("img", { name: "Firma" });
    await pad.scrollIntoViewIfNeeded();
    const { x, y } = await pad.boundingBox();
    await page.mouse.move(x + 40, y + 90);
    await page.mouse.down();
    await page.mouse.move(x + 120, y + 40, { steps: 4 });
    await page.mouse.move(x + 200, y + 100, { steps: 4 });
    await page.mouse.up();
    await button(form, "Acepto y firmo").click();
    await sees(page.getByText("Por agendar"));
    await picture(page, "plan-firmado");
  });

  await step("it is booked from the plan", async () => {
    await button(page, /^Acciones de Resina de dos caras/).click();
    await page.getByRole("menuitem", { name: "Agendar" }).click();
    const form = sheet(page, "Nueva cita");
    await sees(form.getByText(/Resina de dos caras/));
    await choose(form, "Profesional", doctor);
    await form.getByLabel("Fecha").fill(clinic.written(clinic.dayAhead(0)));
    await form.getByLabel("Desde").fill("10:00");
    await form.getByLabel("Hasta").press("Tab");
    await button(form, "Agendar cita").click();
    await eventually(async () => (await api.get(`/citas/appointments?patient_id=${patient.id}`)).data, "the visit");
  });

  const {
    data: [visit],
  } = await api.get(`/citas/appointments?patient_id=${patient.id}`);
  await step("while it is attended a note is begun, and the visit ends", async () => {
    await dentist.api.post(`/historia-clinica/patients/${patient.id}/notes`, {
      reason: "Resina de la pieza 26",
      plan: "Control en seis meses",
      appointment_id: visit.id,
    });
    await page.goto(`/agenda/?cita=${visit.id}`);
    for (const move of ["Confirmar", "Llegó", "Atender", "Finalizar atención"])
      await button(page.getByRole("complementary", { name: "Cita" }), move).click();
    await eventually(async () => (await plan()).items[0].status === "DONE", "the item is done");
  });

  await step("the tooth is blue, in the draft of the note, and signed with it", async () => {
    const drawn = await mouth();
    assert.deepEqual(
      drawn.findings.map(({ kind, state }) => [kind, state]),
      [["FILLING", "DONE"]],
    );
    const { data: notes } = await api.get(`/historia-clinica/patients/${patient.id}/notes`);
    assert.equal(drawn.note_id, notes[0].id);
    await dentist.api.post(`/historia-clinica/notes/${notes[0].id}/sign`);
    assert.equal((await mouth()).status, "SIGNED");
    await page.goto(`/odontograma/?id=${patient.id}`);
    await sees(tooth(page, /^26 .*obturación mesial y oclusal$/));
    await picture(page, "plan-azul");
  });

  await step("billing has the draft at the price that was signed, and the plan says so once it is issued", async () => {
    const { data: invoices } = await eventually(async () => {
      const found = await api.get(`/facturacion/invoices?patient_id=${patient.id}`);
      return found.data.length > 0 && found;
    }, "the draft");
    assert.equal(invoices[0].total, "48.00");
    await api.post(`/facturacion/invoices/${invoices[0].id}/issue`);
    await page.goto(`/plan/?id=${patient.id}`);
    await sees(page.getByRole("img", { name: /Hecho 100 %, Facturado 100 %, Pagado 0 %/ }));
    await picture(page, "plan-facturado");
  });
});
