import { appointment } from "@/entities/appointment/testing";
import { patient } from "@/entities/patient/testing";
import { answer, configure, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { MaterialsPage } from "./components/materials-page";

configure({ asyncUtilTimeout: 8000 });
jest.setTimeout(60_000);

const PERMISSIONS = ["patients:read", "appointments:read", "materials:read", "materials:write", "sterilisation:read"];
const LOT = {
  id: 4,
  product_name: "Lidocaína 2 %",
  unit: "cárpula",
  lot_number: "L-1",
  expiry_date: null,
  quantity: "9.000",
};
const use = {
  id: 8,
  appointment_id: 12,
  patient: { id: 7, name: "Marcela Vélez" },
  product_name: LOT.product_name,
  unit: LOT.unit,
  lot_id: 4,
  lot_number: "L-1",
  expiry_date: null,
  recalled: true,
  quantity: "1.000",
  tooth: 36,
  used_on: "2026-11-24",
  noted_at: "2026-11-24T15:00:00+00:00",
  noted_by: { id: "3", name: "Dra. Salazar" },
  withdrawn: null,
};
const page = (data: object[]) => ({ data, next: null }) as never;

function clinic(uses: object[] = []) {
  answer("get", "/historia-clinica/patients/7", patient());
  answer(
    "get",
    "/citas/appointments",
    page([appointment({ id: 12, status: "IN_PROGRESS", start_time: "2026-11-24T15:00:00+00:00" })]),
  );
  answer("get", "/inventario/material-uses", page(uses));
  answer("get", "/inventario/pack-uses", page([]));
  answer("get", "/inventario/lots", page([LOT]));
}
const open = (permissions = PERMISSIONS) =>
  renderPage(<MaterialsPage />, { at: "/materiales/?id=7", me: { permissions } });

it("notes which lot was used at which tooth of a visit", async () => {
  clinic();
  const calls = answer("post", "/inventario/material-uses", use as never, { status: 201 });
  const { user } = open();
  expect(await screen.findByText("Nada anotado en esta atención.")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Material" }));
  const sheet = within(await screen.findByRole("dialog", { name: "Anotar material" }));
  await user.click(sheet.getByRole("button", { name: "Anotar material" }));
  expect(await sheet.findByText("Elija un lote.")).toBeInTheDocument();
  await user.click(sheet.getByRole("combobox", { name: "Lote" }));
  await user.click(await screen.findByRole("option", { name: /Lidocaína/ }));
  await user.type(sheet.getByRole("textbox", { name: /^Pieza/ }), "36");
  await user.click(sheet.getByRole("button", { name: "Anotar material" }));
  await waitFor(() => expect(calls[0]?.body).toEqual({ appointment_id: 12, lot_id: 4, quantity: "1", tooth: 36 }));
});

it("says that a lot was recalled, and withdraws what was noted with a reason", async () => {
  clinic([use]);
  const calls = answer("post", "/inventario/material-uses/8/withdraw", use as never);
  const { user } = open();
  expect(await screen.findByText("Lote retirado")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Retirar Lidocaína 2 %, 36" }));
  const dialog = within(await screen.findByRole("alertdialog"));
  await user.type(dialog.getByRole("textbox"), "Otro paciente");
  await user.click(dialog.getByRole("button", { name: "Retirar" }));
  await waitFor(() => expect(calls[0]?.body).toEqual({ reason: "Otro paciente" }));
});

it("only shows to who may not write, and says what failed", async () => {
  clinic([use]);
  const { unmount } = open(["patients:read", "appointments:read", "materials:read"]);
  expect(await screen.findByText(/Lote L-1/)).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: /^Retirar/ })).not.toBeInTheDocument();
  unmount();
  refuse("get", "/inventario/material-uses", 503);
  open();
  expect(await screen.findByRole("button", { name: "Reintentar" })).toBeInTheDocument();
});
