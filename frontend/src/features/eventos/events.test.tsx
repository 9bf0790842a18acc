import { SERVICES } from "@/config/services";
import { appointment, at } from "@/entities/appointment/testing";
import { answer, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { EventsPage } from "./components/events-page";

const stuck = {
  event_id: "6f1c2d3e-0000-4000-8000-000000000001",
  subscriber: "facturacion",
  type: "appointment.completed",
  aggregate: "appointment:12",
  attempts: 3,
  available_at: "2026-11-24T15:00:00Z",
  dead_lettered_at: "2026-11-24T15:00:00Z",
  last_error: "409: La serie está cerrada.",
  occurred_at: "2026-11-24T14:59:00Z",
};
const waiting = {
  ...stuck,
  event_id: "6f1c2d3e-0000-4000-8000-000000000002",
  dead_lettered_at: null,
  type: "patient.updated",
  aggregate: "patient:3",
};
const nothing = { data: [], next: null };

function serve(parked: object[] = [stuck]) {
  answer("get", "/citas/appointments", { data: [appointment({ start_time: at("10:00", "2026-11-26") })], next: null });
  for (const { prefix } of SERVICES) answer("get", `/${prefix}/events`, nothing);
  return answer("get", "/citas/events", ({ query }) => ({
    data: query.get("state") === "dead_letter" ? parked : [waiting],
    next: null,
  }));
}

it("shows what was set aside, why, and delivers it again", async () => {
  serve();
  const calls = answer("post", `/citas/events/${stuck.event_id}/replay`, { ...stuck, dead_lettered_at: null });
  const { user } = renderPage(<EventsPage />, { at: "/eventos/" });
  await user.click(await screen.findByRole("button", { name: "Cita atendida" }));
  const sheet = await screen.findByRole("dialog", { name: "Cita atendida" });
  expect(sheet).toHaveTextContent("409: La serie está cerrada.");
  expect(await within(sheet).findByRole("link", { name: "Sofía Andrade, 26 nov" })).toHaveAttribute(
    "href",
    expect.stringMatching(/^\/agenda\/?\?cita=12$/),
  );
  await user.click(within(sheet).getByRole("button", { name: "Repetir entrega" }));
  expect(await screen.findByText("La entrega vuelve a la cola")).toBeInTheDocument();
  expect(calls[0]?.body).toEqual({ subscriber: "facturacion" });
});

it("names a visit by who comes and when, and by its number only to whom may not see the agenda", async () => {
  serve();
  const { unmount } = renderPage(<EventsPage />, { at: "/eventos/" });
  expect(await screen.findByRole("row", { name: /Cita atendida Sofía Andrade, 26 nov/ })).toBeInTheDocument();
  unmount();
  renderPage(<EventsPage />, { at: "/eventos/", me: { permissions: ["events:read"] } });
  expect(await screen.findByRole("row", { name: /Cita atendida Cita 12/ })).toBeInTheDocument();
});

it("lets one go only with a reason, saying what will be missing", async () => {
  serve();
  const calls = answer("post", `/citas/events/${stuck.event_id}/skip`, stuck);
  const { user } = renderPage(<EventsPage />, { at: "/eventos/" });
  await user.click(await screen.findByRole("button", { name: "Cita atendida" }));
  await user.click(within(await screen.findByRole("dialog")).getByRole("button", { name: "Descartar" }));
  const question = await screen.findByRole("alertdialog", {
    name: "Descartar «Cita atendida» de Sofía Andrade, 26 nov, para Facturación",
  });
  expect(question).toHaveTextContent("No se preparará el borrador de factura");
  await user.type(within(question).getByLabelText("Motivo"), "Se facturó a mano");
  await user.click(within(question).getByRole("button", { name: "Descartar entrega" }));
  await waitFor(() => expect(calls[0]?.body).toEqual({ subscriber: "facturacion", reason: "Se facturó a mano" }));
});

it("finds a visit by who comes", async () => {
  const other = {
    ...stuck,
    event_id: "6f1c2d3e-0000-4000-8000-000000000003",
    type: "invoice.drafted",
    aggregate: "invoice:9",
  };
  serve([stuck, other]);
  const { user } = renderPage(<EventsPage />, { at: "/eventos/" });
  await screen.findByRole("row", { name: /Cita atendida Sofía Andrade, 26 nov/ });
  await user.type(screen.getByRole("searchbox", { name: "Buscar evento" }), "andrade");
  await waitFor(() => expect(screen.queryByRole("row", { name: /Factura en borrador/ })).not.toBeInTheDocument());
  expect(screen.getByRole("row", { name: /Cita atendida Sofía Andrade, 26 nov/ })).toBeInTheDocument();
});

it("shows what waits apart from what was set aside", async () => {
  serve();
  const { user } = renderPage(<EventsPage />, { at: "/eventos/" });
  await user.click(await screen.findByRole("radio", { name: "En espera (1)" }));
  expect(await screen.findByRole("button", { name: "Paciente cambiado" })).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Cita atendida" })).not.toBeInTheDocument();
});

it("says which service did not answer and still shows the others'", async () => {
  serve();
  refuse("get", "/inventario/events", 404, { detail: "Inventario no responde." });
  renderPage(<EventsPage />, { at: "/eventos/" });
  expect(await screen.findByText(/No se pudo preguntar a Inventario/)).toBeInTheDocument();
  expect(await screen.findByRole("button", { name: "Cita atendida" })).toBeInTheDocument();
});

it("says that everything was delivered", async () => {
  serve([]);
  renderPage(<EventsPage />, { at: "/eventos/" });
  expect(await screen.findByText("Ningún evento apartado")).toBeInTheDocument();
});
