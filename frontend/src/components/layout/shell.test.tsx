import { answer, renderPage, screen, waitFor, within } from "@/testing/render";
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

const page = <AppShell><p>contenido</p></AppShell>;
const menu = () => screen.getByRole("navigation", { name: "Principal" });
const linksOf = (element: HTMLElement) => within(element).getAllByRole("link").map((link) => link.textContent);

describe("the menu", () => {
  it("holds what the role's menu names and its permissions open", () => {
    renderPage(page, { at: "/agenda/", me: reception });
    expect(linksOf(menu())).toEqual(["Agenda", "Pacientes", "Facturación"]);
    // A section with nothing left is not named.
    expect(within(menu()).queryByText("Sistema")).not.toBeInTheDocument();
  });

  it("marks the page one is on, also in its details", () => {
    renderPage(page, { at: "/pacientes/ver/?id=7", me: reception });
    expect(within(menu()).getByRole("link", { name: "Pacientes" })).toHaveAttribute("aria-current", "page");
    expect(within(menu()).getByRole("link", { name: "Agenda" })).not.toHaveAttribute("aria-current");
  });

  it("shows everything to the administrator, whose role has no menu of its own", () => {
    renderPage(page, { at: "/panel/" });
    expect(linksOf(menu())).toHaveLength(12);
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
      data: [{ id: 7, full_name: "María Fernanda Vélez Ortiz", document_type: "CEDULA", document_number: "1710034065", phone: null, birth_date: "1992-03-04" }],
    });
    const { user } = renderPage(page, { at: "/agenda/", me: reception });
    await user.keyboard("{Control>}k{/Control}");
    await user.type(await screen.findByRole("combobox"), "vel");

    const hit = await screen.findByRole("option", { name: /1710034065/ });
    expect(hit).toHaveTextContent("María Fernanda Vélez Ortiz");
    expect(within(hit).getByText("Vél")).toBeInTheDocument();
    expect(calls.at(-1)?.query.get("q")).toBe("vel");
    await user.click(hit);
    await waitFor(() => expect(window.location.pathname + window.location.search).toBe("/pacientes/ver/?id=7"));
  });

  it("offers only the actions and pages one may use", async () => {
    const { user } = renderPage(page, { at: "/agenda/", me: reception });
    await user.click(screen.getByRole("button", { name: /Buscar paciente/ }));
    const options = (await screen.findAllByRole("option")).map((option) => option.textContent);
    expect(options).toEqual(["Nueva cita", "Agenda", "Pacientes", "Facturación"]);
  });
});
