// An hour that somebody gives back is offered to who waits, accepted on a phone, and gone for the next.
import assert from "node:assert/strict";
import * as clinic from "./harness/clinic.mjs";
import { eventually } from "./harness/api.mjs";
import { button, fitsSideways, notice, sees, sheet } from "./harness/pages.mjs";
import { glance, picture, story } from "./harness/story.mjs";

const DAY = clinic.dayAhead(2);
const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true };

story("an hour that is given back goes to the first who accepts on a phone", async ({ enter, open, trouble }) => {
  const { api } = await clinic.administrator();
  const [doctor, desk, treatment] = await Promise.all([
    clinic.dentist(`Dra. Elena Paz ${clinic.unique()}`),
    clinic.person("Recepci", "Paola Rivadeneira"),
    clinic.treatment({}, { name: `Curación ${clinic.unique()}`, duration_minutes: 30 }),
  ]);
  const mark = clinic.unique();
  const [gives, first, second] = await Promise.all(
    ["Inés", "Estefanía", "Marisol"].map((name) => clinic.patient(name, `Borja ${mark}`)),
  );
  const visit = await clinic.appointment(gives.id, doctor.id, clinic.at(DAY, "15:30"), [treatment.id]);
  for (const { id } of [first, second])
    await api.post("/citas/waitlist", {
      patient_id: id,
      treatments: [{ treatment_id: treatment.id }],
      doctor_id: doctor.id,
    });

  // Given back in the agenda: who could come is said there.
  const page = await enter(desk, `/agenda/?cita=${visit.id}`);
  await button(page, "Cancelar", { exact: true }).click();
  const question = page.getByRole("alertdialog");
  await question.getByRole("textbox").fill("Viaja");
  await button(question, "Cancelar cita").click();
  await sees(page.getByText(/personas podrían venir/));
  await picture(page, "hueco-en-la-agenda");
  await page.getByRole("link", { name: "Ofrecer" }).click();

  // Chosen on the list, and offered to both.
  await sees(page.getByRole("heading", { name: "Lista de espera" }));
  for (const { full_name } of [first, second])
    await page.getByRole("checkbox", { name: `Elegir a ${full_name}` }).check();
  await picture(page, "lista-espera-elegir");
  await button(page.getByRole("region", { name: "Quienes esperan" }), /^Ofrecer/).click();
  await notice(page, "Ofrecida a 2 personas");
  const paths = [];
  for (const { full_name } of [first, second]) {
    await button(page, `Enviar el enlace a ${full_name}`).click();
    const dialog = sheet(page, `Ofrecer a ${full_name}`);
    await sees(dialog.getByRole("link", { name: "WhatsApp" }));
    const { pathname, hash } = new URL(await dialog.getByLabel("Enlace").inputValue());
    paths.push(pathname + hash);
    await button(dialog, "Cerrar").first().click();
  }

  const [one, two] = [await open({ ...PHONE, path: paths[0] }), await open({ ...PHONE, path: paths[1] })];
  for (const phone of [one, two]) await sees(phone.getByText("15:30", { exact: true }));
  await fitsSideways(one);
  await picture(one, "oferta-telefono");
  await button(one, "Sí, la tomo").click();
  await sees(one.getByRole("heading", { name: "Le esperamos, Estefanía" }));
  await glance(one, "oferta-aceptada");
  trouble.expect("410 POST /api/citas/shared/waitlist-offer");
  await button(two, "Sí, la tomo").click();
  await sees(two.getByText(/ya la tomó otra persona/));
  await picture(two, "oferta-perdida");
  await two.reload();
  await sees(two.getByRole("heading", { name: "Esa hora ya no está" }));
  await one.close();
  await two.close();

  const { data } = await api.get(`/citas/appointments?patient_id=${first.id}`);
  assert.equal(Date.parse(data[0].start_time), Date.parse(clinic.at(DAY, "15:30")));
  await page.reload();
  await eventually(() => page.getByText("Tomada").first().isVisible(), "the hour shown as taken");
  await sees(page.getByRole("link", { name: "Ver cita" }));
  await picture(page, "lista-espera-tomada");
});
