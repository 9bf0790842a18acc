import { appointment, at, clinic, DAY, MORALES } from "@/entities/appointment/testing";
import { answer, fireEvent, renderPage, screen, waitFor, within } from "@/testing/render";
import { AgendaPage } from "./components/agenda-page";

jest.mock("./calendar/ec-lib", () => jest.requireActual("./calendar/fake-calendar"));

const open = (query = "") => renderPage(<AgendaPage />, { at: `/agenda/?fecha=${DAY}${query}` });

it("copies a visit with Ctrl+C and books another like it where one pastes, its hour kept while the sheet is open", async () => {
  clinic();
  const held = answer(
    "post",
    "/citas/holds",
    ({ body }) => ({
      ...(body as object),
      id: 1,
      doctor: MORALES,
      kind: "AGENDA",
      holder_name: "",
      mine: true,
      created_at: at("10:00"),
      expires_at: at("10:05"),
    }),
    { status: 201 },
  );
  const freed = answer("delete", "/citas/holds/1", null, { status: 204 });
  const { user } = open();
  const block = await screen.findByRole("button", { name: /Sofía Andrade/ });
  await waitFor(() => {
    block.focus();
    fireEvent.copy(document);
    expect(screen.getByText(/Copiada la cita de Sofía Andrade/)).toBeVisible();
  });
  fireEvent.paste(document);
  const sheet = await screen.findByRole("dialog", { name: "Nueva cita" });
  expect(await within(sheet).findByText(/Resina compuesta/)).toBeVisible();
  await waitFor(() => expect(held.length).toBeGreaterThan(0));
  expect(held[0]!.body).toMatchObject({ doctor_id: 7, room_id: 1 });
  expect(freed).toHaveLength(0);
  await user.keyboard("{Escape}");
  await waitFor(() => expect(freed).toHaveLength(1));
});

it("lists the visits of the week, and opens one", async () => {
  clinic();
  answer("get", "/citas/appointments", () => ({
    data: [
      appointment({ id: 13, start_time: at("09:00", "2030-11-28"), end_time: at("09:30", "2030-11-28") }),
      appointment(),
    ],
    next: null,
    total: 2,
    total_exact: true,
  }));
  const { user } = open("&vista=lista");
  const table = await screen.findByRole("table", { name: "Citas de la semana" });
  const days = within(table)
    .getAllByRole("rowheader")
    .map(({ textContent }) => textContent);
  expect(days).toEqual(["Martes 26 de noviembre1 cita", "Jueves 28 de noviembre1 cita"]);
  await user.click(within(table).getAllByRole("button", { name: "Sofía Andrade" })[0]!);
  expect(window.location.search).toContain("cita=12");
});
