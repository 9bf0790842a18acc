import { clinic } from "@/entities/appointment/testing";
import { patient } from "@/entities/patient/testing";
import { answer, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { AgendaPage } from "./components/agenda-page";
import { ANYTHING, spanOf } from "./domain/finder";
import { stillLookedFor } from "./domain/waiting";

jest.mock("./calendar/ec-lib", () => jest.requireActual("./calendar/fake-calendar"));

const SLOT = {
  start_time: "2030-11-26T15:15:00-05:00",
  end_time: "2030-11-26T15:45:00-05:00",
  doctor: { id: 7, name: "Dra. Verónica Salazar" },
  before_minutes: 0,
  after_minutes: 20,
  best: false,
};
const BEST = {
  ...SLOT,
  start_time: "2030-11-26T16:30:00-05:00",
  end_time: "2030-11-26T17:00:00-05:00",
  after_minutes: 0,
  best: true,
};

const HELD = {
  id: 3,
  doctor: SLOT.doctor,
  start_time: SLOT.start_time,
  end_time: SLOT.end_time,
  kind: "AGENDA",
  holder_name: "Rosa Mora",
  mine: true,
  created_at: "2099-11-26T16:15:00-05:00",
  expires_at: "2099-11-26T16:20:00-05:00",
};

/** What the search answers: these hours, on two of the days that it looks through. */
const found = (data: unknown[]) => ({
  total: data.length,
  days: [
    { date: "2030-11-26", count: data.length },
    { date: "2030-11-27", count: 0 },
    { date: "2030-11-28", count: data.length && 1 },
  ],
  data,
});

async function openFinder() {
  const { user } = renderPage(<AgendaPage />, { at: "/agenda/?fecha=2030-11-26" });
  await user.click(await screen.findByRole("button", { name: "Buscar hora" }));
  return { user, sheet: within(await screen.findByRole("complementary", { name: "Buscar hora" })) };
}

it("looks through the rest of this week, the next, or two weeks", () => {
  expect(spanOf("pronto", "2030-11-27")).toEqual({ from: "2030-11-27", to: "2030-12-10" });
  expect(spanOf("semana", "2030-11-27")).toEqual({ from: "2030-11-27", to: "2030-12-01" });
  expect(spanOf("proxima", "2030-11-27")).toEqual({ from: "2030-12-02", to: "2030-12-08" });
});

/** Answers a search with SLOT and BEST, of which SLOT can be held. */
function holding(held = HELD) {
  clinic();
  const calls = answer("get", "/citas/appointments/free-slots", found([SLOT, BEST]));
  answer("get", "/citas/holds", { data: [held] });
  const made = answer("post", "/citas/holds", held, { status: 201 });
  const released = answer("delete", "/citas/holds/3", null);
  return { calls, made, released };
}

it("shows the best first; the first click holds an hour, the second books it and takes the hold over", async () => {
  const { calls, made, released } = holding();
  const { user, sheet } = await openFinder();
  const day = within(await sheet.findByRole("region", { name: /26/ }));
  const rows = day.getAllByRole("button", { name: /–/ });
  expect(rows[0]).toHaveTextContent(/16:30.*Mejor opción/);
  expect(rows[1]).toHaveTextContent(/15:15.*Deja 20 min/);
  await user.click(sheet.getByRole("radio", { name: "Tarde" }));
  await waitFor(() => expect(calls.at(-1)!.query.get("part")).toBe("AFTERNOON"));
  await user.click(rows[1]!);
  expect(await sheet.findByText("Martes 26 de noviembre, 15:15 retenida para usted")).toBeVisible();
  expect(sheet.getByRole("button", { name: /15:15–15:45/ })).toBePressed();
  expect(made[0]!.body).toMatchObject({ doctor_id: 7, start_time: SLOT.start_time, end_time: SLOT.end_time });
  await user.click(await screen.findByRole("button", { name: "15:15 retenida con Dra. Verónica Salazar" }));
  const form = within(await screen.findByRole("dialog", { name: "Nueva cita" }));
  expect(form.getByLabelText("Desde")).toHaveValue("15:15");
  expect(form.getByLabelText("Hasta")).toHaveValue("15:45");
  expect(form.getByText("15:15 retenida para usted")).toBeVisible();
  expect(made).toHaveLength(1);
  expect(released).toHaveLength(0);
  await user.click(form.getByRole("button", { name: "Cerrar" }));
  await waitFor(() => expect(released).toHaveLength(1));
});

it("gives the hour back with Escape, which closes only then, and when another one is looked for", async () => {
  const { made, released } = holding();
  const { user, sheet } = await openFinder();
  const row = await sheet.findByRole("button", { name: /15:15–15:45/ });
  await user.click(row);
  await user.click(await sheet.findByRole("button", { name: "Soltar" }));
  expect(row).toHaveFocus();
  expect(row).not.toBePressed();
  await waitFor(() => expect(released).toHaveLength(1));
  await user.keyboard("{Enter}");
  await sheet.findByRole("button", { name: "Reservar 15:15" });
  await user.keyboard("{Escape}");
  await waitFor(() => expect(released).toHaveLength(2));
  await user.keyboard("{Enter}");
  await sheet.findByRole("button", { name: "Reservar 15:15" });
  // The service lets go of the one before by itself.
  await user.click(sheet.getByRole("button", { name: /16:30–17:00/ }));
  await waitFor(() => expect(made).toHaveLength(4));
  expect(released).toHaveLength(2);
  await sheet.findByRole("button", { name: "Reservar 16:30" });
  await user.click(sheet.getByRole("radio", { name: "Tarde" }));
  await waitFor(() => expect(released).toHaveLength(3));
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("complementary")).not.toBeInTheDocument());
  expect(released).toHaveLength(3);
});

it("gives the hour back when it closes", async () => {
  const { released } = holding();
  const { user, sheet } = await openFinder();
  await user.click(await sheet.findByRole("button", { name: /15:15–15:45/ }));
  await sheet.findByRole("button", { name: "Reservar 15:15" });
  await user.click(sheet.getByRole("button", { name: "Cerrar" }));
  await waitFor(() => expect(released).toHaveLength(1));
});

it.each([
  ["its time is over", () => holding({ ...HELD, expires_at: HELD.created_at })],
  ["somebody ended it", () => (holding(), answer("get", "/citas/holds", { data: [] }))],
])("says that the hour is held no more when %s", async (_, begin) => {
  begin();
  const { user, sheet } = await openFinder();
  await user.click(await sheet.findByRole("button", { name: /15:15–15:45/ }));
  expect(await sheet.findByText("Las 15:15 con Dra. Verónica Salazar ya no están retenidas para usted.")).toBeVisible();
  expect(sheet.queryByRole("button", { name: "Reservar 15:15" })).not.toBeInTheDocument();
});

it("lets whoever finds nothing wait for what they looked for, that day or without an end", () => {
  const patient = { id: 3, name: "Sofía Andrade" };
  expect(
    stillLookedFor({ ...ANYTHING, patient, typed: "40", doctorId: 7, part: "MORNING", day: "2030-11-28" }),
  ).toEqual({
    patient,
    treatments: [],
    minutes: 40,
    doctorId: 7,
    halves: ["3 morning"],
    firstDay: "2030-11-28",
    lastDay: "2030-11-28",
  });
  const soon = stillLookedFor(ANYTHING);
  expect([soon.halves, soon.firstDay, soon.lastDay]).toEqual([[], spanOf("pronto").from, undefined]);
  expect(stillLookedFor({ ...ANYTHING, when: "proxima" }).lastDay).toBe(spanOf("proxima").to);
});

it("asks for whom, whose other visits are in the way, and takes them along into the booking", async () => {
  clinic();
  const calls = answer("get", "/citas/appointments/free-slots", ({ query }) => ({
    ...found([SLOT]),
    own: query.get("patient_id") ? { doctor_id: 7, start_time: "2030-04-12T09:00:00-05:00" } : null,
  }));
  answer("get", "/historia-clinica/patients/search", { data: [patient({ id: 3, full_name: "Sofía Andrade" })] });
  answer("get", "/citas/holds", { data: [HELD] });
  answer("post", "/citas/holds", HELD, { status: 201 });
  answer("delete", "/citas/holds/3", null);
  const { user, sheet } = await openFinder();
  await user.click(sheet.getByRole("combobox", { name: "Paciente" }));
  await user.type(await screen.findByPlaceholderText("Nombre, cédula o teléfono"), "sof");
  await user.click(await screen.findByRole("option", { name: /Sofía Andrade/ }));
  await waitFor(() => expect(calls.at(-1)!.query.get("patient_id")).toBe("3"));
  await user.click(await sheet.findByRole("button", { name: /15:15.*le atendió el 12 abr 2030/ }));
  await user.click(await sheet.findByRole("button", { name: "Reservar 15:15" }));
  const form = within(await screen.findByRole("dialog", { name: "Nueva cita" }));
  expect(form.getByRole("combobox", { name: "Paciente" })).toHaveTextContent("Sofía Andrade");
});

it("asks before a patient who is being registered is lost, and closes without a question otherwise", async () => {
  clinic();
  answer("get", "/citas/appointments/free-slots", found([SLOT]));
  answer("get", "/historia-clinica/patients/search", { data: [] });
  const { user, sheet } = await openFinder();
  await user.click(sheet.getByRole("combobox", { name: "Paciente" }));
  await user.type(await screen.findByPlaceholderText("Nombre, cédula o teléfono"), "Eva");
  await user.click(await screen.findByRole("option", { name: "Registrar a «Eva»" }));
  await user.type(await sheet.findByRole("textbox", { name: "Apellidos" }), "Paz{Escape}");
  expect(await sheet.findByText("El paciente que registra no está guardado.")).toBeVisible();
  await user.click(sheet.getByRole("button", { name: "Seguir editando" }));
  expect(sheet.getByRole("textbox", { name: "Apellidos" })).toHaveValue("Paz");
  await user.click(sheet.getByRole("button", { name: "Cerrar" }));
  await user.click(await sheet.findByRole("button", { name: "Descartar" }));
  await waitFor(() => expect(screen.queryByRole("complementary")).not.toBeInTheDocument());
});

it("says how many hours each day has, and looks at the one that is chosen until it is chosen again", async () => {
  clinic();
  const calls = answer("get", "/citas/appointments/free-slots", found([SLOT]));
  const { user, sheet } = await openFinder();
  const days = within(await sheet.findByRole("radiogroup", { name: "Horas de cada día" }));
  expect(days.getByRole("radio", { name: "Miércoles 27 de noviembre: ninguna hora" })).toBeDisabled();
  expect(calls).toHaveLength(1);
  const thursday = days.getByRole("radio", { name: "Jueves 28 de noviembre: 1 hora" });
  await user.click(thursday);
  await waitFor(() => expect(calls.at(-1)!.query.get("to")).toBe("2030-11-28"));
  expect(calls.at(-1)!.query.get("from")).toBe("2030-11-28");
  // The strip stays as it was: the other days are one press away.
  expect(days.getAllByRole("radio")).toHaveLength(3);
  await user.click(thursday);
  expect(thursday).not.toBeChecked();
  expect(calls).toHaveLength(2);
});

it("stands beside the agenda, which shows what was found and leads to a day of it; the search over, nothing is left", async () => {
  holding();
  const { user, sheet } = await openFinder();
  expect(sheet.getByRole("combobox", { name: "Tratamiento" })).toHaveFocus();
  await user.click(await screen.findByRole("button", { name: "15:15–15:45 con Dra. Verónica Salazar" }));
  await sheet.findByRole("button", { name: "Reservar 15:15" });
  await user.click(sheet.getByRole("button", { name: "Martes 26 de noviembre" }));
  await user.type(sheet.getByLabelText("Minutos"), "{Escape}{Escape}");
  await waitFor(() => expect(screen.queryByRole("complementary")).not.toBeInTheDocument());
  expect(screen.getByRole("button", { name: "Buscar hora" })).toHaveFocus();
  expect(screen.queryByRole("button", { name: /^15:15/ })).not.toBeInTheDocument();
});

it.each([
  ["semana", "15:15–15:45", "15:15 retenida"],
  ["lista", "Libre a las 15:15 con Dra. Verónica Salazar", "Retenida a las 15:15 con Dra. Verónica Salazar"],
])("shows what was found in %s, where it is held too", async (mode, free, held) => {
  holding();
  const { user } = renderPage(<AgendaPage />, { at: `/agenda/?fecha=2030-11-26&vista=${mode}&prof=` });
  await user.click(await screen.findByRole("button", { name: "Buscar hora" }));
  await user.click(await screen.findByRole("button", { name: free }));
  expect(await screen.findByRole("button", { name: held })).toBePressed();
});

it("counts in a month what was found; an hour that is chosen there opens its day", async () => {
  holding();
  const { user } = renderPage(<AgendaPage />, { at: "/agenda/?fecha=2030-11-27&vista=mes&prof=" });
  await user.click(await screen.findByRole("button", { name: "Buscar hora" }));
  expect(
    await screen.findByRole("button", { name: "Martes 26 de noviembre: 1 cita. 1 por confirmar. 2 horas libres" }),
  ).toBeVisible();
  await user.click(await screen.findByRole("button", { name: /^15:15–15:45/ }));
  expect(await screen.findByRole("button", { name: "15:15 retenida con Dra. Verónica Salazar" })).toBeVisible();
});

it("comes over a visit that stands beside, and a visit over it: nothing of either is lost", async () => {
  clinic();
  answer("get", "/citas/appointments/free-slots", found([]));
  answer("get", "/facturacion/invoices", { data: [], next: null });
  const { user, sheet } = await openFinder();
  await user.click(sheet.getByRole("radio", { name: "Tarde" }));
  await user.click(screen.getByRole("button", { name: /Sofía Andrade/ }));
  const visit = await screen.findByRole("dialog", { name: "Sofía Andrade" });
  await user.click(within(visit).getByRole("button", { name: "Cerrar la cita" }));
  await waitFor(() => expect(visit).not.toBeInTheDocument());
  expect(sheet.getByRole("radio", { name: "Tarde" })).toBeChecked();
  await user.click(sheet.getByRole("button", { name: "Cerrar" }));
  await user.click(screen.getByRole("button", { name: /Sofía Andrade/ }));
  await screen.findByRole("complementary", { name: "Cita" });
  await user.click(screen.getByRole("button", { name: "Buscar hora" }));
  const over = within(await screen.findByRole("dialog", { name: "Buscar hora" }));
  expect(over.getByRole("combobox", { name: "Tratamiento" })).toHaveFocus();
});

it("says that somebody was faster, and stays", async () => {
  clinic();
  answer("get", "/citas/appointments/free-slots", found([SLOT]));
  refuse("post", "/citas/holds", 409, { detail: "Otra persona está reservando esa hora.", obstacle: "HELD" });
  const { user, sheet } = await openFinder();
  await user.click(await sheet.findByRole("button", { name: /15:15/ }));
  expect(await screen.findByText("Otra persona tomó las 15:15")).toBeVisible();
  expect(sheet.getByRole("button", { name: /15:15/ })).toBeEnabled();
});

it("says so where there is no such hour, and where it could not be asked", async () => {
  clinic();
  answer("get", "/citas/appointments/free-slots", found([]));
  const { user, sheet } = await openFinder();
  expect(await sheet.findByText("No hay una hora así")).toBeInTheDocument();
  await user.click(sheet.getByRole("radio", { name: "Tarde" }));
  await user.click(sheet.getByRole("button", { name: "A lista de espera" }));
  const entry = within(await screen.findByRole("dialog", { name: "A la lista de espera" }));
  expect(entry.getByLabelText("Minutos")).toHaveValue("30");
  expect(entry.getByRole("button", { name: "lunes por la tarde" })).toHaveAttribute("aria-pressed", "true");
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  refuse("get", "/citas/appointments/free-slots", 503, { detail: "La base de datos no responde." });
  await user.click(sheet.getByRole("radio", { name: "Próxima" }));
  expect(await sheet.findByText("La base de datos no responde.", undefined, { timeout: 5000 })).toBeInTheDocument();
  await user.clear(sheet.getByLabelText("Minutos"));
  expect(sheet.getByText("Escriba entre 5 y 720 minutos.")).toBeInTheDocument();
});

it("shows everybody's next free hour on a strip, for as long as is asked, and a click begins the booking there", async () => {
  clinic();
  const next = answer("get", "/citas/appointments/next-free", {
    data: [{ start_time: SLOT.start_time, end_time: SLOT.end_time, doctor: SLOT.doctor }],
  });
  answer("post", "/citas/holds", HELD, { status: 201 });
  const { user } = renderPage(<AgendaPage />, { at: "/agenda/?fecha=2030-11-26" });
  await user.click(await screen.findByRole("button", { name: "Opciones de la agenda" }));
  await user.click(await screen.findByRole("menuitemcheckbox", { name: "Próximas horas libres" }));
  const strip = within(await screen.findByRole("region", { name: "Próximas horas libres" }));
  const hour = await strip.findByRole("button", { name: /Salazar.*15:15/ });
  expect(next[0]!.query.get("minutes")).toBe("30");
  expect(strip.getByText("Dr. Andrés Morales: nada en un mes")).toBeVisible();
  await user.click(hour);
  const form = within(await screen.findByRole("dialog", { name: "Nueva cita" }));
  expect(form.getByLabelText("Desde")).toHaveValue("15:15");
  expect(form.getByText("15:15 retenida para usted")).toBeVisible();
});
