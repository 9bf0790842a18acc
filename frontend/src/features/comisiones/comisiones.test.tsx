import { answer, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { CommissionsPage } from "./components/commissions-page";

const sums = { count: 3, amount: "75.00", settled: "45.00", pending: "30.00" };
const row = { ...sums, doctor_id: 4, doctor_name: "Lucía Mora" };
const pending = {
  doctor_id: 4,
  doctor_name: "Lucía Mora",
  count: 3,
  first: "2026-10-03",
  last: "2026-11-20",
  amount: "30.00",
};
const entry = {
  id: 1,
  day: "2026-11-20",
  doctor_id: 4,
  doctor_name: "Lucía Mora",
  treatment_name: "Endodoncia",
  invoice_id: 9,
  number: "001-001-000000009",
  appointment_id: 40,
  basis: "COLLECTED",
  amount: "75.00",
  settlement_id: null,
};
const settlement = {
  id: 7,
  number: 3,
  doctor_id: 4,
  doctor_name: "Lucía Mora",
  first: "2026-10-03",
  last: "2026-11-20",
  entries: 3,
  amount: "30.00",
  made_at: "2026-11-21T10:00:00-05:00",
  made_by: { id: "1", name: "Ana Pérez" },
  paid: false,
  expense_id: null,
  undone_at: null,
  undone_reason: null,
};
const rule = {
  id: 2,
  doctor_id: 4,
  doctor_name: "Lucía Mora",
  treatment_id: null,
  treatment_name: null,
  category: null,
  percent: "30.00",
  amount: null,
  basis: "COLLECTED",
  net_of_materials: true,
  valid_from: "2026-01-01",
  valid_to: null,
  version: 1,
};
const SETTLEMENTS = "/facturacion/commission-settlements";

function everything() {
  answer("get", "/facturacion/commissions/earned", { data: [row], total: sums });
  answer("get", "/facturacion/commissions/pending", { data: [pending] });
  answer("get", "/facturacion/commissions", { data: [entry], next: null });
  answer("get", `${SETTLEMENTS}/7`, settlement);
  return answer("get", SETTLEMENTS, { data: [settlement], next: null });
}

it("opens what a professional earned into its lines, and these into their invoice", async () => {
  everything();
  const { user } = renderPage(<CommissionsPage />, { at: "/comisiones/?mes=2026-11" });
  await user.click(await screen.findByRole("button", { name: "Lucía Mora" }));
  const lines = within(await screen.findByRole("list", { name: "Líneas" }));
  expect(lines.getByText("Endodoncia")).toBeInTheDocument();
  expect(lines.getByRole("link", { name: "001-001-000000009" })).toHaveAttribute(
    "href",
    expect.stringMatching(/facturacion\/ver\/?\?id=9$/),
  );
  expect(lines.getByText(/sobre lo cobrado/)).toBeInTheDocument();
});

it("settles up to the end of the month that is seen, and shows the settlement", async () => {
  everything();
  const calls = answer("post", SETTLEMENTS, settlement, { status: 201 });
  const { user } = renderPage(<CommissionsPage />, { at: "/comisiones/?mes=2026-10" });
  await user.click(await screen.findByRole("button", { name: "Liquidar" }));
  const dialog = within(await screen.findByRole("dialog"));
  expect(dialog.getByText(/\$30,00 en 3 líneas, desde el 3 oct 2026/)).toBeInTheDocument();
  await user.click(dialog.getByRole("button", { name: "Liquidar" }));
  await waitFor(() => expect(calls[0]?.body).toEqual({ doctor_id: 4, last: "2026-10-31" }));
  expect(await screen.findByRole("heading", { name: "Liquidación LQ-000003" })).toBeInTheDocument();
});

it("pays a settlement as an expense, and undoes it with a reason", async () => {
  everything();
  let now = settlement;
  answer("get", `${SETTLEMENTS}/7`, () => now);
  const paid = answer("post", `${SETTLEMENTS}/7/payment`, () => (now = { ...settlement, paid: true }), { status: 201 });
  const undone = answer("post", `${SETTLEMENTS}/7/undo`, settlement);
  const { user } = renderPage(<CommissionsPage />, { at: "/comisiones/?ver=liquidaciones&liquidacion=7" });
  await user.click(await screen.findByRole("button", { name: "Deshacer" }));
  expect(document.title).toBe("Liquidación LQ-000003");
  await user.type(await screen.findByRole("textbox"), "Faltaba una cita");
  await user.click(screen.getByRole("button", { name: "Deshacer liquidación" }));
  await waitFor(() => expect(undone[0]?.body).toEqual({ reason: "Faltaba una cita" }));
  await user.click(await screen.findByRole("button", { name: "Pagar" }));
  await user.click(
    within(await screen.findByRole("dialog", { name: /Pagar \$30,00/ })).getByRole("button", { name: "Pagar" }),
  );
  await waitFor(() => expect(paid[0]?.body).toMatchObject({ payment_method: "TRANSFER", from_till: false }));
  expect(await screen.findByText(/Se pagó como un gasto/)).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Pagar" })).not.toBeInTheDocument();
});

it("makes a rule of a category, and says at its field what the service refuses", async () => {
  answer("get", "/facturacion/commission-rules", { data: [] });
  answer("get", "/inventario/treatments/categories", { data: [{ name: "Cirugía", count: 2 }] });
  answer("get", "/auth/practitioners", { data: [{ id: 4, full_name: "Lucía Mora" }], next: null });
  const calls = refuse("post", "/facturacion/commission-rules", 409, {
    errors: [{ field: "valid_from", message: "Ya hay una regla para lo mismo en esas fechas." }],
  });
  const { user } = renderPage(<CommissionsPage />, { at: "/comisiones/?ver=reglas&nuevo=1" });
  const sheet = within(await screen.findByRole("dialog"));
  await user.click(sheet.getByRole("button", { name: "Crear regla" }));
  expect(await sheet.findByText("Elija una opción.")).toBeInTheDocument();
  await user.click(sheet.getByRole("combobox", { name: "Profesional" }));
  await user.click(await screen.findByRole("option", { name: "Lucía Mora" }));
  await user.click(sheet.getByRole("radio", { name: "Los de una categoría" }));
  await user.type(sheet.getByLabelText("Categoría"), "Cirugía");
  await user.type(sheet.getByLabelText("Porcentaje"), "12,5");
  await user.click(sheet.getByRole("button", { name: "Crear regla" }));
  await waitFor(() =>
    expect(calls[0]?.body).toMatchObject({
      doctor_id: 4,
      category: "Cirugía",
      treatment_id: null,
      percent: "12.5",
      amount: null,
      basis: "COLLECTED",
    }),
  );
  expect(await sheet.findByText("Ya hay una regla para lo mismo en esas fechas.")).toBeInTheDocument();
});

it("gives a rule its last day, or takes back one that nothing was earned under", async () => {
  answer("get", "/facturacion/commission-rules", { data: [rule] });
  const removed = answer("delete", "/facturacion/commission-rules/2", null, { status: 204 });
  const { user } = renderPage(<CommissionsPage />, { at: "/comisiones/?ver=reglas" });
  expect(await screen.findByText(/30 % de lo cobrado, menos materiales/)).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: /^Terminar la regla/ }));
  expect(await screen.findByRole("dialog", { name: /Terminar la regla/ })).toBeInTheDocument();
  await user.keyboard("{Escape}");
  await user.click(screen.getByRole("button", { name: /^Quitar la regla/ }));
  await user.click(await screen.findByRole("button", { name: "Quitar regla" }));
  await waitFor(() => expect(removed[0]?.headers.get("If-Match")).toBe('"1"'));
});

it("shows a professional their own and nobody else's", async () => {
  answer("get", "/facturacion/commissions/own/earned", {
    data: [{ ...sums, treatment_id: 8, treatment_name: "Endodoncia" }],
    total: sums,
  });
  answer("get", `${SETTLEMENTS}/own`, { data: [settlement], next: null });
  renderPage(<CommissionsPage />, { at: "/comisiones/", me: { permissions: ["commissions:own"] } });
  expect(await screen.findByRole("heading", { name: "Mis comisiones" })).toBeInTheDocument();
  expect(await screen.findByRole("button", { name: "Endodoncia" })).toBeInTheDocument();
  expect(await screen.findByRole("link", { name: "Imprimir LQ-000003" })).toHaveAttribute(
    "href",
    `/api${SETTLEMENTS}/own/7/pdf`,
  );
  expect(screen.queryByRole("button", { name: /Liquidar|Nueva regla/ })).not.toBeInTheDocument();
});

it("says when nothing was earned, what failed, and who may see it", async () => {
  answer("get", "/facturacion/commissions/earned", { data: [], total: { ...sums, count: 0 } });
  answer("get", "/facturacion/commissions/pending", { data: [] });
  const { unmount } = renderPage(<CommissionsPage />, { at: "/comisiones/?mes=2026-11" });
  expect(await screen.findByText(/Nadie ganó comisiones en/)).toBeInTheDocument();
  unmount();
  refuse("get", "/facturacion/commission-rules", 503);
  const second = renderPage(<CommissionsPage />, { at: "/comisiones/?ver=reglas" });
  expect(await screen.findByText("No se pudo cargar las reglas")).toBeInTheDocument();
  second.unmount();
  renderPage(<CommissionsPage />, { at: "/comisiones/", me: { permissions: ["patients:read"] } });
  expect(await screen.findByText("No puede ver las comisiones")).toBeInTheDocument();
});
