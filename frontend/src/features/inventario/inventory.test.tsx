import { consumption, gloves, page, shortage, suture } from "@/entities/product/testing";
import { addDays, today } from "@/lib/dates";
import { answer, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { InventoryPage } from "./components/inventory-page";

function stocked() {
  answer("get", "/inventario/products/low-stock", page([suture]));
  answer("get", "/inventario/shortages", page([shortage]));
  answer("get", "/inventario/products/categories", {
    data: [
      { name: "Bioseguridad", count: 1 },
      { name: "Cirugía", count: 1 },
    ],
  });
  return answer("get", "/inventario/products", page([gloves, suture]));
}
const address = () => new URLSearchParams(window.location.search);

it("tells what there is and filters it on the server", async () => {
  const calls = stocked();
  const { user } = renderPage(<InventoryPage />, { at: "/inventario/" });
  expect(await screen.findByText("1 producto por reponer y 1 faltante por resolver.")).toBeInTheDocument();
  const row = (await screen.findByRole("link", { name: gloves.name })).closest("tr")!;
  expect(row).toHaveTextContent("358 pares");
  expect(row).toHaveTextContent("$0,0881");
  expect(screen.getByRole("link", { name: suture.name }).closest("tr")).toHaveTextContent("Sin existencias");

  await user.click(screen.getByRole("button", { name: "Existencias" }));
  await user.click(await screen.findByRole("option", { name: "Por reponer" }));
  await waitFor(() => expect(calls.at(-1)?.query.get("low_stock")).toBe("true"));
  await user.keyboard("{Escape}");
  await user.click(await screen.findByRole("button", { name: "Categoría" }));
  await user.click(await screen.findByRole("option", { name: /Cirugía/ }));
  await waitFor(() => expect(calls.at(-1)?.query.get("category")).toBe("Cirugía"));
});

it("creates a product and puts what the service refuses at its field", async () => {
  stocked();
  refuse("post", "/inventario/products", 409, {
    errors: [{ field: "sku", message: "Ya existe un producto con ese código." }],
  });
  const { user } = renderPage(<InventoryPage />, { at: "/inventario/?nuevo=1" });
  const sheet = within(await screen.findByRole("dialog", { name: "Nuevo producto" }));
  await user.type(sheet.getByLabelText("Nombre"), "Algodón en torundas");
  await user.type(sheet.getByLabelText("Código"), "ALG-01");
  await user.type(sheet.getByLabelText("Categoría"), "Bioseguridad");
  await user.click(sheet.getByRole("button", { name: "Crear producto" }));
  expect(await sheet.findByText("Ya existe un producto con ese código.")).toBeInTheDocument();

  const calls = answer(
    "post",
    "/inventario/products",
    { ...suture, id: 30, name: "Algodón en torundas" },
    { status: 201 },
  );
  await user.type(sheet.getByLabelText("Código"), "B");
  await user.click(sheet.getByRole("button", { name: "Crear producto" }));
  expect(await screen.findByText("Algodón en torundas: producto creado")).toBeInTheDocument();
  expect(calls[0]?.body).toEqual({
    sku: "ALG-01B",
    name: "Algodón en torundas",
    category: "Bioseguridad",
    unit: "unidad",
    minimum_stock: "0",
    sale_price: "0",
    iva_code: "0",
  });
  expect(address().get("nuevo")).toBeNull();
});

const received = {
  id: 31,
  document: null,
  material: "30.60",
  line_count: 1,
  received_by: { id: "5", name: "Berta Bodega" },
  received_at: "2026-11-24T15:00:00Z",
  annulled_at: null,
  annulled_by: null,
  annulled_reason: null,
  version: 1,
};
const line = {
  movement_id: 77,
  product_id: 12,
  product_name: suture.name,
  unit: "unidad",
  lot_id: 9,
  lot_number: "SS-118",
  expiry_date: null,
  quantity: "24.000",
  unit_cost: "1.2750",
};
const bought = {
  supplier_name: "Dental Andina",
  supplier_ruc: null,
  document_type: "INVOICE",
  document_number: "002-001-000004512",
  authorisation: null,
  date: today(),
  amount: "35.19",
  iva: "4.59",
  base_zero: "0.00",
  payment_method: "TRANSFER",
  stocked: "30.60",
  repeated: false,
};

it("registers a purchase with its invoice, by the line's total, and asks about each thing once", async () => {
  stocked();
  answer("get", "/inventario/products/12", suture);
  answer("get", "/inventario/products/12/stock", { product_id: 12, stock_quantity: "0.000", lots: [] });
  refuse("post", "/inventario/receipts", 409, {
    warning: "repeated_document",
    confirm: "confirm_repeated",
    detail: "Ya se registró ese documento de ese proveedor.",
  });
  const { user } = renderPage(<InventoryPage />, { at: "/inventario/?vista=reponer" });
  await user.click(await screen.findByRole("button", { name: `Comprar ${suture.name}` }));
  const sheet = within(await screen.findByRole("dialog", { name: `Registrar compra de ${suture.name}` }));
  await user.type(sheet.getByLabelText("Lote"), "SS-118");
  await user.type(sheet.getByLabelText("Cantidad"), "24");
  await user.type(sheet.getByLabelText(/Total de la línea/), "30,60");
  expect(sheet.getByLabelText("Costo unitario")).toHaveValue("1,275");
  await user.click(sheet.getByRole("button", { name: "Registrar compra" }));
  expect(await sheet.findByText("Escriba el número del documento.")).toBeInTheDocument();
  await user.type(sheet.getByLabelText("Proveedor"), "Dental Andina");
  await user.type(sheet.getByLabelText("Número"), "002-001-000004512");
  await user.type(sheet.getByLabelText("Total del documento"), "35,19");
  await user.type(sheet.getByLabelText(/IVA incluido/), "4,59");
  await user.click(sheet.getByRole("button", { name: "Registrar compra" }));
  expect(await sheet.findByText("Ya se registró ese documento de ese proveedor.")).toBeInTheDocument();

  const calls = answer(
    "post",
    "/inventario/receipts",
    { ...received, document: bought, lines: [line] },
    { status: 201 },
  );
  await user.click(sheet.getByRole("button", { name: "Registrar igual" }));
  expect(await screen.findByText("Sutura seda 3-0: entraron 24 unidades")).toBeInTheDocument();
  const { stocked: _stocked, repeated: _repeated, ...document } = bought;
  expect(calls[0]?.body).toEqual({
    document: { ...document, base_zero: "0" },
    lines: [{ product_id: 12, lot_number: "SS-118", expiry_date: null, quantity: "24", unit_cost: "1.275" }],
    confirm_repeated: true,
  });
  expect(calls[0]?.headers.get("Idempotency-Key")).toBeTruthy();
});

it("writes the document of what came in without one, and annuls it with its reason", async () => {
  stocked();
  answer("get", "/inventario/receipts", page([received]));
  answer("get", "/inventario/receipts/31", { ...received, lines: [line] });
  const { user } = renderPage(<InventoryPage />, { at: "/inventario/?vista=compras&ingreso=31" });
  const sheet = within(await screen.findByRole("dialog", { name: "Ingreso 31" }));
  expect(sheet.getByText(/no está en el libro de compras/)).toBeInTheDocument();
  const written = answer("patch", "/inventario/receipts/31", { ...received, document: bought, lines: [line] });
  await user.click(sheet.getByRole("button", { name: "Escribir documento" }));
  const form = within(await screen.findByRole("dialog", { name: "Escribir documento" }));
  await user.type(form.getByLabelText("Proveedor"), "Dental Andina");
  await user.type(form.getByLabelText("Número"), "002-001-000004512");
  await user.type(form.getByLabelText("Total del documento"), "30,60");
  await user.click(form.getByRole("button", { name: "Guardar documento" }));
  await waitFor(() => expect(written[0]?.body).toMatchObject({ document: { amount: "30.60", iva: "0" } }));
  expect(written[0]?.headers.get("If-Match")).toBe('"1"');

  const annulled = answer("post", "/inventario/receipts/31/annulment", { ...received, lines: [line] });
  await user.click(await screen.findByRole("button", { name: "Anular ingreso" }));
  const question = within(await screen.findByRole("alertdialog"));
  await user.type(question.getByRole("textbox"), "Se registró dos veces");
  await user.click(question.getByRole("button", { name: "Anular ingreso" }));
  await waitFor(() => expect(annulled[0]?.body).toEqual({ reason: "Se registró dos veces" }));
});

it("resolves a shortage with words, not with silence", async () => {
  stocked();
  const calls = answer("post", "/inventario/shortages/5/resolve", { ...shortage, resolved_at: "2026-11-24T16:00:00Z" });
  const { user } = renderPage(<InventoryPage />, { at: "/inventario/?vista=faltantes" });
  expect(await screen.findByRole("link", { name: "Cita 85" })).toHaveAttribute(
    "href",
    expect.stringMatching(/^\/agenda\/?\?cita=85$/),
  );
  await user.click(screen.getByRole("button", { name: `Resolver el faltante de ${suture.name}` }));
  const sheet = within(await screen.findByRole("dialog"));
  await user.click(sheet.getByRole("button", { name: "Marcar como resuelto" }));
  expect(await sheet.findByText("Explíquelo en pocas palabras.")).toBeInTheDocument();
  await user.type(sheet.getByLabelText("Cómo se resolvió"), "Se compró con caja chica");
  await user.click(sheet.getByRole("button", { name: "Marcar como resuelto" }));
  expect(await screen.findByText("Faltante resuelto")).toBeInTheDocument();
  expect(calls[0]?.body).toEqual({ reason: "Se compró con caja chica" });
});

it("shows who moved what, and for which appointment", async () => {
  stocked();
  const calls = answer("get", "/inventario/movements", page([consumption]));
  renderPage(<InventoryPage />, { at: "/inventario/?vista=movimientos&appointment_id=85" });
  const row = (await screen.findByRole("link", { name: gloves.name })).closest("tr")!;
  for (const text of ["Consumo", "−2", "358", "Dra. Verónica Salazar"]) expect(row).toHaveTextContent(text);
  expect(within(row).getByRole("link", { name: "Cita 85" })).toHaveAttribute(
    "href",
    expect.stringMatching(/^\/agenda\/?\?cita=85$/),
  );
  expect(calls[0]?.query.get("appointment_id")).toBe("85");
});

it("counts as stock only what may be used", async () => {
  stocked();
  const shelf = {
    ...suture,
    stock_quantity: "12.000",
    expired_quantity: "10.000",
    recalled_quantity: "2.000",
    first_expiry: "2025-01-31",
  };
  const calls = answer("get", "/inventario/products", page([shelf]));
  const { user } = renderPage(<InventoryPage />, { at: "/inventario/" });
  const row = (await screen.findByRole("link", { name: suture.name })).closest("tr")!;
  expect(row).toHaveTextContent("0 unidades10 vencidos y 2 retirados");
  expect(row).toHaveTextContent("Nada utilizable");
  await user.click(within(screen.getByRole("columnheader", { name: /Existencia/ })).getByRole("button"));
  await waitFor(() => expect(calls.at(-1)?.query.get("sort")).toMatch(/usable_quantity/));
});

it("searches the ledger and knows what a reopening brought back", async () => {
  stocked();
  const reversal = { ...consumption, kind: "REVERSAL", quantity: "2.000", reason: "Se reabrió la cita: error" };
  const calls = answer("get", "/inventario/movements", page([reversal]));
  const { user } = renderPage(<InventoryPage />, { at: "/inventario/?vista=movimientos" });
  const row = (await screen.findByRole("link", { name: gloves.name })).closest("tr")!;
  expect(row).toHaveTextContent("Reapertura");
  await user.type(screen.getByPlaceholderText("Producto, lote, motivo o persona"), "guantes 2603");
  await waitFor(() => expect(calls.at(-1)?.query.get("search")).toBe("guantes 2603"));
});

it("lists what expires soon, as the service sorts it, in the span that is asked", async () => {
  stocked();
  const soon = (days: number) => addDays(today(), days);
  const calls = answer(
    "get",
    "/inventario/products/expiring",
    page([
      { ...suture, id: 3, name: "Anestesia", expired_quantity: "8.000", first_expiry: soon(-10) },
      { ...gloves, first_expiry: soon(40), next_expiry: soon(40) },
    ]),
  );
  const { user } = renderPage(<InventoryPage />, { at: "/inventario/?vista=vencer" });
  expect(await screen.findByRole("link", { name: "Anestesia" })).toBeInTheDocument();
  const region = within(screen.getByRole("region", { name: "productos por vencer" }));
  expect(region.getAllByRole("link").map((link) => link.textContent)).toEqual(["Anestesia", gloves.name]);
  expect(screen.getByRole("link", { name: "Anestesia" }).closest("tr")).toHaveTextContent("venció hace 10 días");
  expect(screen.getByRole("link", { name: "Anestesia" }).closest("tr")).toHaveTextContent("8 unidades");
  expect(Object.fromEntries(calls[0]!.query)).toMatchObject({ by: soon(60), active: "true", total: "true" });
  await user.click(region.getByRole("radio", { name: "30 días" }));
  await waitFor(() => expect(calls.at(-1)?.query.get("by")).toBe(soon(30)));
  expect(window.location.search).toContain("dias=30");
});

it("names the permission that is missing, and offers nothing that would be refused", async () => {
  const { unmount } = renderPage(<InventoryPage />, { at: "/inventario/", me: { permissions: ["patients:read"] } });
  expect(await screen.findByText("«Productos: ver»")).toBeInTheDocument();
  unmount();

  stocked();
  renderPage(<InventoryPage />, { at: "/inventario/?nuevo=1", me: { permissions: ["products:read"] } });
  expect(await screen.findByRole("link", { name: gloves.name })).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: /Registrar compra|Nuevo producto/ })).not.toBeInTheDocument();
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
});

it("tells an empty inventory from a service that does not answer", async () => {
  stocked();
  answer("get", "/inventario/products", page([]));
  const { unmount } = renderPage(<InventoryPage />, { at: "/inventario/" });
  expect(await screen.findByText("Aún no hay productos")).toBeInTheDocument();
  unmount();

  stocked();
  refuse("get", "/inventario/products", 503);
  renderPage(<InventoryPage />, { at: "/inventario/" });
  expect(await screen.findByText("No se pudo cargar la lista de productos")).toBeInTheDocument();
});
