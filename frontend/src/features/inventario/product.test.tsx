import { consumption, emptyLot, expiredLot, gloves, lot, page } from "@/entities/product/testing";
import { answer, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { ProductPage } from "./components/product-page";

function onePage({ missing = 0 } = {}) {
  answer("get", "/inventario/products/categories", { data: [] });
  answer("get", "/inventario/products/2", { ...gloves, usable_quantity: "58.000", expired_quantity: "10.000" });
  answer("get", "/inventario/products/2/stock", {
    product_id: 2,
    stock_quantity: "68.000",
    lots: [expiredLot, lot, emptyLot],
  });
  answer("get", "/inventario/products/2/movements", page([consumption]));
  answer("get", "/inventario/shortages", { data: [], next: null, total: missing, total_exact: true });
}
const at = "/inventario/ver/?id=2";

async function openLot(user: ReturnType<typeof renderPage>["user"], number: string, item: string) {
  await user.click(await screen.findByRole("button", { name: `Acciones del lote ${number}` }));
  await user.click(await screen.findByRole("menuitem", { name: item }));
}

it("shows the lots, what they are worth, and warns of what cannot be used", async () => {
  onePage({ missing: 2 });
  const { user } = renderPage(<ProductPage />, { at });
  expect(await screen.findByRole("heading", { name: gloves.name })).toBeInTheDocument();
  expect(await screen.findByText(/El lote GN-2401 ya no se puede usar/)).toHaveTextContent("10 vencidos");
  expect(await screen.findByText(/Faltó en 2 citas/)).toBeInTheDocument();
  const lots = within(screen.getByRole("table", { name: `Lotes de ${gloves.name}` }));
  expect(lots.getByText("GN-2603").closest("tr")).toHaveTextContent("$5,28");
  expect(lots.queryByText("GN-2300")).not.toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Ver 1 agotado" }));
  expect(await lots.findByText("GN-2300")).toBeInTheDocument();
  expect(await screen.findByRole("link", { name: "Cita 85" })).toBeInTheDocument();
});

it("counts an expired lot too, and never a recalled one", async () => {
  onePage();
  answer("get", "/inventario/products/2/stock", {
    product_id: 2,
    stock_quantity: "68.000",
    lots: [expiredLot, { ...lot, recalled: true }],
  });
  const { user } = renderPage(<ProductPage />, { at });
  await user.click(await screen.findByRole("button", { name: "Acciones del lote GN-2603" }));
  expect(screen.queryByRole("menuitem", { name: "Ajustar por conteo" })).not.toBeInTheDocument();
  await user.keyboard("{Escape}");
  await openLot(user, "GN-2401", "Ajustar por conteo");
  expect(await screen.findByRole("dialog")).toHaveTextContent("GN-2401");
});

it("adjusts a lot by what was counted", async () => {
  onePage();
  const calls = answer(
    "post",
    "/inventario/products/2/stock",
    { ...consumption, kind: "ADJUSTMENT", quantity: "-3.000", balance_after: "355.000" },
    { status: 201 },
  );
  const { user } = renderPage(<ProductPage />, { at });
  await openLot(user, "GN-2603", "Ajustar por conteo");
  const dialog = within(await screen.findByRole("dialog"));
  await user.type(dialog.getByLabelText("Cantidad contada"), "58");
  await user.type(dialog.getByLabelText("Motivo"), "Conteo de noviembre");
  await user.click(dialog.getByRole("button", { name: "Ajustar" }));
  expect(await dialog.findByText("Es lo mismo que dice el sistema: no hay nada que ajustar.")).toBeInTheDocument();

  await user.clear(dialog.getByLabelText("Cantidad contada"));
  await user.type(dialog.getByLabelText("Cantidad contada"), "55");
  expect(await dialog.findByText("Diferencia: −3 pares")).toBeInTheDocument();
  await user.click(dialog.getByRole("button", { name: "Ajustar" }));
  await waitFor(() =>
    expect(calls[0]?.body).toEqual({
      kind: "ADJUSTMENT",
      lot_id: 21,
      quantity: "-3.000",
      reason: "Conteo de noviembre",
    }),
  );
});

it("writes off what expired, whole, and shows what the service refuses", async () => {
  onePage();
  refuse("post", "/inventario/products/2/stock", 409, {
    errors: [{ field: "quantity", message: "En ese lote no hay tanta existencia." }],
  });
  const { user } = renderPage(<ProductPage />, { at });
  await user.click(await screen.findByRole("button", { name: "Acciones del lote GN-2401" }));
  await user.click(await screen.findByRole("menuitem", { name: "Dar de baja" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Dar de baja: lote GN-2401" }));
  expect(dialog.getByLabelText("Cantidad")).toHaveValue("10");
  expect(dialog.getByLabelText("Motivo")).toHaveValue("Vencido");
  await user.click(dialog.getByRole("button", { name: "Dar de baja" }));
  expect(await dialog.findByText("En ese lote no hay tanta existencia.")).toBeInTheDocument();
});

it("recalls a lot over the version on screen", async () => {
  onePage();
  const calls = answer("patch", "/inventario/lots/21", { ...lot, recalled: true, version: 5 });
  const { user } = renderPage(<ProductPage />, { at });
  await openLot(user, "GN-2603", "Retirar del uso");
  const dialog = within(await screen.findByRole("alertdialog", { name: "Retirar del uso el lote GN-2603" }));
  await user.click(dialog.getByRole("button", { name: "Retirar lote" }));
  expect(await screen.findByText("Lote GN-2603 retirado del uso")).toBeInTheDocument();
  expect(calls[0]?.body).toEqual({ recalled: true });
  expect(calls[0]?.headers.get("If-Match")).toBe('"4"');
});

it("sends only what was changed, and keeps what was typed when somebody saved first", async () => {
  onePage();
  refuse("patch", "/inventario/products/2", 412);
  const { user } = renderPage(<ProductPage />, { at });
  await user.click(await screen.findByRole("button", { name: /Editar/ }));
  const sheet = within(await screen.findByRole("dialog", { name: `Editar ${gloves.name}` }));
  await user.clear(sheet.getByLabelText("Existencia mínima"));
  await user.type(sheet.getByLabelText("Existencia mínima"), "250");
  answer("get", "/inventario/products/2", { ...gloves, category: "Protección", version: 4 });
  await user.click(sheet.getByRole("button", { name: "Guardar cambios" }));
  expect(await sheet.findByText(/Otra persona guardó cambios/)).toBeInTheDocument();
  expect(sheet.getByLabelText("Existencia mínima")).toHaveValue("250");

  const calls = answer("patch", "/inventario/products/2", { ...gloves, minimum_stock: "250.000", version: 5 });
  await user.click(sheet.getByRole("button", { name: "Guardar cambios" }));
  await waitFor(() => expect(calls[0]?.headers.get("If-Match")).toBe('"4"'));
  expect(calls[0]?.body).toEqual({ minimum_stock: "250" });
});

it("deactivates with one click, and undoes it", async () => {
  onePage();
  const calls = answer("patch", "/inventario/products/2", ({ body }) => ({
    ...gloves,
    ...(body as object),
    version: 4,
  }));
  const { user } = renderPage(<ProductPage />, { at });
  await user.click(await screen.findByRole("button", { name: "Desactivar" }));
  await user.click(await screen.findByRole("button", { name: "Deshacer" }));
  await waitFor(() =>
    expect(calls.map(({ body, headers }) => [body, headers.get("If-Match")])).toEqual([
      [{ active: false }, '"3"'],
      [{ active: true }, '"4"'],
    ]),
  );
});

it("only looks for who may not move stock; says when there is no such product", async () => {
  onePage();
  const { unmount } = renderPage(<ProductPage />, { at, me: { permissions: ["products:read"] } });
  expect(await screen.findByText("GN-2603")).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: /Acciones del lote|Registrar compra|Editar/ })).not.toBeInTheDocument();
  unmount();

  onePage();
  refuse("get", "/inventario/products/2", 404, { detail: "No existe el producto 2." });
  renderPage(<ProductPage />, { at });
  expect(await screen.findByText("No existe el producto 2.")).toBeInTheDocument();
});
