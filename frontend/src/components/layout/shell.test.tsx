import { SERVICES } from "@/config/services";
import { appointment } from "@/entities/appointment/testing";
import { NOTHING_ELECTRONIC } from "@/entities/einvoice/testing";
import { invoiceRow } from "@/entities/invoice/testing";
import { gloves } from "@/entities/product/testing";
import { answer, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { AppShell } from "./app-shell";

const reception = {
  full_name: "Rosa Tipán",
  role: { id: 3, name: "Recepción" },
  permissions: ["appointments:read", "appointments:write", "patients:read", "invoices:read"],
  menu: {
    home: "agenda",
    sections: [
      { title: "Recepción", items: ["panel", "agenda", "pacientes"] },
      { title: "Caja", items: ["facturacion", "gastos"] },
      { title: "Sistema", items: ["usuarios", "registro"] },
    ],
  },
};

const limpieza = {
  id: 5,
  code: "LIM-01",
  name: "Limpieza dental",
  category: "Prevención",
  description: null,
  price: "40.00",
  duration_minutes: 30,
  iva_code: "0",
  aesthetic: false,
  active: true,
  cost: "2.00",
  margin: "38.00",
  margin_percent: "95.0",
  version: 1,
};

const page = (
  <AppShell>
    <p>contenido</p>
  </AppShell>
);
const menu = () => screen.getByRole("navigation", { name: "Principal" });
const linksOf = (element: HTMLElement) =>
  within(element)
    .getAllByRole("link")
    .map((link) => link.textContent);

const noRows = { data: [], next: null, total: 0, total_exact: true };
beforeEach(() => {
  answer("get", "/citas/appointments", noRows);
  answer("get", "/inventario/products/low-stock", noRows);
  answer("get", "/historia-clinica/unseen-results", { data: [] });
  answer("get", "/historia-clinica/waiting-cosignatures", noRows);
  for (const { prefix } of SERVICES) answer("get", `/${prefix}/events`, noRows);
});

describe("the menu", () => {
  it("holds what the role's menu names and its permissions open", () => {
    renderPage(page, { at: "/agenda/", me: reception });
    expect(linksOf(menu())).toEqual(["Panel", "Agenda", "Pacientes", "Facturación"]);
    // A section with nothing left is not named.
    expect(within(menu()).queryByText("Sistema")).not.toBeInTheDocument();
  });

  it("leads to the panel whoever has something to see there", () => {
    renderPage(page, { at: "/gastos/", me: { ...reception, permissions: ["expenses:read"] } });
    expect(linksOf(menu())).toEqual(["Gastos"]);
  });

  it("marks the page one is on, also in its details", () => {
    renderPage(page, { at: "/pacientes/ver/?id=7", me: reception });
    expect(within(menu()).getByRole("link", { name: "Pacientes" })).toHaveAttribute("aria-current", "page");
    expect(within(menu()).getByRole("link", { name: "Agenda" })).not.toHaveAttribute("aria-current");
  });

  it("shows everything to the administrator, whose role has no menu of its own", () => {
    renderPage(page, { at: "/panel/" });
    expect(linksOf(menu())).toHaveLength(17);
  });

  it("collapses to icons that keep their names", async () => {
    const { user } = renderPage(page, { at: "/agenda/", me: reception });
    await user.click(screen.getByRole("button", { name: "Contraer menú" }));
    expect(within(menu()).getByRole("link", { name: "Agenda" })).toHaveTextContent("");
  });
});

describe("the palette", () => {
  const vélez = {
    id: 7,
    full_name: "María Fernanda Vélez Ortiz",
    document_type: "CEDULA",
    document_number: "1710034065",
    phone: "+593998124470",
    birth_date: "1992-03-04",
  };
  const search = "/historia-clinica/patients/search";
  /** Answers every kind, and counts what was asked. */
  const everything = () => ({
    patients: answer("get", search, { data: [vélez] }),
    visits: answer("get", "/citas/appointments", {
      ...noRows,
      data: [appointment({ id: 31, patient: { id: 7, name: "María Fernanda Vélez Ortiz", phone: "+593998124470" } })],
    }),
    invoices: answer("get", "/facturacion/invoices", { ...noRows, data: [invoiceRow({ id: 12 })] }),
    treatments: answer("get", "/inventario/treatments", { ...noRows, data: [limpieza] }),
    products: answer("get", "/inventario/products", { ...noRows, data: [{ ...gloves, id: 4 }] }),
    people: answer("get", "/auth/practitioners", {
      data: [
        { id: 2, full_name: "Dra. Verónica Salazar", specialty: "Odontología" },
        { id: 3, full_name: "Dr. Andrés Vélez", specialty: null },
      ],
    }),
  });
  const ask = async (user: ReturnType<typeof renderPage>["user"], text: string) => {
    await user.keyboard("{Control>}k{/Control}");
    // At once, as from the clipboard: on a busy machine typing pauses, and each pause asks.
    await user.click(await screen.findByRole("combobox"));
    await user.paste(text);
  };

  it("finds everything one may see, each kind in one bounded request, and opens what Enter is on", async () => {
    const calls = everything();
    const { user } = renderPage(page, { at: "/agenda/" });
    await ask(user, "vel");
    const hit = await screen.findByRole("option", { name: /1710034065/ });
    expect(await within(hit).findByText("Vél")).toBeInTheDocument();
    for (const kind of ["Pacientes", "Citas", "Facturas", "Tratamientos", "Productos", "Profesionales"])
      expect(await screen.findByRole("group", { name: kind })).toBeInTheDocument();
    expect(within(screen.getByRole("group", { name: "Profesionales" })).getAllByRole("option")).toHaveLength(1);
    const asked = [calls.patients, calls.invoices, calls.treatments, calls.products].map((of) => of.length);
    expect(asked).toEqual([1, 1, 1, 1]);
    // The bell asks for appointments too: only one of them searches.
    expect(calls.visits.filter(({ query }) => query.has("search"))).toHaveLength(1);
    expect(Number(calls.patients[0]!.query.get("limit"))).toBeLessThanOrEqual(8);
    await user.keyboard("{Enter}");
    await waitFor(() => expect(window.location.pathname + window.location.search).toBe("/pacientes/ver/?id=7"));
  });

  it("finds a treatment by its name, and a professional by name or specialty, and leads to them", async () => {
    everything();
    const { user } = renderPage(page, {
      at: "/agenda/",
      me: { ...reception, permissions: [...reception.permissions, "treatments:read"] },
    });
    await ask(user, "limp");
    const treatment = await within(await screen.findByRole("group", { name: "Tratamientos" })).findByRole("option");
    expect(treatment).toHaveTextContent(/Limpieza dental.*LIM-01.*\$40,00/);
    await user.click(treatment);
    await waitFor(() => expect(window.location.pathname + window.location.search).toBe("/tratamientos/ver/?id=5"));
    await ask(user, "odonto");
    const person = await within(await screen.findByRole("group", { name: "Profesionales" })).findByRole("option");
    expect(person).toHaveTextContent(/Dra\. Verónica Salazar.*Odontología/);
    await user.click(person);
    await waitFor(() => expect(window.location.pathname + window.location.search).toBe("/agenda/?prof=2"));
  });

  it("shows the phone that matched, however it was typed, with what matched in bold", async () => {
    everything();
    const { user } = renderPage(page, { at: "/agenda/" });
    await ask(user, "+593 99 812");
    const hit = await within(await screen.findByRole("group", { name: "Pacientes" })).findByRole("option");
    expect(hit).toHaveTextContent("099 812 4470");
    expect(hit).not.toHaveTextContent("1710034065");
    expect(await within(hit).findByText("99 812")).toHaveClass("font-semibold");
  });

  it("says with the arrow what can be done with a hit, only what one may, and does it", async () => {
    everything();
    const { user } = renderPage(page, { at: "/agenda/", me: reception });
    await ask(user, "vel");
    await within(await screen.findByRole("group", { name: "Pacientes" })).findByRole("option");
    await user.keyboard("{ArrowRight}");
    const options = within(await screen.findByRole("group", { name: vélez.full_name })).getAllByRole("option");
    expect(options.map((option) => option.textContent)).toEqual([
      "Abrir la ficha",
      "Dar una cita",
      "Ver sus facturas",
      "Llamar al 099 812 4470",
      "Escribir por WhatsApp",
    ]);
    await user.keyboard("{Escape}");
    expect(await screen.findByRole("option", { name: /1710034065/ })).toHaveAttribute("aria-selected", "true");
    await user.keyboard("{ArrowRight}{ArrowDown}{Enter}");
    await waitFor(() => expect(window.location.pathname + window.location.search).toBe("/agenda/?nuevo=1&paciente=7"));
  });

  it("asks for nothing that the role leaves out, and says what did not answer", async () => {
    const calls = everything();
    refuse("get", "/inventario/products", 404, { detail: "No." });
    const { user } = renderPage(page, {
      at: "/inventario/",
      me: { ...reception, permissions: ["treatments:read", "products:read"] },
    });
    await ask(user, "limp");
    expect(await screen.findByRole("group", { name: "Tratamientos" })).toHaveTextContent("Limpieza dental");
    expect(await screen.findByText("No se pudo buscar en productos.")).toBeInTheDocument();
    expect([calls.patients, calls.invoices, calls.people].map((of) => of.length)).toEqual([0, 0, 0]);
  });

  it("offers only the actions and pages one may use", async () => {
    const { user } = renderPage(page, { at: "/agenda/", me: reception });
    await user.click(screen.getByRole("button", { name: /Buscar paciente/ }));
    const options = (await screen.findAllByRole("option")).map((option) => option.textContent);
    expect(options).toEqual(["Nueva cita", "Panel", "Agenda", "Pacientes", "Facturación"]);
  });

  it("finds the pages that no menu holds by their name or what they are about, only those one may open", async () => {
    const calls = everything();
    const { user } = renderPage(page, { at: "/agenda/", me: { ...reception, permissions: ["appointments:read"] } });
    await ask(user, "recordatorios");
    await user.click(await within(await screen.findByRole("group", { name: "Páginas" })).findByRole("option"));
    await waitFor(() => expect(window.location.pathname).toBe("/agenda/avisos/"));
    await ask(user, "cheques");
    await waitFor(() => expect(calls.visits.some(({ query }) => query.get("search") === "cheques")).toBe(true));
    expect(screen.queryByRole("group", { name: "Páginas" })).not.toBeInTheDocument();
  });
});

describe("the notices", () => {
  const pending = appointment({
    id: 31,
    start_time: "2026-11-25T14:00:00Z",
    patient: { id: 9, name: "Raúl Chávez", phone: "0985421430" },
  });

  it("are what waits, only of what one may see, and lead to it", async () => {
    const calls = answer("get", "/citas/appointments", { ...noRows, data: [pending], total: 7 });
    const { user } = renderPage(page, { at: "/pacientes/", me: reception });
    await user.click(await screen.findByRole("button", { name: "Avisos: 7 pendientes" }));
    const notices = await screen.findByRole("dialog", { name: "Avisos" });
    expect(within(notices).getByRole("link", { name: /09:00 Raúl Chávez.*098 542 1430/ })).toHaveAttribute(
      "href",
      expect.stringMatching(/^\/agenda\/?\?cita=31/),
    );
    expect(within(notices).getByRole("link", { name: "Ver la agenda de mañana" })).toBeInTheDocument();
    expect(within(notices).queryByText("Productos por reponer")).not.toBeInTheDocument();
    expect(calls[0]?.query.get("status")).toBe("PENDING");
  });

  it("say when one of them could not be asked, and keep the others", async () => {
    refuse("get", "/citas/appointments", 404, { detail: "Citas no responde." });
    answer("get", "/inventario/products/low-stock", {
      ...noRows,
      data: [{ ...gloves, id: 4, name: "Resina A2", usable_quantity: "1.000", minimum_stock: "5.000" }],
      total: 1,
    });
    const { user } = renderPage(page, { at: "/panel/" });
    await user.click(await screen.findByRole("button", { name: "Avisos: 1 pendiente" }));
    const notices = await screen.findByRole("dialog", { name: "Avisos" });
    expect(await within(notices).findByText(/No se pudo preguntar: Citas no responde/)).toBeInTheDocument();
    expect(within(notices).getByRole("link", { name: /Resina A2/ })).toHaveAttribute(
      "href",
      expect.stringMatching(/^\/inventario\/ver\/?\?id=4$/),
    );
  });

  afterEach(() => jest.useRealTimers());

  it("say which electronic document waits for a person, what is late, and when the certificate expires", async () => {
    // In the afternoon: what the day leaves is told in the evening only.
    jest.useFakeTimers({ now: new Date("2026-11-24T20:00:00Z"), advanceTimers: true });
    const until = new Date(Date.now() + 12 * 86_400_000).toISOString();
    const states = [
      { status: "SIGNED" as const, count: 3, oldest_at: "2026-11-24T14:00:00Z", oldest: 1801 },
      { status: "RECEIVED" as const, count: 1, oldest_at: "2026-11-24T14:00:00Z", oldest: 60 },
    ];
    answer("get", "/facturacion/einvoices/summary", {
      ...NOTHING_ELECTRONIC,
      active: true,
      states,
      certificate_valid_to: until,
      expires_soon: true,
    });
    const { user } = renderPage(page, { at: "/gastos/", me: { ...reception, permissions: ["einvoices:write"] } });
    await user.click(await screen.findByRole("button", { name: "Avisos: 2 pendientes" }));
    const notices = within(await screen.findByRole("dialog", { name: "Avisos" }));
    expect(notices.getByRole("link", { name: /El certificado de firma vence en 12 días/ })).toBeInTheDocument();
    expect(notices.getByRole("link", { name: /3 comprobantes sin autorizar, en «Firmado»/ })).toBeInTheDocument();
    expect(notices.queryByText(/Recibido/)).not.toBeInTheDocument();
  });

  it("are not there for who may see none of it", () => {
    renderPage(page, { at: "/gastos/", me: { ...reception, permissions: ["expenses:read"] } });
    expect(screen.queryByRole("button", { name: /Avisos/ })).not.toBeInTheDocument();
  });
});

it("shows the keys with ?, those of this page first", async () => {
  const { user } = renderPage(page, { at: "/agenda/", me: reception });
  await user.keyboard("?");
  const help = await screen.findByRole("dialog", { name: "Atajos del teclado" });
  expect(within(help).getAllByRole("heading", { level: 3 })[0]).toHaveTextContent("Agenda · esta página");
  expect(within(help).queryByText("Inventario")).not.toBeInTheDocument();
});

describe("an emulator in the SRI's place", () => {
  it("is told at the top of every page", async () => {
    answer("get", "/auth/clinic", { name: "Ejemplo", accent: null, logo: false, version: 1, sri_emulated: true });
    renderPage(page, { at: "/agenda/", me: reception });
    expect(await within(screen.getByRole("banner")).findByText(/No es el SRI/)).toBeVisible();
  });
});
