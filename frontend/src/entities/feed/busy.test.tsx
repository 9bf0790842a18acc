import { answer, refuse, renderPage, screen, waitFor } from "@/testing/render";
import { BusySection } from "./busy-section";

const FEEDS = "/citas/doctors/2/busy-feeds";
const feed = (change = {}) => ({
  id: 5,
  name: "Hospital",
  host: "calendar.example.com",
  read_at: "2026-11-24T10:00:00-05:00",
  failing_since: null,
  failure: null,
  blocks: 3,
  clashes: [],
  ...change,
});

test("a calendar that cannot be read says since when, and with which visits it clashes", async () => {
  answer("get", FEEDS, {
    data: [
      feed({
        failing_since: "2026-11-25T10:00:00-05:00",
        failure: "El servidor respondió 404.",
        clashes: [{ id: 31, start_time: "2026-12-01T15:30:00-05:00", patient_name: "Inés Borja" }],
      }),
    ],
  });
  const removed = answer("delete", "/citas/busy-feeds/5", null);
  const { user } = renderPage(<BusySection doctorId={2} />);
  expect(await screen.findByText(/El servidor respondió 404. Quedan las horas de la última vez./)).toBeVisible();
  expect(screen.getByRole("link", { name: "1 dic 2026, 15:30" })).toHaveAttribute("href", "/agenda?cita=31");
  await user.click(screen.getByRole("button", { name: "Dejar de importar Hospital" }));
  await user.click(await screen.findByRole("button", { name: "Dejar de importar" }));
  await waitFor(() => expect(removed).toHaveLength(1));
});

test("an address that is refused says so at its field", async () => {
  answer("get", FEEDS, { data: [] });
  refuse("post", FEEDS, 422, { errors: [{ field: "url", message: "Debe ser la dirección https de un calendario." }] });
  const { user } = renderPage(<BusySection doctorId={2} />);
  await screen.findByText("Ningún calendario importado");
  await user.type(screen.getByLabelText("Cómo se llama"), "Hospital");
  await user.type(screen.getByLabelText("Dirección del calendario"), "http://x");
  await user.click(screen.getByRole("button", { name: "Importar" }));
  expect(await screen.findByText("Debe ser la dirección https de un calendario.")).toBeVisible();
});
