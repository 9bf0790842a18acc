import { accountOf } from "@/entities/account/testing";
import { answer, renderPage, screen, waitFor, within } from "@/testing/render";
import { AccountPage } from "./components/account-page";
import { partsOf } from "./words";

const AT = "/facturacion/cuenta/?id=3";
const ACCOUNT = "/facturacion/patients/3/account";
const owed = { id: 7, number: "001-001-000000123", issue_date: "2026-11-24", total: "85.25", balance: "85.25" };
const full = accountOf(3, {
  owed: "85.25",
  credit: "60.00",
  balance: "25.25",
  invoices: [owed],
  entries: [
    {
      day: "2026-11-20",
      at: "2026-11-20T15:00:00Z",
      kind: "DEPOSIT",
      invoice_id: null,
      document: null,
      method: "TRANSFER",
      amount: "-60.00",
      balance: "-60.00",
    },
    {
      day: "2026-11-24",
      at: "2026-11-24T15:00:00Z",
      kind: "INVOICE",
      invoice_id: 7,
      document: "001-001-000000123",
      method: null,
      amount: "85.25",
      balance: "25.25",
    },
  ],
});

const open = (me = {}) =>
  renderPage(<AccountPage />, {
    at: AT,
    me: { permissions: ["invoices:read", "payments:write", "payments:refund"], ...me },
  });

it("spreads what is in favour over the oldest first", () => {
  expect(partsOf("100.00", [owed, { ...owed, id: 8 }])).toEqual([
    { invoice_id: 7, amount: "85.25" },
    { invoice_id: 8, amount: "14.75" },
  ]);
});

it("shows what is owed and in favour, with every entry and the balance after it", async () => {
  answer("get", ACCOUNT, full);
  open();
  const ledger = within(await screen.findByRole("table"));
  expect(ledger.getAllByRole("row")).toHaveLength(3);
  expect(ledger.getByText("Abono a cuenta · transferencia")).toBeInTheDocument();
  expect(screen.getByText(/Debe .*25,25.* en 1 factura/)).toBeInTheDocument();
});

it("applies what is in favour to what is owed", async () => {
  answer("get", ACCOUNT, full);
  const calls = answer("post", "/facturacion/patients/3/applications", { data: [] }, { status: 201 });
  const { user } = open();
  await user.click(await screen.findByRole("button", { name: "Aplicar a lo que debe" }));
  await waitFor(() => expect(calls[0]?.body).toEqual({ invoices: [{ invoice_id: 7, amount: "60.00" }] }));
});

it("says that there is nothing yet, and gives nothing back where nothing is in favour", async () => {
  open();
  expect(await screen.findByText("Sin movimientos")).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Devolver dinero" })).not.toBeInTheDocument();
});
