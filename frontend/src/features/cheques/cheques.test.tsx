import { answer, refuse, renderPage, screen, waitFor } from "@/testing/render";
import { ChequesPage } from "./components/cheques-page";

const cheque = {
  id: 5,
  status: "HELD",
  due_on: "2026-11-20",
  amount: "40.00",
  reference: "Cheque 77",
  bank: "Pichincha",
  received_on: "2026-11-01",
  invoice_id: 7,
  invoice_number: "001-001-000000123",
  patient_id: 3,
  buyer_name: "María Vélez",
  deposited_on: null,
  bounced_on: null,
  bounce_reason: null,
  replaced_by: null,
  version: 1,
};
const at = "/facturacion/cheques/";
const list = (...rows: object[]) =>
  answer("get", "/facturacion/cheques", { data: rows, next: null, total: rows.length, total_exact: true });

describe("cheques", () => {
  it("deposits what is due with one click, and takes that back", async () => {
    const calls = list(cheque, { ...cheque, id: 6, due_on: "2099-01-01", buyer_name: "Luis Paz" });
    const { user } = renderPage(<ChequesPage />, { at: `${at}?due=true` });
    const deposited = { ...cheque, status: "DEPOSITED", deposited_on: "2026-11-24", version: 2 };
    const done = answer("post", "/facturacion/cheques/5/deposit", deposited);
    await user.click(await screen.findByRole("button", { name: "Depositar: el cheque de María Vélez" }));
    expect(calls[0]?.query.get("due")).toBe("true");
    expect(screen.queryByRole("button", { name: "Depositar: el cheque de Luis Paz" })).not.toBeInTheDocument();
    const undone = answer("post", "/facturacion/cheques/5/deposit/undo", { ...cheque, version: 3 });
    await user.click(await screen.findByRole("button", { name: "Deshacer" }));
    await waitFor(() => expect(undone).toHaveLength(1));
    expect(done).toHaveLength(1);
  });

  it("asks why the bank gave one back, and says what it refuses", async () => {
    list(cheque);
    const { user } = renderPage(<ChequesPage />, { at });
    await user.click(await screen.findByRole("button", { name: "Devuelto: el cheque de María Vélez" }));
    await user.type(await screen.findByLabelText(/Motivo/), "Fondos insuficientes");
    refuse("post", "/facturacion/cheques/5/bounce", 409, { detail: "Ese cheque es de un pago anulado." });
    await user.click(screen.getByRole("button", { name: "Anotar devuelto" }));
    expect(await screen.findByText("Ese cheque es de un pago anulado.")).toBeInTheDocument();
    const bounced = { ...cheque, status: "BOUNCED", bounced_on: "2026-11-24", bounce_reason: "Fondos insuficientes" };
    const calls = answer("post", "/facturacion/cheques/5/bounce", bounced);
    list(bounced);
    await user.click(screen.getByRole("button", { name: "Anotar devuelto" }));
    expect(
      await screen.findByRole("button", { name: "No fue devuelto: el cheque de María Vélez" }),
    ).toBeInTheDocument();
    expect(calls[0]?.body).toEqual({ reason: "Fondos insuficientes" });
  });

  it("gives the cheque of a deposit back to the patient, and not that of an invoice", async () => {
    const deposit = { ...cheque, id: 6, invoice_id: null, invoice_number: null, buyer_name: "Luis Paz" };
    list(cheque, deposit);
    const { user } = renderPage(<ChequesPage />, { at });
    await user.click(await screen.findByRole("button", { name: "Entregar al paciente: el cheque de Luis Paz" }));
    expect(screen.queryByRole("button", { name: "Entregar al paciente: el cheque de María Vélez" })).toBeNull();
    await user.type(await screen.findByLabelText(/Motivo/), "Ya no se hace");
    const returned = { ...deposit, status: "RETURNED", bounced_on: "2026-11-24", bounce_reason: "Ya no se hace" };
    const calls = answer("post", "/facturacion/cheques/6/return", returned);
    list(cheque, returned);
    await user.click(screen.getByRole("button", { name: "Entregar cheque" }));
    expect(await screen.findByRole("button", { name: "No se entregó: el cheque de Luis Paz" })).toBeInTheDocument();
    expect(calls[0]?.body).toEqual({ reason: "Ya no se hace" });
  });

  it("says where they come from while there is none, and when they do not load", async () => {
    list();
    const first = renderPage(<ChequesPage />, { at });
    expect(await screen.findByText("Aún no hay cheques")).toBeInTheDocument();
    first.unmount();
    refuse("get", "/facturacion/cheques", 503);
    renderPage(<ChequesPage />, { at });
    expect(await screen.findByText("No se pudo cargar la lista de cheques")).toBeInTheDocument();
  });

  it("leads from a deposit's cheque to the account, and says what a bounce takes back", async () => {
    list({ ...cheque, invoice_id: null, invoice_number: null });
    const { user } = renderPage(<ChequesPage />, { at });
    const link = await screen.findByRole("link", { name: "Abono a cuenta" });
    expect(link).toHaveAttribute("href", "/facturacion/cuenta?id=3");
    await user.click(screen.getByRole("button", { name: "Devuelto: el cheque de María Vélez" }));
    expect(await screen.findByText(/Sus \$40,00 dejan de estar a favor/)).toBeInTheDocument();
  });
});
