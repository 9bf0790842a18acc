import { LeaveGuard } from "@/components/layout/leave-guard";
import { gloves } from "@/entities/product/testing";
import { answer, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { agenda } from "./testing";
import { TreatmentPage } from "./components/treatment-page";
import { TreatmentsPage } from "./components/treatments-page";

const resin = {
  id: 11,
  code: "RES-01",
  name: "Resina compuesta",
  category: "Operatoria",
  description: null,
  price: "45.00",
  duration_minutes: 45,
  iva_code: "4",
  aesthetic: false,
  active: true,
  cost: "4.31",
  margin: "40.69",
  margin_percent: "90.42",
  version: 2,
};
const item = {
  product_id: 4,
  sku: "RES-A2",
  name: "Resina A2",
  unit: "g",
  quantity: "1.000",
  unit_cost: "4.3100",
  cost: "4.31",
  usable_quantity: "20.000",
};
const recipe = {
  treatment_id: 11,
  items: [item],
  cost: "4.31",
  price: "45.00",
  margin: "40.69",
  margin_percent: "90.42",
  version: 2,
};
const glove = {
  ...gloves,
  id: 2,
  sku: "GUA-M",
  name: "Guantes talla M",
  unit: "par",
  average_cost: "0.0881",
  usable_quantity: "1.000",
};
const page = <T,>(data: T[]) => ({ data, next: null, total: data.length, total_exact: true });

function list() {
  answer("get", "/inventario/treatments/categories", { data: [{ name: "Operatoria", count: 1 }] });
  return answer("get", "/inventario/treatments", page([resin]));
}
function detail() {
  answer("get", "/inventario/treatments/categories", { data: [] });
  answer("get", "/inventario/treatments/11", resin);
  answer("get", "/inventario/treatments/11/recipe", recipe);
  answer("get", "/inventario/treatments/11/prices", { data: [] });
  answer("get", "/inventario/products", page([glove]));
  agenda();
  return answer("get", "/inventario/treatments/11/check-stock", ({ query }) =>
    Number(query.get("quantity")) > 20
      ? { available: false, missing: [{ product_id: 4, name: "Resina A2", required: "21.000", available: "20.000" }] }
      : { available: true, missing: [] },
  );
}
const at = "/tratamientos/ver/?id=11";

describe("tratamientos", () => {
  it("shows price, cost and margin, and filters on the server", async () => {
    const calls = list();
    const { user } = renderPage(<TreatmentsPage />, { at: "/tratamientos/" });
    const row = (await screen.findByRole("link", { name: "Resina compuesta" })).closest("tr")!;
    for (const text of ["45 min", "$45,00", "15\u00a0%", "$4,31", "$40,69", "90,4\u00a0%"])
      expect(row).toHaveTextContent(text.replace("\u00a0", " "));
    await user.click(screen.getByRole("button", { name: "Estado" }));
    await user.click(await screen.findByRole("option", { name: "Inactivos" }));
    await waitFor(() => expect(calls.at(-1)?.query.get("active")).toBe("false"));
  });

  it("creates one and goes on to its recipe", async () => {
    list();
    const calls = answer("post", "/inventario/treatments", { ...resin, id: 40, name: "Sellante" }, { status: 201 });
    const { user } = renderPage(<TreatmentsPage />, { at: "/tratamientos/?nuevo=1" });
    const sheet = within(await screen.findByRole("dialog", { name: "Nuevo tratamiento" }));
    await user.type(sheet.getByLabelText("Nombre"), "Sellante");
    await user.type(sheet.getByLabelText("Código"), "SEL-01");
    await user.type(sheet.getByLabelText("Categoría"), "Prevención");
    await user.type(sheet.getByLabelText("Precio sin IVA"), "18,50");
    expect(await sheet.findByText("El paciente paga $18,50.")).toBeInTheDocument();
    await user.click(sheet.getByRole("button", { name: "Crear tratamiento" }));
    await waitFor(() => expect(window.location.pathname + window.location.search).toBe("/tratamientos/ver/?id=40"));
    expect(calls[0]?.body).toEqual({
      code: "SEL-01",
      name: "Sellante",
      category: "Prevención",
      description: null,
      price: "18.50",
      duration_minutes: 30,
      iva_code: "0",
      aesthetic: false,
    });
  });

  it("names what is missing to see them, and says when there are none or they do not load", async () => {
    const first = renderPage(<TreatmentsPage />, { me: { permissions: [] } });
    expect(await screen.findByText("«Tratamientos: ver»")).toBeInTheDocument();
    first.unmount();
    list();
    answer("get", "/inventario/treatments", page([]));
    const second = renderPage(<TreatmentsPage />, { me: { permissions: ["treatments:read"] } });
    expect(await screen.findByText("Aún no hay tratamientos")).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: /Nuevo tratamiento/ })).not.toBeInTheDocument();
    second.unmount();
    refuse("get", "/inventario/treatments", 503);
    renderPage(<TreatmentsPage />);
    expect(await screen.findByText("No se pudo cargar la lista de tratamientos")).toBeInTheDocument();
  });
});

describe("precios", () => {
  const coming = {
    id: 3,
    valid_from: "2099-01-01",
    price: "50.00",
    announced_by: { id: "5", name: "Berta Bodega" },
    announced_at: "2026-11-29T10:00:00-05:00",
    withdrawn_on: null,
    withdrawn_by: null,
  };

  it("announces a price from a day on, and shows the service's word where that day has one", async () => {
    detail();
    const { user } = renderPage(<TreatmentPage />, { at });
    const card = within((await screen.findByText("Ningún otro anunciado.")).closest("[aria-label=Precios]")!);
    await user.click(card.getByRole("button", { name: "Anunciar precio" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Anunciar un precio de Resina compuesta" }));
    const taken = "Ya hay un precio anunciado desde ese día. Retírelo antes de anunciar otro.";
    refuse("post", "/inventario/treatments/11/prices", 409, { errors: [{ field: "valid_from", message: taken }] });
    await user.type(dialog.getByLabelText("Precio sin IVA"), "50,00");
    await user.type(dialog.getByLabelText("Desde el día"), "01/01/2099");
    expect(await dialog.findByText("El paciente pagará $57,50.")).toBeInTheDocument();
    await user.click(dialog.getByRole("button", { name: "Anunciar precio" }));
    expect(await dialog.findByText(taken)).toBeInTheDocument();
    const next = { ...resin, version: 3, next_price: "50.00", next_price_from: "2099-01-01" };
    const calls = answer("post", "/inventario/treatments/11/prices", next, { status: 201 });
    answer("get", "/inventario/treatments/11/prices", { data: [coming] });
    await user.click(dialog.getByRole("button", { name: "Anunciar precio" }));
    expect(await card.findByText("Lo anunció Berta Bodega")).toBeInTheDocument();
    expect(calls[0]?.body).toEqual({ price: "50.00", valid_from: "2099-01-01" });
  });

  it("withdraws one whose day has not come", async () => {
    detail();
    answer("get", "/inventario/treatments/11/prices", { data: [coming] });
    const { user } = renderPage(<TreatmentPage />, { at });
    await user.click(await screen.findByRole("button", { name: /^Retirar el precio desde el/ }));
    const calls = answer("post", "/inventario/treatments/11/prices/3/withdraw", { ...resin, version: 4 });
    const gone = { ...coming, withdrawn_on: "2026-11-29", withdrawn_by: "Berta Bodega" };
    answer("get", "/inventario/treatments/11/prices", { data: [gone] });
    await user.click(await screen.findByRole("button", { name: "Retirar precio" }));
    expect(await screen.findByText("Retirado")).toBeInTheDocument();
    expect(calls).toHaveLength(1);
    expect(screen.queryByRole("button", { name: /^Retirar el precio/ })).not.toBeInTheDocument();
  });
});

describe("receta", () => {
  const strip = () => within(screen.getByRole("region", { name: "Precio, costo y margen" }));

  it("works out cost and margin while one types, with the keyboard alone, and saves over the version on screen", async () => {
    detail();
    const searches = answer("get", "/inventario/products", page([glove]));
    const calls = answer("put", "/inventario/treatments/11/recipe", {
      ...recipe,
      version: 3,
      cost: "8.80",
      margin: "36.20",
      items: [
        { ...item, quantity: "2.000", cost: "8.62" },
        { ...item, ...glove, product_id: 2, quantity: "2.000", unit_cost: "0.0881", cost: "0.18" },
      ],
    });
    const { user } = renderPage(<TreatmentPage />, { at });
    const quantity = await screen.findByLabelText("Cantidad de Resina A2");
    expect(strip().getByText("51,75")).toBeInTheDocument();
    await user.clear(quantity);
    await user.type(quantity, "2");
    expect(await strip().findByText("8,62")).toBeInTheDocument();
    expect(strip().getByText("+$4,31")).toBeInTheDocument();

    await user.keyboard("{Enter}");
    await waitFor(() => expect(screen.getByRole("combobox", { name: "Nombre o código" })).toHaveFocus());
    await user.keyboard("guan");
    await waitFor(() => expect(searches.at(-1)?.query.get("search")).toBe("guan"));
    await screen.findByRole("option", { name: /Guantes talla M/, selected: true });
    await user.keyboard("{Enter}");
    const added = await screen.findByLabelText("Cantidad de Guantes talla M");
    await waitFor(() => expect(added).toHaveFocus());
    await user.keyboard("2");
    expect(await strip().findByText("8,80")).toBeInTheDocument();
    expect(screen.getByText("hay 1 par")).toBeInTheDocument();

    await user.keyboard("{Control>}{Enter}{/Control}");
    expect(await screen.findByText("Receta de Resina compuesta guardada")).toBeInTheDocument();
    expect(calls[0]?.body).toEqual({
      items: [
        { product_id: 4, quantity: "2" },
        { product_id: 2, quantity: "2" },
      ],
    });
    expect(calls[0]?.headers.get("If-Match")).toBe('"2"');
    expect(screen.queryByText("Sin guardar")).not.toBeInTheDocument();
  });

  it("does not send what is not a quantity, and puts what the service refuses at its line", async () => {
    detail();
    const { user } = renderPage(<TreatmentPage />, { at });
    const quantity = await screen.findByLabelText("Cantidad de Resina A2");
    await user.clear(quantity);
    await user.type(quantity, "0");
    await user.click(screen.getByRole("button", { name: /Guardar receta/ }));
    expect(await screen.findByText("Debe ser mayor que cero.")).toBeInTheDocument();

    refuse("put", "/inventario/treatments/11/recipe", 422, {
      errors: [{ field: "items.0.product_id", message: "No existe el producto 4" }],
    });
    await user.type(quantity, ",5");
    await user.click(screen.getByRole("button", { name: /Guardar receta/ }));
    expect(await screen.findByText("No existe el producto 4")).toBeInTheDocument();
  });

  it("keeps what was typed when somebody saved another recipe first", async () => {
    detail();
    refuse("put", "/inventario/treatments/11/recipe", 412);
    const { user } = renderPage(<TreatmentPage />, { at });
    const quantity = await screen.findByLabelText("Cantidad de Resina A2");
    await user.clear(quantity);
    await user.type(quantity, "3");
    answer("get", "/inventario/treatments/11/recipe", {
      ...recipe,
      items: [{ ...item, quantity: "9.000" }],
      version: 7,
    });
    await user.click(screen.getByRole("button", { name: /Guardar receta/ }));
    expect(await screen.findByText(/Otra persona guardó cambios/)).toBeInTheDocument();
    expect(quantity).toHaveValue("3");
    const calls = answer("put", "/inventario/treatments/11/recipe", {
      ...recipe,
      items: [{ ...item, quantity: "3.000" }],
      version: 8,
    });
    await user.click(screen.getByRole("button", { name: /Guardar receta/ }));
    await waitFor(() => expect(calls[0]?.headers.get("If-Match")).toBe('"7"'));
  });

  it("asks before a link leaves a recipe half changed, and has it ready for whoever comes back", async () => {
    detail();
    list();
    const page = (
      <>
        <LeaveGuard />
        <TreatmentPage />
      </>
    );
    const first = renderPage(page, { at });
    await first.user.type(await screen.findByRole("textbox", { name: /Cantidad de Resina A2/ }), "5");
    await first.user.click(screen.getByRole("link", { name: "Tratamientos" }));
    await first.user.click(
      within(await screen.findByRole("alertdialog", { name: "Cambios sin guardar" })).getByRole("button", {
        name: "Guardar borrador",
      }),
    );
    await waitFor(() => expect(window.location.pathname).toMatch(/^\/tratamientos\/?$/));
    first.unmount();
    const second = renderPage(page, { at });
    expect(await screen.findByRole("textbox", { name: /Cantidad de Resina A2/ })).toHaveValue("15");
    await second.user.click(screen.getByRole("button", { name: "Descartar" }));
    expect(screen.getByRole("textbox", { name: /Cantidad de Resina A2/ })).toHaveValue("1");
  });

  it("tells whether what is at hand is enough", async () => {
    detail();
    const { user } = renderPage(<TreatmentPage />, { at });
    expect(await screen.findByText("Alcanza")).toBeInTheDocument();
    await user.clear(screen.getByLabelText("Para hacerlo"));
    await user.type(screen.getByLabelText("Para hacerlo"), "21");
    expect(await screen.findByText("Falta 1 insumo")).toBeInTheDocument();
    expect(screen.getByText("hay 20 de 21")).toBeInTheDocument();
  });

  it("shows the margin of the price being typed", async () => {
    detail();
    const calls = answer("patch", "/inventario/treatments/11", { ...resin, price: "50.00", version: 3 });
    const { user } = renderPage(<TreatmentPage />, { at });
    await user.click(await screen.findByRole("button", { name: /Editar/ }));
    const sheet = within(await screen.findByRole("dialog", { name: "Editar Resina compuesta" }));
    await user.clear(sheet.getByLabelText("Precio sin IVA"));
    await user.type(sheet.getByLabelText("Precio sin IVA"), "50");
    expect(await sheet.findByText("El paciente paga $57,50.")).toBeInTheDocument();
    expect(sheet.getByText("45,69", { exact: false })).toBeInTheDocument();
    await user.click(sheet.getByRole("button", { name: "Guardar cambios" }));
    await waitFor(() => expect(calls[0]?.body).toEqual({ price: "50" }));
    expect(calls[0]?.headers.get("If-Match")).toBe('"2"');
  });

  it("is only read by who may not change it", async () => {
    detail();
    renderPage(<TreatmentPage />, { at, me: { permissions: ["treatments:read"] } });
    expect(await screen.findByText("Resina A2")).toBeInTheDocument();
    expect(screen.queryByRole("textbox", { name: /Cantidad de/ })).not.toBeInTheDocument();
    expect(screen.queryByRole("button", { name: /Guardar receta|Editar|Desactivar/ })).not.toBeInTheDocument();
  });
});
