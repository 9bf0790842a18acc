import { clinic } from "@/entities/appointment/testing";
import { answer, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { AgendaPage } from "./components/agenda-page";
import { spanOf } from "./components/finder-sheet";

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

async function openFinder() {
  const { user } = renderPage(<AgendaPage />, { at: "/agenda/?fecha=2030-11-26" });
  await user.click(await screen.findByRole("button", { name: "Buscar hora" }));
  return { user, sheet: within(await screen.findByRole("dialog", { name: "Buscar hora" })) };
}

it("looks through the rest of this week, the next, or two weeks", () => {
  expect(spanOf("pronto", "2030-11-27")).toEqual({ from: "2030-11-27", to: "2030-12-10" });
  expect(spanOf("semana", "2030-11-27")).toEqual({ from: "2030-11-27", to: "2030-12-01" });
  expect(spanOf("proxima", "2030-11-27")).toEqual({ from: "2030-12-02", to: "2030-12-08" });
});

it("shows the best first, and a click begins the booking there", async () => {
  clinic();
  const calls = answer("get", "/citas/appointments/free-slots", { total: 2, data: [SLOT, BEST] });
  const { user, sheet } = await openFinder();
  const day = within(await sheet.findByRole("region", { name: /26/ }));
  const rows = day.getAllByRole("button");
  expect(rows[0]).toHaveTextContent(/16:30.*Mejor opción/);
  expect(rows[1]).toHaveTextContent(/15:15.*Deja 20 min/);
  await user.click(sheet.getByRole("radio", { name: "Tarde" }));
  await waitFor(() => expect(calls.at(-1)!.query.get("part")).toBe("AFTERNOON"));
  await user.click(rows[1]!);
  const form = within(await screen.findByRole("dialog", { name: "Nueva cita" }));
  expect(form.getByLabelText("Desde")).toHaveValue("15:15");
  expect(form.getByLabelText("Hasta")).toHaveValue("15:45");
});

it("says so where there is no such hour, and where it could not be asked", async () => {
  clinic();
  answer("get", "/citas/appointments/free-slots", { total: 0, data: [] });
  const { user, sheet } = await openFinder();
  expect(await sheet.findByText("No hay una hora así")).toBeInTheDocument();
  refuse("get", "/citas/appointments/free-slots", 503, { detail: "La base de datos no responde." });
  await user.click(sheet.getByRole("radio", { name: "Próxima" }));
  expect(await sheet.findByText("La base de datos no responde.", undefined, { timeout: 5000 })).toBeInTheDocument();
  await user.clear(sheet.getByLabelText("Minutos"));
  expect(sheet.getByText("Escriba entre 5 y 720 minutos.")).toBeInTheDocument();
});
