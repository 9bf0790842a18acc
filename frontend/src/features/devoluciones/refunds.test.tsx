import { answer, renderPage, screen, within } from "@/testing/render";
import { RefundsPage } from "./components/refunds-page";

const refund = {
  id: 9,
  kind: "RETURNED",
  amount: "40.00",
  method: "CASH",
  reference: null,
  day: "2026-11-24",
  reason: "No se hizo",
  patient_id: 3,
  invoice_id: 7,
  invoice_number: "001-001-000000123",
  buyer_name: "María Fernanda Vélez",
  recorded_by: { id: "1", name: "Paola Rivadeneira" },
};

it("lists what was given back and leads to where it came from", async () => {
  const calls = answer("get", "/facturacion/refunds", { data: [refund], next: null, total: 1, total_exact: true });
  renderPage(<RefundsPage />, { at: "/facturacion/devoluciones/?kind=RETURNED" });
  const table = within(await screen.findByRole("table"));
  expect(await table.findByText("María Fernanda Vélez")).toBeInTheDocument();
  expect(table.getByRole("link", { name: "001-001-000000123" })).toHaveAttribute(
    "href",
    expect.stringContaining("id=7"),
  );
  expect(calls[0]?.query.get("kind")).toBe("RETURNED");
});

it("says so where it was not noted whose it was, and leads to the account", async () => {
  const old = { ...refund, kind: "REFUND", invoice_id: null, invoice_number: null, buyer_name: null };
  answer("get", "/facturacion/refunds", { data: [old], next: null, total: 1, total_exact: true });
  renderPage(<RefundsPage />, { at: "/facturacion/devoluciones/" });
  const table = within(await screen.findByRole("table"));
  expect(await table.findByText("Sin registro")).toBeInTheDocument();
  expect(table.getByRole("link", { name: "Cuenta del paciente" })).toBeInTheDocument();
});

it("says where a refund is made while there is none", async () => {
  answer("get", "/facturacion/refunds", { data: [], next: null, total: 0, total_exact: true });
  renderPage(<RefundsPage />, { at: "/facturacion/devoluciones/" });
  expect(await screen.findByText("Aún no se devolvió nada")).toBeInTheDocument();
});
