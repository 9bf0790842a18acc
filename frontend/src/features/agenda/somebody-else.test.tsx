import { clinic, DAY } from "@/entities/appointment/testing";
import { patient } from "@/entities/patient/testing";
import { answer, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { AgendaPage } from "./components/agenda-page";

jest.mock("./calendar/ec-lib", () => jest.requireActual("./calendar/fake-calendar"));

it("registers who shares a name with somebody once it is said that it is another person", async () => {
  clinic();
  answer("get", "/historia-clinica/patients/search", { data: [] });
  const refused = refuse("post", "/historia-clinica/patients", 409, {
    detail: "Ya hay un paciente con ese nombre y teléfono: Lucía Paredes.",
    confirm: "distinct_person",
  });
  const { user } = renderPage(<AgendaPage />, { at: `/agenda/?fecha=${DAY}` });
  await user.click(await screen.findByRole("button", { name: /^10:45 libre.*Verónica/ }));
  const form = await screen.findByRole("dialog", { name: "Nueva cita" });
  within(form).getByRole("combobox", { name: "Paciente" }).focus();
  await user.keyboard("Lucía Paredes");
  await user.click(await screen.findByRole("option", { name: /Registrar a «Lucía Paredes»/ }));
  const fresh = within(form).getByRole("group", { name: "Paciente nuevo" });
  await user.type(within(fresh).getByLabelText("Número de cédula"), "1710034065");
  await user.click(within(fresh).getByRole("button", { name: "Registrar paciente" }));

  const other = await within(fresh).findByRole("button", { name: "Es otra persona" });
  expect(within(fresh).getByText(/Ya hay un paciente con ese nombre/)).toBeInTheDocument();
  expect(refused[0]?.body).toMatchObject({ first_name: "Lucía", distinct_person: false });

  const registered = answer("post", "/historia-clinica/patients", patient({ id: 30, full_name: "Lucía Paredes" }), {
    status: 201,
  });
  await user.click(other);
  await waitFor(() => expect(registered[0]?.body).toMatchObject({ first_name: "Lucía", distinct_person: true }));
  expect(await within(form).findByRole("combobox", { name: "Paciente" })).toHaveTextContent("Lucía Paredes");
});
