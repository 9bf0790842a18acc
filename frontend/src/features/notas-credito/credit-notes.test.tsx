import { answer, renderPage, screen, within } from "@/testing/render";
import { CreditNotesPage } from "./components/credit-notes-page";

const note = {
  id: 4,
  invoice_id: 7,
  number: "001-001-000000002",
  issue_date: "2026-11-24",
  reason: "Se cobró de más",
  total: "20.00",
  returned: "5.00",
  issued_by: { id: "1", name: "Paola Rivadeneira" },
  invoice_number: "001-001-000000123",
  buyer_name: "María Fernanda Vélez",
};

it("lists the notes, opens the invoice of each and prints it", async () => {
  answer("get", "/facturacion/credit-notes", { data: [note], next: null, total: 1, total_exact: true });
  renderPage(<CreditNotesPage />, { at: "/facturacion/notas-de-credito/" });
  const table = within(await screen.findByRole("table"));
  expect(await table.findByText("María Fernanda Vélez")).toBeInTheDocument();
  expect(table.getByRole("link", { name: "Imprimir 001-001-000000002" })).toHaveAttribute(
    "href",
    "/api/facturacion/credit-notes/4/pdf",
  );
});

it("says where a note comes from while there is none", async () => {
  answer("get", "/facturacion/credit-notes", { data: [], next: null, total: 0, total_exact: true });
  renderPage(<CreditNotesPage />, { at: "/facturacion/notas-de-credito/" });
  expect(await screen.findByText("Aún no hay notas de crédito")).toBeInTheDocument();
});
