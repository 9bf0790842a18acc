import type { Proposal, Recurring } from "@/entities/expense/schema";
import { answer, renderPage, screen, waitFor, within } from "@/testing/render";
import { RecurringPage } from "./components/recurring-page";

const URL = "/facturacion/recurring-expenses";
const rule: Recurring = {
  id: 3,
  category: "Arriendo",
  description: "Arriendo del consultorio",
  amount: "690.00",
  iva: "90.00",
  supplier_name: "Andina",
  payment_method: "TRANSFER",
  day_of_month: 5,
  first_month: "2026-01-01",
  active: true,
  version: 2,
};
const proposal: Proposal = {
  recurring_id: 3,
  month: "2026-11-01",
  due_on: "2026-11-05",
  category: "Arriendo",
  description: "Arriendo del consultorio",
  amount: "690.00",
  supplier_name: "Andina",
  payment_method: "TRANSFER",
};

function serve(data = [proposal], rules = [rule]) {
  answer("get", "/facturacion/expenses/categories", { data: [] });
  answer("get", `${URL}/proposals`, { data, skipped: [] });
  answer("get", URL, { data: rules, next: null });
}

it("records the month as it really was", async () => {
  serve();
  const calls = answer("post", `${URL}/3/expenses`, {
    ...{ id: 9, date: "2026-11-05", category: "Arriendo", description: "Arriendo", amount: "700.00" },
    ...{ payment_method: "TRANSFER", active: true, recorded_by: { id: "1", name: "Ana" }, version: 1, created_at: "" },
  });
  const { user } = renderPage(<RecurringPage />, { at: "/gastos/recurrentes/" });
  await user.click(await screen.findByRole("button", { name: "Registrar Arriendo del consultorio" }));
  const dialog = within(await screen.findByRole("dialog"));
  const amount = dialog.getByLabelText("Valor");
  await user.clear(amount);
  await user.type(amount, "700");
  await user.click(dialog.getByRole("button", { name: "Registrar gasto" }));
  await waitFor(() => expect(calls[0]?.body).toMatchObject({ month: "2026-11-01", amount: "700", date: "2026-11-05" }));
});

it("skips a month, and stops a rule at the version it was read", async () => {
  serve();
  const skips = answer("post", `${URL}/3/skips`, { data: [], skipped: [] });
  const stops = answer("patch", `${URL}/3`, { ...rule, active: false, version: 3 });
  const { user } = renderPage(<RecurringPage />, { at: "/gastos/recurrentes/" });
  await user.click(await screen.findByRole("button", { name: "Omitir Arriendo del consultorio" }));
  await waitFor(() => expect(skips[0]?.body).toEqual({ month: "2026-11-01" }));
  await user.click(screen.getByRole("button", { name: "Detener Arriendo del consultorio" }));
  await waitFor(() => expect(stops[0]?.body).toEqual({ active: false }));
  expect(stops[0]?.headers.get("If-Match")).toBe('"2"');
});

it("says what it is for while there is none", async () => {
  serve([], []);
  renderPage(<RecurringPage />, { at: "/gastos/recurrentes/" });
  expect(await screen.findByText("Aún no hay gastos de cada mes")).toBeInTheDocument();
});
