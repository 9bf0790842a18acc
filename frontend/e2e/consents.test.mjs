// A consent that is read and signed far from the clinic's screen.
import * as clinic from "./harness/clinic.mjs";
import { button, fitsSideways, sees, sheet } from "./harness/pages.mjs";
import { glance, picture, story } from "./harness/story.mjs";

story("a consent is sent to the patient's phone, signed with a finger and there at once", async ({ enter, open }) => {
  const { api } = await clinic.administrator();
  const name = `Exodoncia ${clinic.unique()}`;
  await api.post("/historia-clinica/consent-templates", {
    name,
    body: "## Riesgos\nDolor e inflamación de tres a cinco días.\nLe explicó {profesional} a {paciente}.",
  });
  const [patient, doctor] = await Promise.all([clinic.patient("Rosario", "Cedeño"), clinic.dentist("Dra. Lucía Mora")]);
  const desk = await enter(doctor, `/pacientes/ver/?id=${patient.id}&tab=consentimientos`);
  await button(desk, "Hacer firmar").first().click();
  await button(sheet(desk, "¿Qué se va a firmar?"), name).click();
  await button(sheet(desk, name), "Que firme en su teléfono").click();
  const given = sheet(desk, `Firmar «${name}» en su teléfono`).getByLabel("Enlace");
  await sees(desk.getByRole("link", { name: "WhatsApp" }));
  const { pathname, hash } = new URL(await given.inputValue());

  const phone = await open({ viewport: { width: 390, height: 844 }, hasTouch: true, path: pathname + hash });
  await sees(phone.getByText("Dolor e inflamación de tres a cinco días."));
  await fitsSideways(phone);
  const pad = phone.getByRole("img", { name: "Firma" });
  await pad.scrollIntoViewIfNeeded();
  const { x, y } = await pad.boundingBox();
  await phone.mouse.move(x + 40, y + 90);
  await phone.mouse.down();
  await phone.mouse.move(x + 120, y + 40, { steps: 4 });
  await phone.mouse.move(x + 200, y + 100, { steps: 4 });
  await phone.mouse.up();
  await picture(phone, "firmar-telefono");
  await button(phone, "Acepto y firmo").click();
  await sees(phone.getByText(/^Firmado, el/));
  await glance(phone, "firmado");
  // Its address holds the link, which is no session.
  await phone.close();

  await button(desk, "Cerrar").first().click();
  await sees(desk.getByRole("region", { name: "Consentimientos" }).getByText(/en su teléfono/));
});
