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

/** Where a block is. The board may draw its blocks anew just now: for a moment there is none. */
const boxOf = (locator) => eventually(() => locator.boundingBox(), "a block on the board");

async function drag(page, locator, { down = 0 }) {
  // `hover` waits for one that stays, and the drag begins where it is.
  await locator.hover({ position: { x: 40, y: 8 } });
  const box = await boxOf(locator);
  await page.mouse.down();
  const [x, y] = [box.x + 40, box.y + 8];
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
    const before = await boxOf(moved);

    trouble.expect(`409 PATCH /api/citas/appointments/${visits[0].id}`);
    await drag(page, moved, { down: 4 * QUARTER });
    const refusal = page.getByRole("dialog", { name: /Rosario Cedeño sigue donde estaba/ });
    await sees(refusal.getByText(/ocupado de 10:00/));
    await sees(refusal.getByText(/Byron Moreira/));
    const slots = refusal.getByRole("group", { name: "Siguientes horas libres" }).getByRole("button");
    assert.equal(await slots.count(), 3);
    await picture(page, "choque-al-arrastrar");
    await button(refusal, "Dejar donde estaba").click();

    // The board takes the drawing away and draws the block anew: for a moment it has no box.
    const back = await boxOf(moved);
    assert.deepEqual(back, before, "the block is where it was");
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
  // Slowly pressed, each arrow is a move of its own.
  await eventually(async () => (await startOf(visits[0])) === Date.parse(clinic.at(DAY, "08:30")), "the second arrow");
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

/** The hours a board has in view, by its pixels. */
const hoursInView = (page) =>
  page.evaluate(() => {
    const board = document.querySelector(".ec-main");
    const head = board.querySelector(".ec-header").getBoundingClientRect();
    const { bottom } = board.getBoundingClientRect();
    return (Math.min(bottom, window.innerHeight) - head.bottom) / 72;
  });

story(
  "eight hours and every column are in view at 1440 by 900, and one short visit stretches nothing",
  async ({ enter }) => {
    const { desk, path, doctor } = await morning("Zoila", "Aurora");
    const tiny = await clinic.patient("Ramiro", "Cedeño");
    await clinic.appointment(tiny.id, doctor.id, clinic.at(DAY, "11:00"), [], { end_time: clinic.at(DAY, "11:10") });
    const page = await enter(desk, path);
    await sees(block(page, "Ramiro"));
    const hours = await hoursInView(page);
    assert.ok(hours >= 8, `${hours.toFixed(1)} hours are in view`);
    const [nine, ten, short] = await Promise.all(
      ["Zoila", "Aurora", "Ramiro"].map(async (name) => (await boxOf(block(page, name))).y),
    );
    assert.ok(Math.abs(ten - nine - 72) < 1 && Math.abs(short - ten - 72) < 1, "an hour is 72 pixels");
    assert.ok((await boxOf(block(page, "Ramiro"))).height >= 18, "ten minutes can be read");
  },
);

/** How many tiles of pictures the browser draws meanwhile. */
async function tilesDrawn(page, meanwhile) {
  const session = await page.context().browser().newBrowserCDPSession();
  let count = 0;
  session.on("Tracing.dataCollected", ({ value }) => {
    count += value.filter(({ name, ph }) => name === "RasterTask" && ph === "X").length;
  });
  const over = new Promise((done) => session.once("Tracing.tracingComplete", done));
  await session.send("Tracing.start", {
    traceConfig: { includedCategories: ["disabled-by-default-devtools.timeline"] },
  });
  await meanwhile();
  await session.send("Tracing.end");
  await over;
  await session.detach();
  return count;
}

story("the longest day scrolls without being laid out or drawn again", async ({ enter }) => {
  const doctors = await Promise.all([1, 2, 3, 4, 5].map((n) => clinic.dentist(`Dr. Fila ${n} ${clinic.unique()}`)));
  const patients = await Promise.all(doctors.map((_, n) => clinic.patient(`Paciente ${n}`, clinic.unique())));
  const minutes = (count) =>
    `${String(8 + Math.floor(count / 60)).padStart(2, "0")}:${String(count % 60).padStart(2, "0")}`;
  for (let row = 0; row < 24; row++) {
    await Promise.all(
      doctors.map((doctor, n) =>
        clinic.appointment(patients[n].id, doctor.id, clinic.at(DAY, minutes(row * 25)), [], {
          end_time: clinic.at(DAY, minutes(row * 25 + 20)),
        }),
      ),
    );
  }
  const desk = await clinic.person("Recepci", "Paola Rivadeneira");
  const ids = doctors.map(({ id }) => id).join(",");
  const page = await enter(desk, `/agenda/?fecha=${DAY}&prof=${ids}`, { viewport: { width: 1366, height: 620 } });
  await sees(page.locator(".ec-event.is-appointment").nth(119));
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  const counts = async () =>
    Object.fromEntries((await session.send("Performance.getMetrics")).metrics.map(({ name, value }) => [name, value]));
  await page.locator(".ec-main").evaluate((board) => (board.scrollTop = 0));
  await page.waitForTimeout(500);
  const before = await counts();
  let times;
  const drawn = await tilesDrawn(page, async () => {
    times = await page.evaluate(
      () =>
        new Promise((done) => {
          const times = [];
          const board = document.querySelector(".ec-main");
          const next = (time) => {
            times.push(time);
            board.scrollTop += 6;
            if (times.length < 60) requestAnimationFrame(next);
            else done(times);
          };
          requestAnimationFrame(next);
        }),
    );
  });
  const after = await counts();
  assert.ok(
    after.LayoutCount - before.LayoutCount <= 2,
    `${after.LayoutCount - before.LayoutCount} layouts in ${times.length} frames`,
  );
  // A board that is no layer of its own is drawn anew in each frame: some ten tiles every time.
  assert.ok(drawn <= times.length, `${drawn} tiles drawn in ${times.length} frames`);
});

story("registering, booking and the treatment take eight interactions", async ({ enter }) => {
  const { desk, path } = await morning("Delia", "Efraín");
  const treatment = await clinic.treatment();
  const page = await enter(desk, path);
  await sees(block(page, "Delia"));
  let count = 0;
  const once = async (act) => {
    count += 1;
    await act();
  };
  await once(() => page.locator(".ec-event.is-free").filter({ hasText: "10:15" }).click());
  const form = sheet(page, "Nueva cita");
  const patient = form.getByRole("combobox", { name: "Paciente" });
  await sees(patient);
  if (!(await patient.evaluate((node) => node === document.activeElement))) await once(() => patient.focus());
  await once(() => page.keyboard.type("Nelly Paredes"));
  await once(() => page.getByRole("option", { name: "Registrar a «Nelly Paredes»" }).click());
  const fresh = form.getByRole("group", { name: "Paciente nuevo" });
  await sees(fresh);
  await eventually(
    () => fresh.getByLabel("Número de cédula").evaluate((node) => node === document.activeElement),
    "the keyboard at the document",
  );
  await once(() => page.keyboard.type(clinic.cedula()));
  await once(() => page.keyboard.press("Enter"));
  await eventually(
    () => form.getByRole("combobox", { name: "Tratamientos" }).evaluate((node) => node === document.activeElement),
    "the keyboard at the treatments",
  );
  await once(() => page.keyboard.type(treatment.name));
  await once(() => page.getByRole("option", { name: new RegExp(treatment.name) }).click());
  await sees(form.getByLabel(`Cantidad de ${treatment.name}`));
  await once(() => button(form, "Agendar cita").click());
  await sees(block(page, "Nelly Paredes"));
  assert.ok(count <= 8, `${count} interactions`);
});

story("while attending, the total and Guardar stay in view however many the lines", async ({ enter }) => {
  const { doctor, visits, desk } = await morning("Olga", "Simón");
  const { api } = await clinic.administrator();
  const treatments = await Promise.all(Array.from({ length: 7 }, () => clinic.treatment()));
  await api.put(
    `/citas/appointments/${visits[0].id}/treatments`,
    { items: treatments.map(({ id }) => ({ treatment_id: id, quantity: "1" })) },
    visits[0].version,
  );
  const page = await enter(desk, `/agenda/?fecha=${DAY}&prof=${doctor.id}&cita=${visits[0].id}`, {
    viewport: { width: 1366, height: 768 },
  });
  const panel = page.getByRole("complementary", { name: "Cita" });
  await sees(panel.getByText("Total sin IVA"));
  const inView = async (locator) => {
    const box = await locator.boundingBox();
    return box !== null && box.y >= 0 && box.y + box.height <= 768;
  };
  assert.ok(await inView(panel.getByText("Total sin IVA")), "the total");
  await button(panel, "Editar").click();
  assert.ok(await inView(button(panel, "Guardar")), "Guardar");
  assert.ok(await inView(panel.getByText("Total sin IVA")), "the total while editing");
  await picture(page, "cita-siete-lineas");
});
