import { invoice, payment } from "@/entities/invoice/testing";
import { answer, renderPage, screen, waitFor, within } from "@/testing/render";
import { InvoicePage } from "./components/invoice-page";

const PATH = "/facturacion/invoices/7";
const left = [
  { id: 1, description: "Resina compuesta", iva_rate: "0.00", quantity: "1.000", subtotal: "45.00" },
  { id: 2, description: "Cepillo eléctrico", iva_rate: "15.00", quantity: "1.000", subtotal: "35.00" },
];

it("credits some lines, and asks where what was paid goes", async () => {
  const paid = invoice({ paid: "85.25", balance: "0.00", payment_status: "PAID", payments: [payment()] });
  answer("get", PATH, paid);
  answer("get", `${PATH}/credit-notes`, { data: left });
  const calls = answer("post", `${PATH}/credit-notes`, { ...paid, credited: "40.25" }, { status: 201 });
  const { user } = renderPage(<InvoicePage />, { at: "/facturacion/ver/?id=7" });
  await user.click(await screen.findByRole("button", { name: "Más acciones" }));
  await user.click(await screen.findByRole("menuitem", { name: /Emitir nota de crédito/ }));
  const sheet = within(await screen.findByRole("dialog", { name: "Nota de crédito" }));
  await user.clear(sheet.getAllByLabelText("Cantidad")[0]!);
  await user.type(sheet.getByLabelText("Motivo"), "No se entregó");
  expect(sheet.getByText(/ya se pagaron .*40,25/)).toBeInTheDocument();
  await user.click(sheet.getByRole("radio", { name: "Queda a favor del paciente" }));
  await user.click(sheet.getByRole("button", { name: "Emitir nota de crédito" }));
  await waitFor(() =>
    expect(calls[0]?.body).toEqual({
      lines: [{ line_id: 2, quantity: "1" }],
      reason: "No se entregó",
      settle: "CREDIT",
    }),
  );
});

it("says why an invoice to the final consumer is neither annulled nor credited", async () => {
  const buyer = { ...invoice().buyer, id_type: "07" as const, document: "9999999999999", name: "CONSUMIDOR FINAL" };
  answer("get", PATH, invoice({ buyer }));
  const { user } = renderPage(<InvoicePage />, { at: "/facturacion/ver/?id=7" });
  await user.click(await screen.findByRole("button", { name: "Más acciones" }));
  expect(await screen.findByText("Una factura a consumidor final no lleva nota de crédito.")).toBeInTheDocument();
  expect(screen.getByText("Una factura a consumidor final no se anula ni lleva nota de crédito.")).toBeInTheDocument();
});
