import { series } from "@/entities/invoice/testing";
import { answer, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { EmissionPoints } from "./components/emission-points";
import { SeriesPage } from "./components/series-page";

const SERIES = "/facturacion/series";
const serve = (...data: ReturnType<typeof series>[]) => answer("get", SERIES, { data });
const open = (at = "/facturacion/series/", me = {}) => renderPage(<SeriesPage />, { at, me });

describe("the series of invoices", () => {
  it("are listed with the number that each gives next", async () => {
    serve(
      series(),
      series({ id: 2, emission_point: "002", name: "Caja 2", active: false, next_sequential: 1_000_000_000 }),
    );
    open();
    const [, first, second] = await screen.findAllByRole("row");
    expect(within(first!).getByText("001-001-000000124")).toBeInTheDocument();
    expect(within(first!).getByText("En uso")).toBeInTheDocument();
    expect(within(second!).getByText("Sin números: use otra serie")).toBeInTheDocument();
    expect(screen.getByText(/^1 serie en uso\./)).toBeInTheDocument();
  });

  it("are created with the digits as people type them, and say the number that comes first", async () => {
    serve(series());
    const calls = answer("post", SERIES, series({ id: 2, establishment: "002" }), { status: 201 });
    const { user } = open();
    await user.click(await screen.findByRole("button", { name: "Nueva serie" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Nueva serie" }));
    await user.clear(dialog.getByRole("textbox", { name: "Establecimiento" }));
    await user.type(dialog.getByRole("textbox", { name: "Establecimiento" }), "2");
    await user.type(dialog.getByRole("textbox", { name: "Punto de emisión" }), "001");
    await user.type(dialog.getByRole("textbox", { name: "Nombre" }), "Sucursal norte");
    expect(dialog.getByRole("status")).toHaveTextContent("Próxima factura: 002-001-000000001");
    await user.click(dialog.getByRole("button", { name: "Crear serie" }));
    expect(await screen.findByText("Serie 002-001 creada")).toBeInTheDocument();
    expect(calls[0]!.body).toEqual({
      establishment: "002",
      emission_point: "001",
      name: "Sucursal norte",
      next_sequential: 1,
    });
  });

  it("show at its field what the service refuses", async () => {
    serve(series());
    refuse("post", SERIES, 409, {
      errors: [{ field: "establishment", message: "Ya existe una serie con ese establecimiento y punto de emisión." }],
    });
    const { user } = open("/facturacion/series/?nuevo=1");
    const dialog = within(await screen.findByRole("dialog"));
    await user.type(dialog.getByRole("textbox", { name: "Punto de emisión" }), "0");
    await user.tab();
    expect(await dialog.findByText("No puede ser 000.")).toBeInTheDocument();
    await user.type(dialog.getByRole("textbox", { name: "Punto de emisión" }), "01");
    await user.type(dialog.getByRole("textbox", { name: "Nombre" }), "Otra");
    await user.click(dialog.getByRole("button", { name: "Crear serie" }));
    expect(
      await dialog.findByText("Ya existe una serie con ese establecimiento y punto de emisión."),
    ).toBeInTheDocument();
    expect(dialog.getByRole("textbox", { name: "Establecimiento" })).toBeInvalid();
  });

  it("are changed with the version that was read, and only in what was changed", async () => {
    serve(series());
    const calls = answer("patch", `${SERIES}/1`, series({ name: "Caja 1", version: 2 }));
    const { user } = open();
    await user.click(await screen.findByRole("button", { name: "001-001" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Serie 001-001" }));
    await user.clear(dialog.getByRole("textbox", { name: "Nombre" }));
    await user.type(dialog.getByRole("textbox", { name: "Nombre" }), "Caja 1");
    await user.click(dialog.getByRole("button", { name: "Guardar cambios" }));
    await waitFor(() => expect(calls).toHaveLength(1));
    expect(calls[0]!.body).toEqual({ name: "Caja 1" });
    expect(calls[0]!.headers.get("If-Match")).toBe('"1"');
  });

  it("say that a series in use goes on with its own numbers, and what happens without the last one", async () => {
    serve(series());
    refuse("patch", `${SERIES}/1`, 409, {
      errors: [{ field: "next_sequential", message: "La serie ya tiene facturas: sigue con su propia numeración." }],
    });
    const { user } = open();
    await user.click(await screen.findByRole("button", { name: "001-001" }));
    const dialog = within(await screen.findByRole("dialog"));
    await user.click(dialog.getByRole("switch", { name: "En uso" }));
    expect(dialog.getByText("Es la única en uso: sin ella no se podrá emitir facturas.")).toBeInTheDocument();
    await user.type(dialog.getByRole("textbox", { name: "Próximo número" }), "0");
    await user.click(dialog.getByRole("button", { name: "Guardar cambios" }));
    expect(await dialog.findByText("La serie ya tiene facturas: sigue con su propia numeración.")).toBeInTheDocument();
  });

  it("are only read by who may not annul", async () => {
    serve(series());
    open("/facturacion/series/?nuevo=1", { permissions: ["invoices:read"] });
    expect(await screen.findByText("001-001-000000124")).toBeInTheDocument();
    expect(screen.queryByRole("button", { name: /Nueva serie/ })).not.toBeInTheDocument();
    expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  });
});

describe("the emission points on the issuer's page", () => {
  it("stand by establishment, and are named, put out of use and added there", async () => {
    serve(series(), series({ id: 2, establishment: "002", name: "Sucursal", active: false }));
    const calls = answer("patch", `${SERIES}/1`, series({ name: "Caja del norte", version: 2 }));
    const { user } = renderPage(<EmissionPoints />);
    const first = within(await screen.findByRole("region", { name: "Establecimiento 001" }));
    expect(first.getByText("001-001-000000124")).toBeInTheDocument();
    const second = within(screen.getByRole("region", { name: "Establecimiento 002" }));
    expect(second.getByText("Fuera de uso")).toBeInTheDocument();
    await user.click(first.getByRole("button", { name: "Editar el punto 001-001" }));
    const dialog = within(await screen.findByRole("dialog", { name: "Serie 001-001" }));
    await user.clear(dialog.getByLabelText("Nombre"));
    await user.type(dialog.getByLabelText("Nombre"), "Caja del norte");
    await user.click(dialog.getByRole("button", { name: "Guardar cambios" }));
    await waitFor(() => expect(calls[0]?.body).toEqual({ name: "Caja del norte" }));
    await user.click(screen.getByRole("button", { name: "Nuevo punto" }));
    expect(await screen.findByRole("dialog", { name: "Nueva serie" })).toBeInTheDocument();
  });

  it("are only looked at by who keeps no numbers, and not shown to who reads no invoices", async () => {
    serve(series());
    renderPage(<EmissionPoints />, { me: { permissions: ["einvoices:read", "invoices:read"] } });
    expect(await screen.findByText("001-001-000000124")).toBeInTheDocument();
    expect(screen.queryByRole("button")).not.toBeInTheDocument();
  });
});
