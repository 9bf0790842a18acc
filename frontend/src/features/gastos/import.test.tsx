import type { ImportReport } from "@/entities/expense/schema";
import { answer, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { ImportPage } from "./components/import-page";

const URL = "/facturacion/expenses/imports";
const done = {
  id: 4,
  name: "noviembre.csv",
  expenses: 1,
  total: "3.00",
  imported_at: "2026-11-24T15:00:00Z",
  imported_by: { id: "1", name: "Paola Rivadeneira" },
  undone_at: null,
  undone_by: null,
  undone_reason: null,
};
const report = (changes: Partial<ImportReport> = {}): ImportReport => ({
  rows: 3,
  ready: 1,
  total: "3.00",
  known: [4],
  wrong_rows: 1,
  errors: [{ row: 3, column: "Valor", message: "Debe ser mayor que 0." }],
  ignored: ["Nota"],
  preview: [
    {
      row: 2,
      date: "2026-11-20",
      category: "Movilización",
      description: "Taxi",
      amount: "3.00",
      supplier_name: null,
      payment_method: "CASH",
    },
  ],
  done: null,
  ...changes,
});
const csv = () => new File(["Fecha;Valor"], "noviembre.csv", { type: "text/csv" });
const none = { data: [], next: null };

it("shows what the file holds before anything is kept, and then keeps it", async () => {
  answer("get", URL, none);
  const calls = answer("post", URL, report());
  const { user } = renderPage(<ImportPage />, { at: "/gastos/importar/" });
  await user.upload(screen.getByLabelText("Archivo de gastos"), csv());
  expect(await screen.findByText(/3 filas: 1 por registrar/)).toBeInTheDocument();
  expect(calls[0]?.body).toEqual({ name: "noviembre.csv", content: btoa("Fecha;Valor"), dry_run: true });
  const errors = within(screen.getByRole("table", { name: "Errores por fila" }));
  expect(errors.getByRole("row", { name: "3 Valor Debe ser mayor que 0." })).toBeInTheDocument();
  expect(screen.getByText(/no se repiten: fila 4/)).toBeInTheDocument();
  expect(screen.getByText("Columnas que no se usan: «Nota».")).toBeInTheDocument();

  const kept = answer("post", URL, report({ done }));
  await user.click(screen.getByRole("button", { name: "Importar 1 gasto" }));
  expect(await screen.findByText(/1 gasto registrado por/)).toBeInTheDocument();
  expect(kept[0]?.body).toMatchObject({ dry_run: false, only_valid: true });
  expect(screen.getByRole("link", { name: "Verlos en la lista" })).toHaveAttribute("href", "/gastos?import_id=4");
});

it("says why a file is none", async () => {
  answer("get", URL, none);
  refuse("post", URL, 422, { title: "Datos inválidos", detail: "Falta la columna «Valor»." });
  const { user } = renderPage(<ImportPage />, { at: "/gastos/importar/" });
  await user.upload(screen.getByLabelText("Archivo de gastos"), csv());
  expect(await screen.findByRole("alert")).toHaveTextContent("Falta la columna «Valor».");
});

it("undoes the wrong file with a reason", async () => {
  answer("get", URL, { data: [done], next: null });
  const calls = answer("post", `${URL}/4/undo`, { ...done, undone_at: "2026-11-24T16:00:00Z" });
  const { user } = renderPage(<ImportPage />, { at: "/gastos/importar/" });
  await user.click(await screen.findByRole("button", { name: "Deshacer noviembre.csv" }));
  const dialog = within(await screen.findByRole("alertdialog"));
  await user.type(dialog.getByLabelText("Motivo"), "Era el mes pasado");
  await user.click(dialog.getByRole("button", { name: "Deshacer importación" }));
  await waitFor(() => expect(calls[0]?.body).toEqual({ reason: "Era el mes pasado" }));
});

it("is only for who records expenses", () => {
  renderPage(<ImportPage />, { me: { permissions: ["expenses:read"] } });
  expect(screen.getByText(/No puede ver la importación de gastos/)).toBeInTheDocument();
});
