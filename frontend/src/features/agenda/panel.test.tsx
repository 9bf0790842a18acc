import type { Appointment, Correction } from "@/entities/appointment/schema";
import { appointment, at, clinic } from "@/entities/appointment/testing";
import { draft, invoiceRow } from "@/entities/invoice/testing";
import type { Patient } from "@/entities/patient/schema";
import { patient } from "@/entities/patient/testing";
import { gloves } from "@/entities/product/testing";
import { answer, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { AgendaPage } from "./components/agenda-page";

jest.mock("./calendar/ec-lib", () => jest.requireActual("./calendar/fake-calendar"));

/** A Tuesday that is over: every step makes sense by now. */
const PAST = "2024-11-26";
const past = { start_time: `${PAST}T10:00:00-05:00`, end_time: `${PAST}T10:45:00-05:00` };

async function panelOf(change: Partial<Appointment> = {}, me = {}, corrections: Correction[] = [], file?: Patient) {
  let now = appointment(change);
  clinic(() => [now]);
  answer("get", "/citas/appointments/12/corrections", { data: corrections });
  if (file) answer("get", "/historia-clinica/patients/3", file);
  const moves = answer(
    "patch",
    "/citas/appointments/12/status",
    ({ body }) => (now = { ...now, ...(body as Partial<Appointment>), version: now.version + 1 }),
  );
  const view = renderPage(<AgendaPage />, { at: `/agenda/?fecha=${now.start_time.slice(0, 10)}`, me });
  await view.user.click(await screen.findByRole("button", { name: /Sofía Andrade/ }));
  const panel = await screen.findByRole("complementary", { name: "Cita" });
  return { ...view, moves, panel: within(panel) };
}

describe("the panel of an appointment", () => {
  it("shows the patient's alerts and how to reach them", async () => {
    const { panel } = await panelOf();
    expect(await panel.findByText("Alergia grave: Penicilina")).toBeInTheDocument();
    expect(panel.getByRole("link", { name: "Llamar al 099 812 4470" })).toHaveAttribute("href", "tel:0998124470");
    expect(panel.getByRole("link", { name: "WhatsApp" })).toHaveAttribute("href", "https://wa.me/593998124470");
    expect(panel.getByRole("link", { name: "Abrir ficha" })).toHaveAttribute(
      "href",
      expect.stringMatching(/^\/pacientes\/ver\/?\?id=3$/),
    );
    expect(window.location.search).toContain("cita=12");
  });

  it("closes with Esc, after the menu that lies over it", async () => {
    const { user, panel } = await panelOf();
    await user.click(panel.getByRole("button", { name: "Más acciones" }));
    await screen.findByRole("menu");
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("menu")).not.toBeInTheDocument());
    expect(screen.getByRole("complementary", { name: "Cita" })).toBeInTheDocument();
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("complementary", { name: "Cita" })).not.toBeInTheDocument());
    expect(window.location.search).not.toContain("cita");
  });

  it("says what the patient owes, and that it is the first time", async () => {
    answer("get", "/facturacion/invoices", {
      data: [invoiceRow({ balance: "85.25" }), invoiceRow({ id: 8, balance: "4.75" })],
      next: null,
    });
    const { panel } = await panelOf();
    expect(await panel.findByText("Debe $90,00")).toBeInTheDocument();
    expect(await panel.findByText("Primera vez")).toBeInTheDocument();
  });

  it("leads to the till with what is to be charged, for who may charge", async () => {
    answer("get", "/facturacion/invoices", { data: [draft({ id: 70, total: "45.00", balance: "45.00" })], next: null });
    const { panel } = await panelOf({ ...past, status: "COMPLETED", completed_at: past.end_time });
    expect(await panel.findByRole("link", { name: "Cobrar $45,00" })).toHaveAttribute(
      "href",
      expect.stringContaining("id=70"),
    );
  });

  it("takes a change of hour by the form back with Deshacer, as a drag", async () => {
    const { user, panel } = await panelOf();
    const calls = answer("patch", "/citas/appointments/12", ({ body }) =>
      appointment({ ...(body as object), version: 5 }),
    );
    await user.click(panel.getByRole("button", { name: "Cambiar" }));
    const form = within(await screen.findByRole("dialog", { name: "Cambiar cita" }));
    await user.clear(form.getByLabelText("Desde"));
    await user.type(form.getByLabelText("Desde"), "11:00");
    await user.tab();
    await user.click(form.getByRole("button", { name: "Guardar cambios" }));
    await waitFor(() => expect(calls[0]?.body).toEqual({ start_time: at("11:00"), end_time: at("11:45") }));
    await user.click(await screen.findByRole("button", { name: "Deshacer" }));
    await waitFor(() => expect(calls[1]?.body).toEqual({ start_time: at("10:00"), end_time: at("10:45") }));
    expect(calls[1]!.headers.get("If-Match")).toBe('"5"');
  });

  it("says that alerts are kept from a role, which is not that there are none", async () => {
    const { panel } = await panelOf({}, {}, [], patient({ id: 3, full_name: "Sofía Andrade", alerts: null }));
    expect(await panel.findByText("Su rol no ve las alertas clínicas de este paciente.")).toBeInTheDocument();
    expect(panel.queryByText(/Alergia/)).not.toBeInTheDocument();
  });

  it("moves one step with one click, from confirming to the end of the visit", async () => {
    const { user, panel, moves } = await panelOf(past);
    answer("get", "/facturacion/invoices", {
      data: [draft({ id: 70, total: "45.00", balance: "45.00" })],
      next: null,
    });
    for (const step of ["Confirmar", "Llegó", "Atender", "Finalizar atención"]) {
      await waitFor(() => expect(panel.getByRole("button", { name: step })).toBeEnabled());
      await user.click(panel.getByRole("button", { name: step }));
    }
    await waitFor(() =>
      expect(moves.map(({ body }) => (body as { status: string }).status)).toEqual([
        "CONFIRMED",
        "ARRIVED",
        "IN_PROGRESS",
        "COMPLETED",
      ]),
    );
    expect(moves.map(({ headers }) => headers.get("If-Match"))).toEqual(['"4"', '"5"', '"6"', '"7"']);
    expect(await panel.findByRole("link", { name: /Factura en borrador/ })).toHaveAttribute(
      "href",
      expect.stringMatching(/^\/facturacion\/ver\/?\?id=70$/),
    );
    expect(panel.queryByRole("button", { name: "Editar" })).not.toBeInTheDocument();
  });

  it("puts a refused step back and says why", async () => {
    const { user, panel } = await panelOf();
    refuse("patch", "/citas/appointments/12/status", 412);
    await user.click(panel.getByRole("button", { name: "Confirmar" }));
    expect(await screen.findByText(/Otra persona cambió esto/)).toBeInTheDocument();
    expect(panel.getByText("Por confirmar")).toBeInTheDocument();
  });

  it("asks why before cancelling", async () => {
    const { user, panel, moves } = await panelOf();
    await user.click(panel.getByRole("button", { name: "Cancelar" }));
    const dialog = within(await screen.findByRole("alertdialog"));
    await user.click(dialog.getByRole("button", { name: "Cancelar cita" }));
    expect(moves).toHaveLength(0);
    await user.type(dialog.getByLabelText("Motivo"), "El paciente viajó");
    await user.click(dialog.getByRole("button", { name: "Cancelar cita" }));
    await waitFor(() => expect(moves[0]?.body).toEqual({ status: "CANCELLED", reason: "El paciente viajó" }));
  });

  it("replaces treatments and products, each list with the version the other left", async () => {
    const { user, panel } = await panelOf();
    answer("get", "/inventario/products", {
      data: [
        {
          ...gloves,
          id: 8,
          sku: "CEP",
          name: "Cepillo",
          unit: "unidad",
          sale_price: "3.50",
          iva_code: "4",
          usable_quantity: "9.000",
        },
      ],
      next: null,
    });
    const treatments = answer("put", "/citas/appointments/12/treatments", {
      appointment_id: 12,
      items: [],
      total: "90.00",
      version: 5,
    });
    const extras = answer("put", "/citas/appointments/12/extras", {
      appointment_id: 12,
      items: [],
      total: "93.50",
      version: 6,
    });
    const editing = answer("post", "/citas/appointments/12/editing", { data: [] }, { status: 201 });
    const left = answer("delete", "/citas/appointments/12/editing", null, { status: 204 });
    await user.click(panel.getByRole("button", { name: "Editar" }));
    await waitFor(() => expect(editing).toHaveLength(1));
    const quantity = panel.getByLabelText("Cantidad de Resina compuesta");
    await user.clear(quantity);
    await user.type(quantity, "2");
    await user.click(panel.getByRole("combobox", { name: "Agregar producto" }));
    await user.click(await screen.findByRole("option", { name: /Cepillo/ }));
    await user.click(panel.getByRole("button", { name: "Guardar" }));
    await waitFor(() => expect(extras).toHaveLength(1));
    expect(treatments[0]!.body).toEqual({ items: [{ treatment_id: 5, quantity: "2" }] });
    expect(treatments[0]!.headers.get("If-Match")).toBe('"4"');
    expect(extras[0]!.body).toEqual({ items: [{ product_id: 8, quantity: "1" }] });
    expect(extras[0]!.headers.get("If-Match")).toBe('"5"');
    await waitFor(() => expect(left).toHaveLength(1));
  });

  it("changes only what was changed", async () => {
    const { user, panel } = await panelOf();
    const calls = answer("patch", "/citas/appointments/12", appointment({ reason: "Dolor", version: 5 }));
    await user.click(panel.getByRole("button", { name: "Cambiar" }));
    const form = within(await screen.findByRole("dialog", { name: "Cambiar cita" }));
    await user.type(form.getByLabelText(/^Motivo/), "Dolor");
    await user.click(form.getByRole("button", { name: "Guardar cambios" }));
    await waitFor(() => expect(calls[0]?.body).toEqual({ reason: "Dolor" }));
  });

  it("offers before its day only what makes sense then", async () => {
    const { panel } = await panelOf({ status: "CONFIRMED" });
    expect(panel.getByRole("button", { name: "Cancelar" })).toBeInTheDocument();
    for (const step of ["Llegó", "Atender", "No asistió"])
      expect(panel.queryByRole("button", { name: step })).not.toBeInTheDocument();
  });

  it("asks again where the service finds a step early", async () => {
    const { user, panel } = await panelOf(past);
    refuse("patch", "/citas/appointments/12/status", 409, {
      detail: "La cita es de mañana. Si aun así pasa a en espera, confírmelo.",
      needs_confirmation: "BEFORE_DAY",
    });
    await user.click(panel.getByRole("button", { name: "Llegó" }));
    const dialog = within(await screen.findByRole("alertdialog"));
    expect(dialog.getByText(/La cita es de mañana/)).toBeInTheDocument();
    const calls = answer("patch", "/citas/appointments/12/status", appointment({ status: "ARRIVED", version: 5 }));
    await user.click(dialog.getByRole("button", { name: "Sí, de todos modos" }));
    await waitFor(() => expect(calls[0]?.body).toEqual({ status: "ARRIVED", confirm: true }));
  });

  it("takes a wrong click back, with a reason", async () => {
    const { user, panel, moves } = await panelOf({ ...past, status: "ARRIVED" });
    await user.click(panel.getByRole("button", { name: "Más acciones" }));
    await user.click(await screen.findByRole("menuitem", { name: "No llegó todavía" }));
    const dialog = within(await screen.findByRole("alertdialog"));
    await user.type(dialog.getByLabelText("Motivo"), "Era otra paciente");
    await user.click(dialog.getByRole("button", { name: "Corregir estado" }));
    await waitFor(() => expect(moves[0]?.body).toEqual({ status: "CONFIRMED", reason: "Era otra paciente" }));
  });

  it("tells which steps were taken back, why, by whom and when", async () => {
    const { panel } = await panelOf(past, {}, [
      {
        id: 1,
        from_status: "ARRIVED",
        to_status: "CONFIRMED",
        reason: "Era otra paciente",
        corrected_by: { id: 4, name: "Carla Mora" },
        created_at: "2024-11-26T15:12:00Z",
      },
    ]);
    const list = within(await panel.findByRole("region", { name: "Correcciones" }));
    expect(list.getByText("Era otra paciente")).toBeInTheDocument();
    expect(list.getByText(/Carla Mora/)).toHaveTextContent("Carla Mora, 26 nov 2024, 10:12");
    expect(list.getByText("En sala").closest("p")).toHaveTextContent(/En sala.*Confirmada/);
  });

  it("shows no list of corrections where there are none", async () => {
    const { panel } = await panelOf();
    expect(panel.queryByRole("region", { name: "Correcciones" })).not.toBeInTheDocument();
  });

  it("takes an early step with an explicit yes", async () => {
    const { user, panel, moves } = await panelOf({ status: "CONFIRMED" });
    await user.click(panel.getByRole("button", { name: "Más acciones" }));
    expect(await screen.findByRole("menuitem", { name: "No asistió antes de su hora" })).toBeInTheDocument();
    await user.click(screen.getByRole("menuitem", { name: "Llegó antes de su día" }));
    const dialog = within(await screen.findByRole("alertdialog"));
    expect(dialog.getByText(/26 de noviembre de 2030, 10:00 y todavía no es ese día.*«En sala»/)).toBeInTheDocument();
    expect(moves).toHaveLength(0);
    await user.click(dialog.getByRole("button", { name: "Sí, de todos modos" }));
    await waitFor(() => expect(moves[0]?.body).toEqual({ status: "ARRIVED", confirm: true }));
  });

  it("receives somebody late as overbooked where the hour is another's by now", async () => {
    const { user, panel } = await panelOf({ ...past, status: "NO_SHOW" });
    refuse("patch", "/citas/appointments/12/status", 409, {
      detail: "El profesional ya tiene una cita en ese horario.",
      obstacle: "DOCTOR",
      next_slots: [],
      conflicts: ["doctor", "room"].map((what) => ({ ...past, id: 13, what, patient_name: "Eva Ruiz" })),
    });
    await user.click(panel.getByRole("button", { name: "Llegó tarde" }));
    const dialog = within(await screen.findByRole("alertdialog"));
    expect(dialog.getByText(/También compartirá el consultorio/)).toBeInTheDocument();
    const calls = answer("patch", "/citas/appointments/12/status", appointment({ status: "ARRIVED", version: 5 }));
    await user.type(dialog.getByLabelText("Motivo del sobrecupo"), "Se la atiende igual");
    await user.click(dialog.getByRole("button", { name: "Recibir como sobrecupo" }));
    await waitFor(() =>
      expect(calls[0]?.body).toEqual({
        status: "ARRIVED",
        reason: "Se la atiende igual",
        overbooked: true,
        overbook_room: true,
      }),
    );
  });

  it("reopens what was finished today, with a reason; what is invoiced says its number", async () => {
    const { user, panel } = await panelOf({ ...past, status: "COMPLETED", completed_at: new Date().toISOString() });
    answer("get", "/facturacion/invoices", { data: [], next: null });
    refuse("post", "/citas/appointments/12/reopen", 409, { detail: "Ya se emitió la factura 001-001-000000012." });
    await user.click(panel.getByRole("button", { name: "Reabrir" }));
    const dialog = within(await screen.findByRole("alertdialog"));
    await user.type(dialog.getByLabelText("Motivo"), "Cita equivocada");
    await user.click(dialog.getByRole("button", { name: "Reabrir cita" }));
    expect(await dialog.findByText(/001-001-000000012/)).toBeInTheDocument();
    const calls = answer("post", "/citas/appointments/12/reopen", appointment({ status: "IN_PROGRESS", version: 5 }));
    await user.click(dialog.getByRole("button", { name: "Reabrir cita" }));
    await waitFor(() => expect(calls[0]?.body).toEqual({ reason: "Cita equivocada" }));
    expect(calls[0]!.headers.get("If-Match")).toBe('"4"');
  });

  it("reopens nothing of another day", async () => {
    const { panel } = await panelOf({ ...past, status: "COMPLETED", completed_at: past.end_time });
    expect(panel.queryByRole("button", { name: "Reabrir" })).not.toBeInTheDocument();
  });

  it("lets who may only look, look", async () => {
    const { panel } = await panelOf({}, { permissions: ["appointments:read"] });
    expect(panel.queryByRole("button", { name: "Confirmar" })).not.toBeInTheDocument();
    expect(panel.queryByRole("link", { name: "Abrir ficha" })).not.toBeInTheDocument();
  });
});
