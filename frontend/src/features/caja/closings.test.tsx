import { sessionOf } from "@/entities/cash/testing";
import { answer, renderPage, screen, waitFor, within } from "@/testing/render";
import { ClosingsPage } from "./components/closings-page";

const closing = {
  id: 7,
  number: "CC-000012",
  reason: null,
  left_in_till: "80.00",
  deposited: "220.00",
  closed_at: "2026-11-24T19:10:00-05:00",
  closed_by: { id: "1", name: "Paola Rivadeneira" },
  reopened_at: null,
  reopened_by: null,
  reopen_reason: null,
};
const closed = sessionOf({ closed_at: closing.closed_at, closings: [closing] });

function serve() {
  const { id, till, cashier, day, opening_float, opened_at, closed_at, version } = closed;
  const row = { id, till, cashier, day, opening_float, opened_at, closed_at, version };
  answer("get", "/facturacion/cash/sessions", {
    data: [{ ...row, difference: "-2.50", closing: closing.number }],
    next: null,
    total: 1,
    total_exact: true,
  });
  answer("get", "/facturacion/tills/rules", { blind_count: false, version: 2 });
  answer("get", "/facturacion/cash/sessions/12", closed);
  answer("get", "/facturacion/cash/sessions/12/movements", { data: [], next: null });
}

it("opens a closing to print it, and reopens the till with a reason", async () => {
  serve();
  const calls = answer("post", "/facturacion/cash/sessions/12/reopen", sessionOf());
  const { user } = renderPage(<ClosingsPage />, { at: "/caja/cierres/" });
  const table = within(await screen.findByRole("table"));
  expect(await table.findByText("CC-000012")).toBeInTheDocument();
  await user.click(table.getByText("CC-000012"));
  const sheet = within(await screen.findByRole("dialog"));
  expect(await sheet.findByRole("link", { name: "Imprimir" })).toHaveAttribute(
    "href",
    "/api/facturacion/cash/closings/7/pdf",
  );
  expect(document.title).toBe(`${closed.till.name}, 24 nov 2026 · Cajas y cierres`);
  await user.click(sheet.getByRole("button", { name: "Reabrir la caja" }));
  await user.type(sheet.getByLabelText("Por qué se reabre"), "Faltó un cobro");
  await user.click(sheet.getByRole("button", { name: "Reabrir la caja" }));
  await waitFor(() => expect(calls[0]?.body).toEqual({ reason: "Faltó un cobro" }));
});

it("asks before the reason of a reopening is lost, by Esc and by its own button", async () => {
  serve();
  const { user } = renderPage(<ClosingsPage />, { at: "/caja/cierres/" });
  await user.click(await within(await screen.findByRole("table")).findByText("CC-000012"));
  const sheet = within(await screen.findByRole("dialog"));
  await user.click(await sheet.findByRole("button", { name: "Reabrir la caja" }));
  await user.type(sheet.getByLabelText("Por qué se reabre"), "Faltó un cobro");
  await user.keyboard("{Escape}");
  await user.click(await sheet.findByRole("button", { name: "Seguir editando" }));
  await waitFor(() => expect(sheet.getByLabelText("Por qué se reabre")).toHaveFocus());
  await user.click(sheet.getByRole("button", { name: "Dejarla cerrada" }));
  await user.click(await sheet.findByRole("button", { name: "Descartar lo escrito" }));
  await waitFor(() => expect(sheet.queryByLabelText("Por qué se reabre")).not.toBeInTheDocument());
  await user.keyboard("{Escape}");
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
});

it("turns the blind count on, at the version it was read", async () => {
  serve();
  const calls = answer("put", "/facturacion/tills/rules", { blind_count: true, version: 3 });
  const { user } = renderPage(<ClosingsPage />, { at: "/caja/cierres/" });
  await user.click(await screen.findByRole("switch", { name: "Contar a ciegas" }));
  await waitFor(() => expect(calls[0]?.body).toEqual({ blind_count: true }));
  expect(calls[0]?.headers.get("If-Match")).toBe('"2"');
});

it("is only for who may see the tills of others", () => {
  renderPage(<ClosingsPage />, { me: { permissions: ["payments:write"] } });
  expect(screen.getByText(/No puede ver las cajas de todos/)).toBeInTheDocument();
});

it("gives a till another name, at the version it was read", async () => {
  serve();
  const till = { id: 3, name: "Caja 1", active: true, open_by: null, left_in_till: null, version: 4 };
  answer("get", "/facturacion/tills", { data: [till] });
  const calls = answer("patch", "/facturacion/tills/3", { ...till, name: "Recepción", version: 5 });
  const { user } = renderPage(<ClosingsPage />, { at: "/caja/cierres/" });
  await user.click(await screen.findByRole("button", { name: "Las cajas" }));
  const name = await screen.findByLabelText("Nombre de Caja 1");
  await user.clear(name);
  await user.type(name, "Recepción{Enter}");
  await waitFor(() => expect(calls[0]?.body).toEqual({ name: "Recepción" }));
  expect(calls[0]?.headers.get("If-Match")).toBe('"4"');
});
