import type { Treatment } from "@/entities/treatment/schema";
import { answer, renderPage, screen, waitFor, within } from "@/testing/render";
import { AgendaCard } from "./components/agenda-card";
import { agenda, RULE } from "./testing";

const resin = { id: 11, name: "Resina compuesta" } as Treatment;

it("says what it needs of the agenda, and changes it over the version on screen", async () => {
  agenda();
  const calls = answer("put", "/citas/treatment-rules/11", { ...RULE, version: 2 });
  const { user } = renderPage(<AgendaCard treatment={resin} />);
  await user.click(await screen.findByRole("button", { name: "Cambiar lo que necesita" }));
  const sheet = within(await screen.findByRole("dialog", { name: "Resina compuesta en la agenda" }));
  await user.click(await sheet.findByRole("checkbox", { name: "Dra. Verónica Salazar" }));
  await user.click(await sheet.findByRole("checkbox", { name: "Sensor" }));
  await user.type(sheet.getByLabelText(/^Minutos de anticipación/), "1440");
  await user.click(sheet.getByRole("button", { name: "Guardar reglas" }));
  await waitFor(() => expect(calls).toHaveLength(1));
  expect(calls[0]!.body).toEqual({
    preparation_minutes: 0,
    cleaning_minutes: 10,
    room_kind: null,
    equipment_ids: [3],
    doctor_ids: [7],
    notice_minutes: 1440,
  });
  expect(calls[0]!.headers.get("If-Match")).toBe('"1"');
});
