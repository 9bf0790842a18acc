import { answer, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { RecallsSection } from "./components/recalls-section";

const recall = (change = {}) => ({
  id: 5,
  patient: { id: 3, name: "Sofía Andrade", phone: "+593998124470", email: "sofia@example.com" },
  rule: { id: 1, name: "Limpieza cada seis meses", months: 6 },
  last_visit_at: "2030-03-14T15:00:00Z",
  due_on: "2030-09-14",
  state: "OPEN",
  snoozed_until: null,
  reason: null,
  contacted_at: null,
  contacted_how: null,
  treatment_id: 4,
  contacted_by: null,
  contacts: 0,
  prefers: "WHATSAPP",
  version: 2,
  ...change,
});

it("writes in the words of the rule, books from there, and puts off with a reason", async () => {
  answer("get", "/citas/recalls", { data: [recall()], next: null });
  const { user } = renderPage(<RecallsSection />, { at: "/agenda/avisos/?ver=llamar" });
  expect(await screen.findByText("Prefiere WhatsApp")).toBeVisible();
  expect(screen.getByRole("link", { name: "Agendar a Sofía Andrade" })).toHaveAttribute(
    "href",
    expect.stringMatching(/nuevo=1&paciente=3&item=t4$/),
  );
  answer("get", "/citas/recalls/5/message", { text: "Hola, Sofía", talk: "https://wa.me/593998124470", missing: [] });
  await user.click(screen.getByRole("button", { name: "Escribir a Sofía Andrade" }));
  const write = within(await screen.findByRole("dialog", { name: "Escribir a Sofía Andrade" }));
  expect(await write.findByText("Hola, Sofía")).toBeVisible();
  const mailed = answer("post", "/citas/recalls/5/mail", recall({ version: 3 }));
  await user.click(write.getByRole("button", { name: "Enviar por correo" }));
  await waitFor(() => expect(mailed[0]!.headers.get("If-Match")).toBe('"2"'));
  await user.click(await screen.findByRole("button", { name: "Dejar para después a Sofía Andrade" }));
  const later = within(await screen.findByRole("dialog", { name: "Dejar para después a Sofía Andrade" }));
  const snoozed = answer("post", "/citas/recalls/5/snooze", recall({ version: 3 }));
  await user.type(later.getByLabelText("Motivo"), "Está de viaje");
  await user.click(later.getByRole("button", { name: "Dejar para después" }));
  await waitFor(() => expect(snoozed[0]!.body).toMatchObject({ reason: "Está de viaje" }));
});

it("says why a message cannot be written", async () => {
  answer("get", "/citas/recalls", { data: [recall()], next: null });
  refuse("get", "/citas/recalls/5/message", 409, {
    detail: "El paciente no quiere mensajes: solo se le puede llamar.",
  });
  const { user } = renderPage(<RecallsSection />, { at: "/agenda/avisos/?ver=llamar" });
  await user.click(await screen.findByRole("button", { name: "Escribir a Sofía Andrade" }));
  expect(await screen.findByText("El paciente no quiere mensajes: solo se le puede llamar.")).toBeVisible();
});
