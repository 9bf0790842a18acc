import { patient } from "@/entities/patient/testing";
import type { PlanItem } from "@/entities/plan/schema";
import { plan, planItem } from "@/entities/plan/testing";
import { answer, configure, fireEvent, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { PlanPage } from "./components/plan-page";

configure({ asyncUtilTimeout: 8000 });
jest.setTimeout(60_000);

const OF = "/historia-clinica/patients/7/treatment-plans";
const ALL = ["patients:read", "records:read", "records:write", "plans:read", "plans:accept", "quotes:read"];
const BOOKS = [...ALL, "appointments:write"];

function clinic(items: PlanItem[] | null, change = {}) {
  answer("get", "/historia-clinica/patients/7", patient());
  answer("get", "/facturacion/plan-items", { data: [] });
  const current = items && plan(items, change);
  answer("get", OF, {
    data: current ? [{ ...current, created_at: "2026-11-20T15:00:00+00:00" }] : [],
    current,
  } as never);
}
const open = (permissions = ALL) => renderPage(<PlanPage />, { at: "/plan/?id=7", me: { permissions } });

it("shows items by phase with what each waits for, and the totals", async () => {
  clinic(
    [
      planItem({ id: 1, phase: 1, status: "DONE", sessions_done: 1, tooth: null, faces: [], name: "Profilaxis" }),
      planItem({ id: 2, phase: 2, status: "ACCEPTED", sessions: 2, sessions_done: 1, name: "Endodoncia", faces: [] }),
      planItem({ id: 3, phase: 2 }),
    ],
    { accepted_total: "90.00", done_total: "67.50", totals: [{ letter: null, total: "135.00" }] },
  );
  open();
  const first = within(await screen.findByRole("region", { name: "Urgencia y control" }));
  expect(first.getByText("Boca")).toBeInTheDocument();
  expect(first.getByText("Realizado")).toBeInTheDocument();
  const second = within(screen.getByRole("region", { name: "Saneamiento" }));
  expect(second.getByText("Sesión 1 de 2")).toBeInTheDocument();
  expect(second.getByText("Resina compuesta M, O")).toBeInTheDocument();
  expect(second.getByRole("checkbox", { name: "Aceptar Resina compuesta M, O, 26" })).toBeChecked();
  expect(screen.getByRole("complementary", { name: "Totales y aceptación" })).toHaveTextContent(
    "Total del plan$135,00",
  );
});

it("says that there is no plan yet, and begins it with its first item", async () => {
  clinic(null);
  const { user } = open();
  expect(await screen.findByText("Sin plan de tratamiento")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Agregar ítem" }));
  expect(await screen.findByRole("dialog", { name: "Agregar ítem" })).toBeInTheDocument();
});

it("says what failed and offers to try again", async () => {
  answer("get", "/historia-clinica/patients/7", patient());
  refuse("get", OF, 503);
  open();
  expect(await screen.findByRole("button", { name: "Reintentar" })).toBeInTheDocument();
});

it("accepts the chosen alternative with a drawn signature, at the version that was read", async () => {
  clinic(
    [
      planItem({ id: 1, name: "Corona", price: "420.00", alternative_group: "Restauración", alternative: "A" }),
      planItem({ id: 2, name: "Incrustación", price: "310.00", alternative_group: "Restauración", alternative: "B" }),
      planItem({ id: 3, name: "Sellante", price: "18.00", faces: [] }),
    ],
    {
      totals: [
        { letter: "A", total: "438.00" },
        { letter: "B", total: "328.00" },
      ],
    },
  );
  const calls = answer("post", "/historia-clinica/treatment-plans/3/acceptances", plan([planItem()]));
  const { user } = open();
  expect(await screen.findByText("Diferencia $110,00")).toBeInTheDocument();
  expect(screen.getByText("Con la B, $328,00")).toBeInTheDocument();
  await user.click(screen.getByRole("radio", { name: /^B\. Incrustación/ }));
  await user.click(screen.getByRole("checkbox", { name: "Aceptar Sellante, 26" }));
  await user.click(screen.getByRole("button", { name: "Aceptar y firmar" }));
  const sheet = within(await screen.findByRole("dialog", { name: "Aceptar y firmar" }));
  await user.click(await sheet.findByRole("button", { name: "Acepto y firmo" }));
  expect(sheet.getByRole("alert")).toHaveTextContent("Falta la firma.");
  const pad = sheet.getByRole("img", { name: "Firma" });
  fireEvent.pointerDown(pad, { clientX: 10, clientY: 10 });
  fireEvent.pointerUp(pad);
  await user.click(sheet.getByRole("button", { name: "Acepto y firmo" }));
  await waitFor(() => expect(calls).toHaveLength(1));
  expect(calls[0]!.headers.get("If-Match")).toBe('"5"');
  expect(calls[0]!.body).toMatchObject({ items: [2], signer_relation: null });
});

it("leads from an accepted item to its booking, and does not offer it for one that is proposed", async () => {
  clinic([planItem({ id: 12, status: "ACCEPTED" }), planItem({ id: 13, tooth: 11 })]);
  const { user } = open(BOOKS);
  await user.click(await screen.findByRole("button", { name: "Acciones de Resina compuesta M, O, 26" }));
  expect(await screen.findByRole("menuitem", { name: "Agendar" })).toHaveAttribute(
    "href",
    expect.stringMatching(/\/agenda\/?\?nuevo=1&paciente=7&item=12$/),
  );
});

it("offers no writing to who only answers for the patient", async () => {
  clinic([planItem()]);
  open(["patients:read", "plans:read", "plans:accept"]);
  expect(await screen.findByRole("button", { name: "Aceptar y firmar" })).toBeEnabled();
  expect(screen.queryByRole("button", { name: "Agregar ítem" })).not.toBeInTheDocument();
  expect(screen.queryByRole("button", { name: /^Acciones de/ })).not.toBeInTheDocument();
});

it("moves an item with the keyboard over the edge of its phase, and keeps the focus on it", async () => {
  clinic([planItem({ id: 1 }), planItem({ id: 2, tooth: 11, phase: 2 })]);
  const after = [planItem({ id: 1, phase: 2 }), planItem({ id: 2, tooth: 11, phase: 2 })];
  const calls = answer("put", "/historia-clinica/treatment-plans/3/order", () => {
    clinic(after, { version: 6 });
    return plan(after, { version: 6 });
  });
  const { user } = open();
  (await screen.findByRole("button", { name: "Ordenar Resina compuesta M, O, 26" })).focus();
  await user.keyboard("{ArrowDown}");
  await waitFor(() => expect(calls).toHaveLength(1));
  expect(calls[0]!.body).toEqual({
    items: [
      { id: 1, phase: 2 },
      { id: 2, phase: 2 },
    ],
  });
  await waitFor(() => expect(screen.getByRole("button", { name: "Ordenar Resina compuesta M, O, 26" })).toHaveFocus());
});

it("undoes what was accepted with a reason", async () => {
  const acceptance = { id: 9, signer_name: "Ana Pérez", total: "45.00", accepted_at: "2026-11-24T15:00:00+00:00" };
  const accepted = { ...acceptance, recorded_by: { id: "2", name: "Rosa" }, withdrawn_at: null };
  clinic([planItem({ status: "ACCEPTED" })], { acceptances: [accepted] });
  const calls = answer("post", "/historia-clinica/plan-acceptances/9/withdraw", plan([planItem()]));
  const { user } = open();
  await user.click(await screen.findByRole("button", { name: "Deshacer lo que aceptó Ana Pérez por $45,00" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Deshacer lo que aceptó Ana Pérez" }));
  await user.type(dialog.getByRole("textbox", { name: "Motivo" }), "Se firmó por error");
  await user.click(dialog.getByRole("button", { name: "Deshacer aceptación" }));
  await waitFor(() => expect(calls[0]?.body).toEqual({ reason: "Se firmó por error" }));
});

it("reads a closed plan without changing it, and opens it again or begins another", async () => {
  clinic([planItem()], { closed_at: "2026-11-20T15:00:00+00:00" });
  const calls = answer("patch", "/historia-clinica/treatment-plans/3", plan([planItem()]));
  const { user } = open();
  expect(await screen.findByRole("button", { name: "Empezar otro plan" })).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: /^Ordenar/ })).not.toBeInTheDocument();
  expect(screen.queryByRole("checkbox")).not.toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Volver a abrirlo" }));
  await waitFor(() => expect(calls[0]?.body).toEqual({ closed: false }));
});
