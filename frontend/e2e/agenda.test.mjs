// The agenda as a receptionist moves it: by hand, and put back when the hour is taken.
import assert from "node:assert/strict";
import * as clinic from "./harness/clinic.mjs";
import { eventually } from "./harness/api.mjs";
import { button, notice, sees, sheet } from "./harness/pages.mjs";
import { picture, story } from "./harness/story.mjs";

const DAY = clinic.dayAhead(2);
const QUARTER = 18; // pixels of the board, in the compact density that everybody begins with
const block = (page, name) => page.locator(".ec-event.is-appointment").filter({ hasText: name });

/** Two visits of a quarter of an hour with one dentist, an hour apart, and the receptionist who looks at them. */
async function morning(first, second) {
  const [doctor, desk] = await Promise.all([
    clinic.dentist(`Dr. Patricio Andrade ${clinic.unique()}`),
    clinic.person("Recepci", "Paola Rivadeneira"),
  ]);
  const [one, two] = await Promise.all([clinic.patient(first, "Cedeño"), clinic.patient(second, "Moreira")]);
  const visits = [
    await clinic.appointment(one.id, doctor.id, clinic.at(DAY, "09:00")),
    await clinic.appointment(two.id, doctor.id, clinic.at(DAY, "10:00")),
  ];
  return { doctor, desk, one, two, visits, path: `/agenda/?fecha=${DAY}&prof=${doctor.id}` };
}

async function drag(page, locator, { down = 0 }) {
  await locator.scrollIntoViewIfNeeded();
  const box = await locator.boundingBox();
  const [x, y] = [box.x + box.width / 2, box.y + 8];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x, y + down / 2, { steps: 4 });
  await page.mouse.move(x, y + down, { steps: 4 });
  await page.mouse.up();
}

const startOf = async (visit) => {
  const { api } = await clinic.administrator();
  return Date.parse((await api.get(`/citas/appointments/${visit.id}`)).start_time);
};

story(
  "a visit dragged onto another is put back, with the reason and the next free hours",
  async ({ enter, trouble }) => {
    const { desk, path, visits } = await morning("Rosario", "Byron");
    const page = await enter(desk, path);
    const moved = block(page, "Rosario");
    await sees(moved);
    const before = await moved.boundingBox();

    trouble.expect(`409 PATCH /api/citas/appointments/${visits[0].id}`);
    await drag(page, moved, { down: 4 * QUARTER });
    const refusal = page.getByRole("dialog", { name: /Rosario Cedeño sigue donde estaba/ });
    await sees(refusal.getByText(/ocupado de 10:00/));
    await sees(refusal.getByText(/Byron Moreira/));
    const slots = refusal.getByRole("group", { name: "Siguientes horas libres" }).getByRole("button");
    assert.equal(await slots.count(), 3);
    await picture(page, "choque-al-arrastrar");
    await button(refusal, "Dejar donde estaba").click();

    assert.deepEqual(await moved.boundingBox(), before, "the block is where it was");
    assert.equal(await startOf(visits[0]), Date.parse(clinic.at(DAY, "09:00")));
  },
);

story("the next free hour is one click away", async ({ enter, trouble }) => {
  const { desk, path, visits } = await morning("Gladys", "Wilson");
  const page = await enter(desk, path);
  await sees(block(page, "Gladys"));
  trouble.expect(`409 PATCH /api/citas/appointments/${visits[0].id}`);
  await drag(page, block(page, "Gladys"), { down: 4 * QUARTER });
  const refusal = page.getByRole("dialog", { name: /sigue donde estaba/ });
  const slot = refusal.getByRole("group", { name: "Siguientes horas libres" }).getByRole("button").first();
  const time = (await slot.textContent()).trim();
  await slot.click();
  await notice(page, `Gladys Cedeño`);
  await eventually(async () => (await startOf(visits[0])) === Date.parse(clinic.at(DAY, time)), `the move to ${time}`);
});

story("a visit dragged to a free hour stays there, and one click takes it back", async ({ enter }) => {
  const { desk, path, visits } = await morning("Narcisa", "Fausto");
  const page = await enter(desk, path);
  await sees(block(page, "Narcisa"));
  await drag(page, block(page, "Narcisa"), { down: 8 * QUARTER });
  await notice(page, /Narcisa Cedeño/);
  assert.equal(await startOf(visits[0]), Date.parse(clinic.at(DAY, "11:00")));
  await button(page, "Deshacer").click();
  await eventually(async () => (await startOf(visits[0])) === Date.parse(clinic.at(DAY, "09:00")), "the way back");
});

story("a visit is moved with Alt and the arrows", async ({ enter }) => {
  const { desk, path, visits } = await morning("Elvia", "Hugo");
  const page = await enter(desk, path);
  await sees(block(page, "Elvia"));
  await block(page, "Elvia").getByRole("button").focus();
  await page.keyboard.press("Alt+ArrowUp");
  await page.keyboard.press("Alt+ArrowUp");
  await notice(page, /Elvia Cedeño/);
  assert.equal(await startOf(visits[0]), Date.parse(clinic.at(DAY, "08:30")));
});

story("a click on a free hour books it for a patient registered on the spot", async ({ enter }) => {
  const { desk, path, doctor } = await morning("Carmen", "Iván");
  const page = await enter(desk, path);
  await sees(block(page, "Carmen"));
  await page.locator(".ec-event.is-free").filter({ hasText: "10:15" }).click();
  const form = sheet(page, "Nueva cita");
  await form.getByRole("combobox", { name: "Paciente" }).click();
  await page.keyboard.type("Lucía Paredes");
  await page.getByRole("option", { name: "Registrar a «Lucía Paredes»" }).click();
  const fresh = form.getByRole("group", { name: "Paciente nuevo" });
  await fresh.getByLabel("Número de cédula").fill(clinic.cedula());
  await sees(fresh.getByText("Número válido."));
  await button(fresh, "Registrar paciente").click();
  await sees(form.getByRole("combobox", { name: "Paciente" }).filter({ hasText: "Lucía Paredes" }));
  await picture(page, "cita-desde-hora-libre");
  await button(form, "Agendar cita").click();
  await sees(block(page, "Lucía Paredes"));
  const { api } = await clinic.administrator();
  const { data } = await api.get(`/citas/appointments?doctor_id=${doctor.id}`);
  const booked = data.find(({ patient }) => patient.name === "Lucía Paredes");
  assert.equal(Date.parse(booked.start_time), Date.parse(clinic.at(DAY, "10:15")));
});
