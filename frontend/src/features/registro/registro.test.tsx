import { appointment, at } from "@/entities/appointment/testing";
import { person } from "@/entities/person/testing";
import { answer, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { LogPage } from "./components/log-page";

const entry = (id: number, change: object = {}) => ({
  id,
  occurred_at: `2026-11-24T15:24:0${id}Z`,
  service: "citas",
  level: "INFO",
  type: "appointment.booked",
  message: `Agendó la cita ${id}`,
  user: { id: "7", name: "Ana Pérez", role: "Recepción" },
  ip: "192.168.1.20",
  patient_id: 12,
  aggregate: "appointment:5",
  request_id: "7f3a91c2d4e5",
  data: { treatments: [{ name: "Profilaxis", quantity: "1.000" }], overbooked: false },
  ...change,
});
const page = (data: object[]) => ({ data, next: null, total: data.length, total_exact: true });
const stats = {
  total: 120,
  by_service: [
    { service: "citas", count: 90 },
    { service: "auth", count: 30 },
  ],
  by_level: [
    { level: "INFO", count: 118 },
    { level: "WARNING", count: 2 },
  ],
  by_day: [
    { date: "2026-11-23", count: 40 },
    { date: "2026-11-24", count: 80 },
  ],
  by_type: [
    { type: "appointment.booked", count: 80 },
    { type: "record.viewed", count: 25 },
    { type: "user.login_failed", count: 3 },
    { type: "user.logged_in", count: 12 },
  ],
};

beforeEach(() => {
  answer("get", "/logs/logs/stats", stats);
  answer("get", "/auth/users", page([person()]));
  answer("get", "/citas/appointments", page([appointment({ id: 5, start_time: at("10:00", "2026-11-26") })]));
  answer("get", "/historia-clinica/patients/12/summary", {
    id: 12,
    full_name: "María Vélez",
    document_type: "CEDULA",
    document_number: "1710034065",
  });
});

it("lists who did what, with the seconds of the clinic's clock, and sums it up", async () => {
  const erased = entry(3, { type: "record.viewed", message: "Persona suprimida 12 · record.viewed" });
  answer("get", "/logs/logs", page([entry(2), entry(1, { level: "WARNING", user: null }), erased]));
  renderPage(<LogPage />, { at: "/registro/" });
  expect(await screen.findByRole("button", { name: /24 nov 2026 10:24:02/ })).toBeInTheDocument();
  expect(screen.getByText("El sistema")).toBeInTheDocument();
  expect(screen.getByText("Persona suprimida 12 · Ficha consultada")).toBeVisible();
  const summary = await screen.findByRole("region", { name: "Resumen del período" });
  expect(summary).toHaveTextContent(/Fichas consultadas25/);
  expect(summary).toHaveTextContent(/Ingresos fallidos3.*de 15/);
  expect(screen.getByText("120 entradas en los últimos 30 días.")).toBeInTheDocument();
});

it("filters by service, person and type on the server", async () => {
  const calls = answer("get", "/logs/logs", page([entry(1)]));
  const { user } = renderPage(<LogPage />, { at: "/registro/" });
  await screen.findByText("Agendó la cita 1");
  await user.click(await screen.findByRole("button", { name: "Tipo" }));
  await user.click(await screen.findByRole("option", { name: /Ficha consultada/ }));
  await waitFor(() => expect(calls.at(-1)?.query.get("type")).toBe("record.viewed"));
  await user.keyboard("{Escape}");
  await user.click(await screen.findByRole("button", { name: "Usuario" }));
  await user.click(await screen.findByRole("option", { name: "Ana Pérez" }));
  await waitFor(() => expect(calls.at(-1)?.query.get("user_id")).toBe("7"));
  expect(calls.at(-1)?.query.has("sort")).toBe(false);
});

it("narrows to one patient without opening the file", async () => {
  const calls = answer("get", "/logs/logs", page([entry(1)]));
  answer("get", "/historia-clinica/patients/search", {
    data: [{ id: 12, full_name: "María Vélez", document_type: "CEDULA", document_number: "1710034065" }],
  });
  const { user } = renderPage(<LogPage />, { at: "/registro/" });
  await user.click(await screen.findByRole("button", { name: "Paciente" }));
  await user.type(await screen.findByPlaceholderText("Nombre, cédula o teléfono"), "vel");
  await user.click(await screen.findByRole("option", { name: /1710034065/ }));
  await waitFor(() => expect(calls.at(-1)?.query.get("patient_id")).toBe("12"));
  expect(await screen.findByRole("button", { name: /Paciente.*María Vélez/ })).toBeInTheDocument();
});

it("opens an entry with its data and goes on to its whole request", async () => {
  const calls = answer("get", "/logs/logs", page([entry(2), entry(1)]));
  const { user } = renderPage(<LogPage />, { at: "/registro/?service=citas" });
  await user.click(await screen.findByRole("button", { name: /10:24:02/ }));
  const sheet = await screen.findByRole("dialog", { name: "Agendó la cita 2" });
  expect(within(sheet).getByText("192.168.1.20")).toBeInTheDocument();
  expect(within(sheet).getByText("Profilaxis")).toBeInTheDocument();
  // By who comes and when: nobody knows them by their numbers.
  for (const [name, path] of [
    ["Sofía Andrade, 26 nov", /^\/agenda\/?\?cita=5$/],
    ["María Vélez", /^\/pacientes\/ver\/?\?id=12$/],
  ] as const)
    expect(await within(sheet).findByRole("link", { name })).toHaveAttribute("href", expect.stringMatching(path));
  await user.click(within(sheet).getByRole("button", { name: "Más antigua" }));
  const older = await screen.findByRole("dialog", { name: "Agendó la cita 1" });
  await user.click(within(older).getByRole("button", { name: "Ver todo lo de esta solicitud" }));
  await waitFor(() => expect(calls.at(-1)?.query.get("request_id")).toBe("7f3a91c2d4e5"));
  expect(calls.at(-1)?.query.has("service")).toBe(false);
});

it("says what failed, and names the permission that is missing", async () => {
  refuse("get", "/logs/logs", 503, { detail: "Registro no responde." });
  const { unmount } = renderPage(<LogPage />, { at: "/registro/" });
  expect(await screen.findByText("No se pudo cargar la lista de entradas del registro")).toBeInTheDocument();
  unmount();
  renderPage(<LogPage />, { at: "/registro/", me: { permissions: [] } });
  await waitFor(() => expect(screen.getByRole("alert")).toHaveTextContent("«Registro: ver»"));
});
