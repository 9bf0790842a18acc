import { SERVICES } from "@/config/services";
import { appointment } from "@/entities/appointment/testing";
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
    expect(linksOf(menu())).toHaveLength(14);
  });

  it("collapses to icons that keep their names", async () => {
    const { user } = renderPage(page, { at: "/agenda/", me: reception });
    await user.click(screen.getByRole("button", { name: "Contraer menú" }));
    expect(within(menu()).getByRole("link", { name: "Agenda" })).toHaveTextContent("");
  });
});

describe("the palette", () => {
  it("opens with Ctrl K, finds a patient by a fragment and opens the record", async () => {
    const calls = answer("get", "/historia-clinica/patients/search", {
      data: [
        {
          id: 7,
          full_name: "María Fernanda Vélez Ortiz",
          document_type: "CEDULA",
          document_number: "1710034065",
          phone: null,
          birth_date: "1992-03-04",
        },
      ],
    });
    const { user } = renderPage(page, { at: "/agenda/", me: reception });
    await user.keyboard("{Control>}k{/Control}");
    await user.type(await screen.findByRole("combobox"), "vel");

    const hit = await screen.findByRole("option", { name: /1710034065/ });
    expect(hit).toHaveTextContent("María Fernanda Vélez Ortiz");
    expect(await within(hit).findByText("Vél")).toBeInTheDocument();
    expect(calls.at(-1)?.query.get("q")).toBe("vel");
    await user.click(hit);
    await waitFor(() => expect(window.location.pathname + window.location.search).toBe("/pacientes/ver/?id=7"));
  });

  it("offers only the actions and pages one may use", async () => {
    const { user } = renderPage(page, { at: "/agenda/", me: reception });
    await user.click(screen.getByRole("button", { name: /Buscar paciente/ }));
    const options = (await screen.findAllByRole("option")).map((option) => option.textContent);
    expect(options).toEqual(["Nueva cita", "Panel", "Agenda", "Pacientes", "Facturación"]);
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
