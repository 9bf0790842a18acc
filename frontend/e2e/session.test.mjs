// A session that ends while somebody works takes nothing of theirs with it.
import assert from "node:assert/strict";
import * as clinic from "./harness/clinic.mjs";
import { eventually } from "./harness/api.mjs";
import { button, logInByHand, logOut, sees, sheet } from "./harness/pages.mjs";
import { picture, story } from "./harness/story.mjs";
import { settled } from "./harness/tour.mjs";

/** The session's cookie is over its time. */
const expire = (page) => page.context().clearCookies();

story("a session ends in the middle of a note, and not a word of it is lost", async ({ enter, trouble }) => {
  const [doctor, somebody] = await Promise.all([
    clinic.dentist("Dra. Verónica Salazar"),
    clinic.patient("Ana", "Pérez"),
  ]);
  const page = await enter(doctor, `/pacientes/ver/?id=${somebody.id}&tab=notas&nota=nueva`);
  await page.getByLabel("Motivo de consulta").fill("Dolor en la pieza 26");
  await sees(page.getByText(/Borrador guardado a las/));

  await expire(page);
  trouble.expect("401 ");
  await page.getByLabel("Subjetivo").fill("Dolor al frío desde hace una semana.");
  await page.getByRole("textbox", { name: "Plan" }).fill("Restauración con resina.");
  const ended = page.getByRole("dialog", { name: "Su sesión terminó" });
  await sees(ended);
  await picture(page, "sesion-terminada");
  await ended.getByLabel("Contraseña").fill("no es esta clave");
  await button(ended, "Continuar").click();
  await sees(ended.getByRole("alert"));
  await ended.getByLabel("Contraseña").fill(clinic.PASSWORD);
  await button(ended, "Continuar").click();
  await ended.waitFor({ state: "hidden" });

  assert.equal(await page.getByLabel("Motivo de consulta").inputValue(), "Dolor en la pieza 26");
  assert.equal(await page.getByLabel("Subjetivo").inputValue(), "Dolor al frío desde hace una semana.");
  assert.equal(await page.getByRole("textbox", { name: "Plan" }).inputValue(), "Restauración con resina.");
  const saved = await eventually(async () => {
    const { api } = await clinic.administrator();
    const { data } = await api.get(`/historia-clinica/patients/${somebody.id}/notes`);
    return data.find(({ plan }) => plan === "Restauración con resina.");
  }, "the note on the server");
  assert.deepEqual([saved.status, saved.subjective], ["DRAFT", "Dolor al frío desde hace una semana."]);
});

story("a session that ends with nothing typed comes back to the same page", async ({ enter, trouble }) => {
  const desk = await clinic.person("Recepci", "Paola Rivadeneira");
  const page = await enter(desk, "/pacientes/");
  await sees(page.getByRole("heading", { name: "Pacientes", level: 1 }));
  // The bell asks once the page rests: its question must not be the one that finds the session over.
  await page.waitForFunction(() =>
    performance.getEntriesByType("resource").some(({ name }) => name.includes("status=PENDING")),
  );
  await settled(page);
  await expire(page);
  trouble.expect("401 ");
  await page.getByRole("searchbox").fill("Vélez");
  await sees(page.getByRole("heading", { name: "Ingresar" }));
  await logInByHand(page, desk.email, clinic.PASSWORD);
  await sees(page.getByRole("heading", { name: "Pacientes", level: 1 }));
  assert.equal(new URL(page.url()).searchParams.get("search"), "Vélez");
});

story(
  "who logs out is out, in every tab, and what was typed in one of them is kept behind the password",
  async ({ enter, trouble }) => {
    const desk = await clinic.person("Recepci", "Paola Rivadeneira");
    const page = await enter(desk, "/agenda/");
    await sees(page.getByRole("navigation", { name: "Principal", exact: true }));
    const [reading, writing] = await Promise.all([page.context().newPage(), page.context().newPage()]);
    await reading.goto("/pacientes/");
    await sees(reading.getByRole("heading", { name: "Pacientes", level: 1 }));
    await writing.goto("/pacientes/");
    await button(writing, "Nuevo paciente").first().click();
    const names = sheet(writing, "Nuevo paciente").getByLabel("Nombres");
    await names.fill("Julián Andrés");
    trouble.expect("401 ");
    await logOut(page);
    await sees(reading.getByRole("heading", { name: "Ingresar" }));
    const ended = writing.getByRole("dialog", { name: "Su sesión terminó" });
    await sees(ended);
    await ended.getByLabel("Contraseña").fill(clinic.PASSWORD);
    await button(ended, "Continuar").click();
    await ended.waitFor({ state: "hidden" });
    assert.equal(await names.inputValue(), "Julián Andrés");
  },
);
