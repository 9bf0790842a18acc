import { answer, renderPage, screen, waitFor, within } from "@/testing/render";
import { HeldPage } from "./components/held-page";
import { PackagesPage } from "./components/packages-page";

const held = {
  id: 5,
  package_id: 2,
  invoice_id: 9,
  number: "001-001-000000009",
  name: "Limpieza anual",
  patient_id: 3,
  patient_name: "Rosa Andrade",
  sold_on: "2026-11-01",
  expires_on: "2027-11-01",
  final_consumer: false,
  state: "OPEN",
  sessions: 4,
  used: 1,
  amount: "120.00",
  delivered: "30.00",
  refunded: "0.00",
  remaining: "90.00",
  version: 2,
};
const detail = {
  ...held,
  items: [{ id: 11, treatment_id: 7, treatment_name: "Limpieza", sessions: 4, left: 3 }],
  sharers: [{ patient_id: 8, patient_name: "Luis Andrade" }],
  extensions: [],
  uses: [
    {
      id: 21,
      kind: "REDEEMED",
      session: 1,
      treatment_name: "Limpieza",
      value: "30.00",
      day: "2026-11-20",
      patient_name: "Rosa Andrade",
      doctor_name: "Lucía Mora",
      appointment_id: 40,
      undone_at: null,
      undone_reason: null,
    },
  ],
};
const PATH = "/facturacion/patient-packages/5";

it("lists what was sold with what is left of it", async () => {
  answer("get", "/facturacion/patient-packages", { data: [held], next: null });
  renderPage(<PackagesPage />, { at: "/facturacion/paquetes/" });
  const table = within(await screen.findByRole("table"));
  expect(await table.findByText("Rosa Andrade")).toBeInTheDocument();
  expect(table.getByText("1 de 4")).toBeInTheDocument();
  expect(table.getByText("Vigente")).toBeInTheDocument();
});

it("says what is owed in sessions, what expired apart", async () => {
  const sums = { count: 1, sessions: 3, open: "90.00", expired: "0.00", remaining: "90.00" };
  answer("get", "/facturacion/packages/liability", {
    today: "2026-11-29",
    rows: [{ package_id: 2, name: "Limpieza anual", ...sums }],
    total: sums,
  });
  answer("get", "/facturacion/patient-packages", { data: [], next: null });
  renderPage(<PackagesPage />, { at: "/facturacion/paquetes/?ver=deuda" });
  expect(await screen.findByRole("link", { name: "Limpieza anual" })).toHaveAttribute(
    "href",
    expect.stringContaining("package_id=2"),
  );
});

it("uses a session by hand for who shares the package", async () => {
  answer("get", PATH, detail);
  const calls = answer("post", `${PATH}/redemptions`, detail, { status: 201 });
  const { user } = renderPage(<HeldPage />, { at: "/facturacion/paquetes/ver/?id=5" });
  await user.click(await screen.findByRole("button", { name: "Usar una sesión" }));
  expect(document.title).toBe(`${held.patient_name} · ${held.name}`);
  const dialog = within(await screen.findByRole("dialog"));
  await user.click(dialog.getByRole("button", { name: "Usar sesión" }));
  await waitFor(() => expect(calls[0]?.body).toEqual({ item_id: 11, patient_id: 3 }));
});

it("undoes a session with a reason, and gives back what is left", async () => {
  answer("get", PATH, detail);
  const undone = answer("post", "/facturacion/package-redemptions/21/undo", detail);
  const refunds = answer("post", `${PATH}/refunds`, detail, { status: 201 });
  const { user } = renderPage(<HeldPage />, { at: "/facturacion/paquetes/ver/?id=5" });
  await user.click(await screen.findByRole("button", { name: "Deshacer" }));
  await user.type(await screen.findByRole("textbox"), "Fue otra persona");
  await user.click(screen.getByRole("button", { name: "Deshacer sesión" }));
  await waitFor(() => expect(undone[0]?.body).toEqual({ reason: "Fue otra persona" }));
  await user.click(await screen.findByRole("button", { name: "Devolver lo que queda" }));
  await user.type(await screen.findByLabelText("Motivo"), "Se va de viaje");
  await user.click(screen.getByRole("button", { name: "Devolver" }));
  await waitFor(() =>
    expect(refunds[0]?.body).toEqual({
      items: [{ item_id: 11, sessions: 3 }],
      reason: "Se va de viaje",
      settle: "CREDIT",
      method: null,
    }),
  );
});

it("offers nothing to who only looks", async () => {
  answer("get", PATH, detail);
  renderPage(<HeldPage />, { at: "/facturacion/paquetes/ver/?id=5", me: { permissions: ["packages:read"] } });
  expect(await screen.findByText("Luis Andrade")).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: /Usar|Compartir|Devolver|Quitar|Deshacer/ })).not.toBeInTheDocument();
});

it("counts what expired as income once somebody says so, and says what a final consumer cannot have back", async () => {
  const expired = { ...detail, state: "EXPIRED", expires_on: "2026-11-01", final_consumer: true };
  answer("get", PATH, expired);
  const use = { ...detail.uses[0]!, id: 22, kind: "EXPIRED", session: 2, patient_name: null, doctor_name: null };
  const calls = answer("post", `${PATH}/expiry`, { ...expired, state: "USED", used: 4, uses: [...detail.uses, use] });
  const { user } = renderPage(<HeldPage />, { at: "/facturacion/paquetes/ver/?id=5" });
  expect(await screen.findByText(/consumidor final/)).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Devolver lo que queda" })).not.toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Reconocer como ingreso" }));
  const dialog = within(await screen.findByRole("alertdialog"));
  await user.click(dialog.getByRole("button", { name: "Reconocer como ingreso" }));
  await waitFor(() => expect(calls).toHaveLength(1));
});
