import { clinic, DAY } from "@/entities/appointment/testing";
import { answer, renderPage, screen, waitFor, within } from "@/testing/render";
import { AgendaPage } from "./components/agenda-page";

jest.mock("./calendar/ec-lib", () => jest.requireActual("./calendar/fake-calendar"));

const open = (path: string) => renderPage(<AgendaPage />, { at: path });

describe("booking by the keyboard and by a link", () => {
  it("marks a wrong document that was typed in the search at once, before it is touched", async () => {
    clinic();
    answer("get", "/historia-clinica/patients/search", { data: [] });
    const { user } = open(`/agenda/?fecha=${DAY}&nuevo=1`);
    const form = await screen.findByRole("dialog", { name: "Nueva cita" });
    within(form).getByRole("combobox", { name: "Paciente" }).focus();
    await user.keyboard("1710034066");
    await user.click(await screen.findByRole("option", { name: /Registrar a «1710034066»/ }));
    const fresh = within(form).getByRole("group", { name: "Paciente nuevo" });
    expect(within(fresh).getByLabelText("Número de cédula")).toHaveValue("1710034066");
    expect(await within(fresh).findByText("El último dígito no corresponde.")).toBeInTheDocument();
  });

  it("registers who was not found from an Enter that did not wait for the answer", async () => {
    clinic();
    answer("get", "/historia-clinica/patients/search", { data: [] });
    const { user } = open(`/agenda/?fecha=${DAY}&nuevo=1`);
    const form = await screen.findByRole("dialog", { name: "Nueva cita" });
    within(form).getByRole("combobox", { name: "Paciente" }).focus();
    await user.keyboard("Lucía Paredes{Enter}");
    const fresh = await within(form).findByRole("group", { name: "Paciente nuevo" });
    expect(within(fresh).getByLabelText("Apellidos")).toHaveValue("Paredes");
    // At once and for good: the search that closes meanwhile does not take the keyboard back.
    expect(within(fresh).getByLabelText("Número de cédula")).toHaveFocus();
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(within(fresh).getByLabelText("Número de cédula")).toHaveFocus();
    await waitFor(() => expect(within(fresh).getByLabelText("Número de cédula")).toHaveFocus());
  });

  it("books on the day that the address names", async () => {
    clinic();
    open(`/agenda/?fecha=${DAY}&nuevo=1`);
    const form = await screen.findByRole("dialog", { name: "Nueva cita" });
    expect(within(form).getByLabelText("Fecha")).toHaveValue(DAY.split("-").reverse().join("/"));
  });

  it("books again what a recall names, for as long as it takes", async () => {
    clinic();
    answer("get", "/inventario/treatments/5", {
      ...{ id: 5, code: "LIM", name: "Limpieza dental", category: "Prevención", price: "45.00", duration_minutes: 40 },
      ...{ iva_code: "0", aesthetic: false, active: true, cost: "5.00", margin: "40.00", version: 1 },
    });
    open(`/agenda/?fecha=${DAY}&nuevo=1&paciente=3&item=t5`);
    const form = await screen.findByRole("dialog", { name: "Nueva cita" });
    expect(await within(form).findByText("Limpieza dental")).toBeVisible();
  });
});
