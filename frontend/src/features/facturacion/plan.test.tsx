import { accountOf } from "@/entities/account/testing";
import { invoice } from "@/entities/invoice/testing";
import { addMonths, today } from "@/lib/dates";
import { answer, renderPage, screen, waitFor, within } from "@/testing/render";
import { InvoicePage } from "./components/invoice-page";
import { monthly } from "./plan";

const PATH = "/facturacion/invoices/7";
const AT = "/facturacion/ver/?id=7";
const plan = {
  total: "85.25",
  agreed_at: "2026-10-24T15:00:00Z",
  agreed_by: { id: "1", name: "Paola Rivadeneira" },
  overdue: "40.00",
  instalments: [
    { position: 1, due_on: "2026-10-30", amount: "40.00", left: "40.00", overdue: true },
    { position: 2, due_on: "2199-11-30", amount: "45.25", left: "45.25", overdue: false },
  ],
};

it("shares what is owed to the cent, month by month, also from the last day of one", () => {
  expect(monthly("100.00", 3, "2026-01-31")).toEqual([
    { due_on: "2026-01-31", amount: "33,33" },
    { due_on: addMonths("2026-01-31", 1), amount: "33,33" },
    { due_on: "2026-03-31", amount: "33,34" },
  ]);
});

it("agrees equal instalments of what is owed", async () => {
  answer("get", PATH, invoice());
  const calls = answer("put", `${PATH}/instalments`, invoice({ plan }));
  const { user } = renderPage(<InvoicePage />, { at: AT });
  await user.click(await screen.findByRole("button", { name: "Acordar cuotas" }));
  const sheet = within(await screen.findByRole("dialog", { name: "Acordar cuotas" }));
  await user.clear(sheet.getByLabelText("Cuotas mensuales iguales"));
  await user.type(sheet.getByLabelText("Cuotas mensuales iguales"), "2");
  await user.click(sheet.getByRole("button", { name: "Repartir" }));
  await user.click(sheet.getByRole("button", { name: "Acordar cuotas" }));
  await waitFor(() =>
    expect(calls[0]?.body).toEqual({
      instalments: [
        { due_on: today(), amount: "42.62" },
        { due_on: addMonths(today(), 1), amount: "42.63" },
      ],
    }),
  );
});

it("says what is overdue, and why an agreement changes", async () => {
  const before = [{ ended_at: "2026-10-24T15:00:00Z", ended_by: { id: "1", name: "Paola" }, end_reason: "Otro día" }];
  answer("get", PATH, invoice({ plan, ended_plans: before }));
  const { user } = renderPage(<InvoicePage />, { at: AT });
  const card = within(await screen.findByLabelText("Cuotas"));
  expect(card.getByText(/^Vencido .*40,00/)).toBeInTheDocument();
  expect(card.getByText(/Vencida, faltan .*40,00/)).toBeInTheDocument();
  expect(card.getByText(/Otro día/)).toBeInTheDocument();
  await user.click(card.getByRole("button", { name: "Cambiar cuotas" }));
  const sheet = within(await screen.findByRole("dialog", { name: "Cambiar las cuotas" }));
  await user.click(sheet.getByRole("button", { name: "Cambiar cuotas" }));
  expect(await sheet.findByText("Escriba por qué cambia lo acordado.")).toBeInTheDocument();
});

it("passes what was paid to another invoice of the patient", async () => {
  answer("get", PATH, invoice({ paid: "85.25", balance: "0.00", payment_status: "PAID" }));
  const other = { id: 8, number: "001-001-000000124", issue_date: "2026-11-25", total: "50.00", balance: "50.00" };
  answer("get", "/facturacion/patients/3/account", accountOf(3, { owed: "50.00", invoices: [other] }));
  const calls = answer("post", `${PATH}/transfers`, { data: [] }, { status: 201 });
  const { user } = renderPage(<InvoicePage />, { at: AT });
  await user.click(await screen.findByRole("button", { name: "Más acciones" }));
  await user.click(await screen.findByRole("menuitem", { name: "Pasar lo pagado a otra factura" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Pasar lo pagado" }));
  await user.type(dialog.getByLabelText("Motivo"), "Era de la otra");
  await user.click(dialog.getByRole("button", { name: "Pasar" }));
  expect(await dialog.findByText(/El saldo de la otra factura es de .*50,00/)).toBeInTheDocument();
  await user.clear(dialog.getByLabelText("Valor"));
  await user.type(dialog.getByLabelText("Valor"), "50");
  await user.click(dialog.getByRole("button", { name: "Pasar" }));
  await waitFor(() => expect(calls[0]?.body).toEqual({ to_invoice_id: 8, amount: "50", reason: "Era de la otra" }));
});
