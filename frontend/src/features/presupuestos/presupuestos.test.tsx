import type { Quote } from "@/entities/quote/schema";
import { PatientQuotes } from "@/entities/quote/patient-quotes";
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

    answer("get", `${LIST}/rules`, { valid_days: 30, conditions: "" });
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
