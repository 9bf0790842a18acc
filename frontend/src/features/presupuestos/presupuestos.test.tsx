import type { Quote } from "@/entities/quote/schema";
import { PatientQuotes } from "@/entities/quote/patient-quotes";
import { appointment } from "@/entities/appointment/testing";
import { patient } from "@/entities/patient/testing";
import { cleanup } from "@testing-library/react";
import { answer, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { QuotePage } from "./components/quote-page";
import { QuotesPage } from "./components/quotes-page";

const LIST = "/facturacion/quotes";
const line = {
  id: 1,
  position: 1,
  phase: "Urgente",
  kind: "TREATMENT" as const,
  reference_id: 3,
  code: "END-01",
  description: "Endodoncia",
  tooth: "36",
  notes: null,
  quantity: "1.000",
  unit_price: "180.00",
  discount: "0.00",
  iva_code: "0",
  subtotal: "180.00",
  accepted: false,
  billed: "0.000",
};
const quote = (change: Partial<Quote> = {}): Quote => ({
  id: 7,
  number: "P-000007",
  edition: 1,
  state: "SENT",
  patient: { id: 12, name: "Nicolás Herrera", document: "1724581036", phone: "+593992144471", email: null },
  doctor: null,
  summary: "Endodoncia, Corona",
  notes: null,
  conditions: null,
  valid_days: 30,
  valid_until: "2026-12-21",
  discount: "0.00",
  iva: "0.00",
  total: "520.00",
  accepted_total: "0.00",
  billed_total: "0.00",
  sent_on: "2026-11-21",
  reject_reason: null,
  version: 3,
  created_at: "2026-11-21T15:00:00Z",
  lines: [line, { ...line, id: 2, position: 2, description: "Corona", unit_price: "340.00", subtotal: "340.00" }],
  discounts: [],
  acceptances: [],
  billings: [],
  editions: [],
  ...change,
});
const page = (data: Quote[]) => ({ data, next: null, total: data.length, total_exact: true });

describe("presupuestos", () => {
  it("lists them with their state, and narrows by it", async () => {
    const calls = answer("get", LIST, page([quote(), quote({ id: 8, number: "P-000008", state: "EXPIRED" })]));
    renderPage(<QuotesPage />, { at: "/presupuestos/?state=EXPIRED" });
    const table = within(await screen.findByRole("table"));
    expect(table.getByText("P-000007")).toBeInTheDocument();
    expect(table.getByText("Vencido")).toBeInTheDocument();
    expect(calls[0]?.query.get("state")).toBe("EXPIRED");
  });

  it("notes who accepted which treatments", async () => {
    answer("get", `${LIST}/7`, quote());
    const calls = answer("post", `${LIST}/7/acceptance`, quote({ state: "ACCEPTED", accepted_total: "180.00" }));
    const { user } = renderPage(<QuotePage />, { at: "/presupuestos/ver/?id=7" });
    await user.click(await screen.findByRole("button", { name: "Anotar aceptación" }));
    const dialog = within(await screen.findByRole("dialog"));
    await user.click(dialog.getByRole("checkbox", { name: /Corona/ }));
    await user.click(dialog.getByRole("button", { name: "Anotar aceptación" }));
    await waitFor(() => expect(calls[0]?.body).toMatchObject({ accepted_by: "Nicolás Herrera", lines: [1] }));
    expect(await screen.findByText("Aceptado en parte")).toBeInTheDocument();
  });

  it("has a link to the chat with the words written", async () => {
    answer("get", `${LIST}/7`, quote());
    renderPage(<QuotePage />, { at: "/presupuestos/ver/?id=7" });
    const link = await screen.findByRole("link", { name: "WhatsApp" });
    expect(link).toHaveAttribute("href", expect.stringContaining("https://wa.me/593992144471?text="));
  });

  it("saves a draft as it is typed, its note and its rebate too, and says so", async () => {
    const draft = quote({ state: "DRAFT", valid_until: null, lines: [{ ...line, plan_item_id: 5 }] });
    answer("get", `${LIST}/7`, draft);
    const calls = answer("patch", `${LIST}/7`, { ...draft, version: 4 });
    const { user } = renderPage(<QuotePage />, { at: "/presupuestos/ver/?id=7" });
    await user.click(await screen.findByRole("button", { name: "Nota o rebaja" }));
    await user.type(screen.getByLabelText(/^Nota/), "Dos sesiones");
    await user.type(screen.getAllByLabelText(/^Rebaja/)[0]!, "10 %");
    expect(screen.getByText("Se guarda al dejar de escribir.")).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Enviar" })).toBeDisabled();
    // A rebate has its reason: until then it says that it is not saved.
    expect(await screen.findByText(/^Sin guardar/, {}, { timeout: 3000 })).toBeInTheDocument();
    expect(calls).toHaveLength(0);
    await user.type(screen.getAllByLabelText(/^Motivo de la rebaja/)[0]!, "Convenio");
    expect(await screen.findByText("Todo guardado.", {}, { timeout: 3000 })).toBeInTheDocument();
    expect(calls[0]?.body).toMatchObject({
      lines: [{ plan_item_id: 5, notes: "Dos sesiones", discount_percent: "10", discount_reason: "Convenio" }],
    });
    expect(screen.getByRole("button", { name: "Enviar" })).toBeEnabled();
  });

  it("begins from an appointment with its patient and what was planned there", async () => {
    answer("get", `${LIST}/rules`, { valid_days: 30, conditions: "", version: 1 });
    const planned = [{ ...appointment().treatments[0]!, name: "Corona", unit_price: "340.00" }];
    answer("get", "/citas/appointments/9", appointment({ id: 9, treatments: planned }));
    const calls = answer("post", LIST, quote({ state: "DRAFT" }));
    answer("get", `${LIST}/7`, quote({ state: "DRAFT" }));
    const { user } = renderPage(<QuotesPage />, { at: "/presupuestos/?nuevo=1&cita=9" });
    expect(await screen.findByRole("combobox", { name: "Paciente" })).toHaveTextContent(appointment().patient.name);
    expect(screen.getByRole("listitem", { name: "Corona" })).toBeInTheDocument();
    await user.click(screen.getByRole("button", { name: "Guardar borrador" }));
    await waitFor(() => expect(calls[0]?.body).toMatchObject({ appointment_id: 9, lines: [{ unit_price: "340.00" }] }));
  });

  it("goes by mail to the patient's address, or to another", async () => {
    const known = quote();
    answer("get", `${LIST}/7`, { ...known, patient: { ...known.patient, email: "nico@example.com" } });
    const calls = answer("post", `${LIST}/7/mail`, known);
    const { user } = renderPage(<QuotePage />, { at: "/presupuestos/ver/?id=7" });
    await user.click(await screen.findByRole("button", { name: "Correo" }));
    expect(await screen.findByRole("textbox", { name: "Correo" })).toHaveValue("nico@example.com");
    await user.click(screen.getByRole("button", { name: "Enviar correo" }));
    await waitFor(() => expect(calls[0]?.body).toEqual({ to: "nico@example.com" }));
  });

  it("has rules of how long new ones hold", async () => {
    answer("get", LIST, page([quote()]));
    answer("get", `${LIST}/rules`, { valid_days: 30, conditions: "Sin más", version: 2 });
    const calls = answer("put", `${LIST}/rules`, { valid_days: 45, conditions: "Sin más", version: 3 });
    const { user } = renderPage(<QuotesPage />, { at: "/presupuestos/" });
    await user.click(await screen.findByRole("button", { name: "Reglas" }));
    const days = await screen.findByLabelText("Días que vale");
    await user.clear(days);
    await user.type(days, "45");
    await user.click(screen.getByRole("button", { name: "Guardar reglas" }));
    await waitFor(() => expect(calls[0]?.body).toEqual({ valid_days: 45, conditions: "Sin más" }));
  });

  it("says what stands in the way", async () => {
    answer("get", `${LIST}/7`, quote({ state: "DRAFT", valid_until: null }));
    refuse("post", `${LIST}/7/send`, 409, { detail: "La rebaja de 25 % supera el 10 % de su rol." });
    const { user } = renderPage(<QuotePage />, { at: "/presupuestos/ver/?id=7" });
    await user.click(await screen.findByRole("button", { name: "Enviar" }));
    await user.click(await screen.findByRole("button", { name: "Cerrar y enviar" }));
    expect(await screen.findByText(/supera el 10 %/)).toBeInTheDocument();
  });

  it("stand in the patient's file, where the next one begins with the patient chosen", async () => {
    const calls = answer("get", LIST, page([quote({ edition: 2 })]));
    renderPage(<PatientQuotes patientId={12} />);
    expect(await screen.findByRole("link", { name: "P-000007 v2" })).toBeInTheDocument();
    expect(calls[0]?.query.get("patient_id")).toBe("12");
    const next = screen.getByRole("link", { name: "Nuevo presupuesto" }).getAttribute("href")!;
    cleanup();

    answer("get", `${LIST}/rules`, { valid_days: 30, conditions: "", version: 1 });
    answer("get", "/historia-clinica/patients/12", patient({ id: 12 }));
    renderPage(<QuotesPage />, { at: next });
    expect(await screen.findByRole("combobox", { name: "Paciente" })).toHaveTextContent("Marcela Vélez Cano");
  });

  it("is empty with the way to make the first", async () => {
    answer("get", LIST, page([]));
    renderPage(<QuotesPage />, { at: "/presupuestos/" });
    expect(await screen.findByText("Aún no hay presupuestos")).toBeInTheDocument();
  });
});
