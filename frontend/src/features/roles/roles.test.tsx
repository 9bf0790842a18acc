import { dropDraft } from "@/lib/drafts";
import { someone } from "@/testing/me";
import { answer, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { RolePage } from "./components/role-page";
import { RolesPage } from "./components/roles-page";

const reception = {
  id: 3,
  name: "Recepción",
  description: "Recibe a los pacientes",
  permissions: ["appointments:read", "patients:read"],
  menu_config: { home: "agenda", sections: [{ title: "Recepción", items: ["agenda", "pacientes", "facturacion"] }] },
  system: true,
  active: true,
  users: 2,
  version: 6,
};
const PERMISSIONS = [
  ["appointments:read", "Ver la agenda"],
  ["appointments:write", "Reservar, mover y atender citas"],
  ["patients:read", "Ver los datos de los pacientes"],
  ["invoices:read", "Ver las facturas"],
  ["invoices:annul", "Anular facturas"],
].map(([name, description]) => ({ name, description, clients_only: false }));

beforeEach(() => {
  dropDraft("role:3");
  // The menu of who is looking may be of the role that was changed.
  answer("get", "/auth/me", someone());
  answer("get", "/auth/permissions", {
    data: [...PERMISSIONS, { name: "metrics:read", description: "Leer las métricas", clients_only: true }],
  });
  answer("get", "/auth/roles/3", reception);
});

it("changes what a role may do, once it is clear for whom", async () => {
  const calls = answer("patch", "/auth/roles/3", (call) => ({ ...reception, ...(call.body as object), version: 7 }));
  const { user } = renderPage(<RolePage />, { at: "/roles/ver/?id=3" });
  // What only integrations may hold is not offered.
  await user.click(await screen.findByLabelText("Anular facturas"));
  expect(screen.queryByLabelText("Leer las métricas")).not.toBeInTheDocument();
  expect(screen.getByLabelText("Ver las facturas")).toBeChecked();
  expect(screen.getByRole("status")).toHaveTextContent("Suma: Ver las facturas; Anular facturas.");

  await user.click(screen.getByRole("button", { name: "Guardar cambios" }));
  const question = await screen.findByRole("alertdialog");
  expect(question).toHaveTextContent("Las 2 personas con este rol tendrán que ingresar de nuevo.");
  await user.click(within(question).getByRole("button", { name: "Guardar cambios" }));

  expect(await screen.findByText("Rol Recepción guardado")).toBeInTheDocument();
  expect(calls[0]?.headers.get("If-Match")).toBe('"6"');
  expect(calls[0]?.body).toMatchObject({
    permissions: ["appointments:read", "invoices:annul", "invoices:read", "patients:read"],
  });
  await waitFor(() => expect(screen.queryByRole("button", { name: "Guardar cambios" })).not.toBeInTheDocument());
});

it("keeps what was marked when the service refuses, and says why", async () => {
  refuse("patch", "/auth/roles/3", 409, {
    detail: "El rol de quien administra la clínica conserva todos los permisos.",
  });
  const { user } = renderPage(<RolePage />, { at: "/roles/ver/?id=3" });
  await user.click(await screen.findByLabelText("Ver la agenda"));
  await user.click(screen.getByRole("button", { name: "Guardar cambios" }));
  const question = await screen.findByRole("alertdialog");
  await user.click(within(question).getByRole("button", { name: "Guardar cambios" }));
  expect(await within(question).findByText(/conserva todos los permisos/)).toBeInTheDocument();
  await user.click(within(question).getByRole("button", { name: "Seguir editando" }));
  expect(await screen.findByLabelText("Ver la agenda")).not.toBeChecked();
});

it("orders the menu with the keyboard's own buttons and shows how it will look", async () => {
  const calls = answer("patch", "/auth/roles/3", (call) => ({ ...reception, ...(call.body as object), version: 7 }));
  const { user } = renderPage(<RolePage />, { at: "/roles/ver/?id=3&pestana=menu" });
  await user.click(await screen.findByRole("button", { name: "Bajar Agenda" }));
  const preview = screen.getByRole("complementary", { name: "Vista previa del menú" });
  expect(
    within(preview)
      .getAllByRole("listitem")
      .map((item) => item.textContent),
  ).toEqual(["Pacientes", "Agenda"]);

  await user.click(screen.getByRole("button", { name: "Agregar sección" }));
  await user.click(screen.getByRole("button", { name: "Guardar cambios" }));
  expect(await screen.findByText("Escriba el título de la sección.")).toBeInTheDocument();
  expect(calls).toHaveLength(0);
  await user.type(screen.getAllByLabelText("Título de la sección")[1]!, "Caja");
  await user.click(screen.getByRole("button", { name: "Guardar cambios" }));
  expect(await screen.findByText("Rol Recepción guardado")).toBeInTheDocument();
  expect(calls[0]?.body).toMatchObject({
    menu_config: {
      home: "agenda",
      sections: [
        { title: "Recepción", items: ["pacientes", "agenda", "facturacion"] },
        { title: "Caja", items: [] },
      ],
    },
  });
});

it("retires a role that nobody should have, says who still holds it, and takes it back", async () => {
  const own = { ...reception, system: false };
  answer("get", "/auth/roles/3", own);
  refuse("patch", "/auth/roles/3", 409, { detail: "Lo tienen 2 personas: Ana Pérez, Luis Mora. Deles otro rol." });
  const { user } = renderPage(<RolePage />, { at: "/roles/ver/?id=3" });
  await user.click(await screen.findByRole("button", { name: "Retirar rol" }));
  const question = await screen.findByRole("alertdialog");
  await user.click(within(question).getByRole("button", { name: "Retirar rol" }));
  expect(await within(question).findByText(/Ana Pérez, Luis Mora/)).toBeInTheDocument();

  const calls = answer("patch", "/auth/roles/3", (call) => ({ ...own, ...(call.body as object), users: 0 }));
  await user.click(within(question).getByRole("button", { name: "Retirar rol" }));
  expect(await screen.findByText("Retirado")).toBeInTheDocument();
  await user.click(await screen.findByRole("button", { name: "Volver a habilitar" }));
  await user.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Habilitar" }));
  expect(await screen.findByRole("button", { name: "Retirar rol" })).toBeInTheDocument();
  expect(calls.map(({ body }) => body)).toEqual([{ active: false }, { active: true }]);
});

it("brings back what was not saved when one returns", async () => {
  const { user, unmount } = renderPage(<RolePage />, { at: "/roles/ver/?id=3" });
  await user.click(await screen.findByLabelText("Anular facturas"));
  unmount();
  const second = renderPage(<RolePage />, { at: "/roles/ver/?id=3" });
  expect(await screen.findByLabelText("Anular facturas")).toBeChecked();
  await second.user.click(screen.getByRole("button", { name: "Descartar" }));
  expect(await screen.findByLabelText("Anular facturas")).not.toBeChecked();
});

it("creates a role from another and goes on to its permissions", async () => {
  answer("get", "/auth/roles", { data: [reception], next: null, total: 1, total_exact: true });
  const calls = answer("post", "/auth/roles", { ...reception, id: 9, name: "Asistente" }, { status: 201 });
  const { user } = renderPage(<RolesPage />, { at: "/roles/?nuevo=1" });
  const dialog = await screen.findByRole("dialog", { name: "Nuevo rol" });
  await user.type(within(dialog).getByLabelText("Nombre"), "Asistente");
  await user.click(within(dialog).getByRole("combobox", { name: "Partir de" }));
  await user.click(await screen.findByRole("option", { name: "Lo que puede Recepción" }));
  await user.click(within(dialog).getByRole("button", { name: "Crear y elegir permisos" }));
  await waitFor(() => expect(window.location.pathname + window.location.search).toBe("/roles/ver/?id=9"));
  expect(calls[0]?.body).toEqual({
    name: "Asistente",
    description: "",
    permissions: reception.permissions,
    menu_config: reception.menu_config,
  });
});

it("only shows a role to who may not change it", async () => {
  renderPage(<RolePage />, { at: "/roles/ver/?id=3", me: { permissions: ["roles:read"] } });
  expect(await screen.findByLabelText("Anular facturas")).toBeDisabled();
});

it("names every permission and its group in Spanish, the clinic's among them", async () => {
  answer("get", "/auth/permissions", {
    data: [
      { name: "clinic:write", description: "Cambiar los datos de la clínica", clients_only: false },
      { name: "logs:read", description: "Ver el registro", clients_only: false },
    ],
  });
  answer("get", "/auth/roles/3", { ...reception, permissions: ["clinic:write"] });
  renderPage(<RolePage />, { at: "/roles/ver/?id=3" });
  expect(await screen.findByText("Administración")).toBeInTheDocument();
  expect(screen.getByRole("group", { name: "Clínica" })).toBeInTheDocument();
  expect(screen.getByRole("group", { name: "Registro" })).toBeInTheDocument();
  expect(screen.queryByText(/\bclinic\b|\blogs\b/)).not.toBeInTheDocument();
});

it("offers nobody to give what they do not hold", async () => {
  const me = { permissions: ["roles:read", "roles:write", "appointments:read", "patients:read"] };
  answer("get", "/auth/me", someone(me));
  const { user } = renderPage(<RolePage />, { at: "/roles/ver/?id=3", me });
  expect(await screen.findByLabelText(/^Anular facturas/)).toBeDisabled();
  expect(screen.getAllByText("Usted no lo tiene: no puede darlo.").length).toBeGreaterThan(0);
  expect(screen.getByLabelText("Ver la agenda")).toBeEnabled();
  // What they hold, they may take away and give back, also all at once.
  await user.click(screen.getByLabelText("Todo lo de Atención"));
  expect(screen.getByLabelText("Ver la agenda")).not.toBeChecked();
});

it("does not let a role be changed by who holds less", async () => {
  const me = { permissions: ["roles:read", "roles:write", "appointments:read"] };
  answer("get", "/auth/me", someone(me));
  renderPage(<RolePage />, { at: "/roles/ver/?id=3", me });
  expect(await screen.findByText(/Este rol puede más que usted/)).toBeInTheDocument();
  expect(screen.getByLabelText("Ver la agenda")).toBeDisabled();
});
