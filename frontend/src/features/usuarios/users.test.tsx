import { answer, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { UsersPage } from "./components/users-page";

const ana = {
  id: 7,
  email: "ana@clinica.ec",
  full_name: "Ana Pérez",
  role: { id: 3, name: "Recepción" },
  phone: "0991234567",
  specialty: null,
  professional_registration: null,
  registration_kind: null,
  registration_expires_on: null,
  active: true,
  must_change_password: false,
  failed_attempts: 0,
  last_login_at: null,
  version: 4,
};
const role = (id: number, name: string, permissions: string[]) => ({
  id,
  name,
  description: `Trabajo de ${name}`,
  permissions,
  menu_config: { home: "agenda", sections: [] },
  system: true,
  active: true,
  users: 2,
  version: 1,
});
const page = (data: object[]) => ({ data, next: null, total: data.length, total_exact: true });

beforeEach(() => {
  answer(
    "get",
    "/auth/roles",
    page([role(2, "Odontólogo/Médico", ["records:sign"]), role(3, "Recepción", ["patients:read"])]),
  );
});

it("creates a person and shows the temporary password once", async () => {
  answer("get", "/auth/users", page([ana]));
  const calls = answer(
    "post",
    "/auth/users",
    { ...ana, id: 8, full_name: "Dra. Inés Proaño", temporary_password: "k7mq-x3ta-9wpd-hfz2" },
    { status: 201 },
  );
  const { user } = renderPage(<UsersPage />, { at: "/usuarios/" });
  await user.click(await screen.findByRole("button", { name: /Nuevo usuario/ }));

  const sheet = await screen.findByRole("dialog", { name: "Nuevo usuario" });
  await user.type(within(sheet).getByLabelText("Nombre completo"), "Dra. Inés Proaño");
  await user.type(within(sheet).getByLabelText("Correo"), "ines@clinica.ec");
  await user.click(within(sheet).getByRole("combobox", { name: "Rol" }));
  await user.click(await screen.findByRole("option", { name: "Odontólogo/Médico" }));
  // Only who attends patients is asked for a specialty.
  await user.type(await within(sheet).findByLabelText(/Especialidad/), "Endodoncia");
  await user.click(within(sheet).getByRole("button", { name: "Crear usuario" }));

  const secret = await screen.findByRole("dialog", { name: "Contraseña temporal de Dra. Inés Proaño" });
  expect(within(secret).getByText("k7mq-x3ta-9wpd-hfz2")).toBeInTheDocument();
  expect(calls[0]?.body).toEqual({
    full_name: "Dra. Inés Proaño",
    email: "ines@clinica.ec",
    role_id: 2,
    phone: null,
    practitioner: true,
    specialty: "Endodoncia",
    professional_registration: null,
    registration_kind: null,
    registration_expires_on: null,
    password: null,
  });
  await user.keyboard("{Escape}");
  expect(secret).toBeInTheDocument();
  await user.click(within(secret).getByRole("button", { name: "Ya lo guardé" }));
  await waitFor(() => expect(screen.queryByText("k7mq-x3ta-9wpd-hfz2")).not.toBeInTheDocument());
});

it("puts what the service refuses at its field", async () => {
  answer("get", "/auth/users", page([ana]));
  answer("get", "/auth/users/7", ana);
  const calls = refuse("patch", "/auth/users/7", 409, {
    errors: [{ field: "email", message: "Ya hay una persona activa con ese correo." }],
  });
  const { user } = renderPage(<UsersPage />, { at: "/usuarios/?editar=7" });
  const sheet = await screen.findByRole("dialog", { name: "Ana Pérez" });
  await user.type(within(sheet).getByLabelText("Correo"), "x");
  await user.click(within(sheet).getByRole("button", { name: "Guardar cambios" }));
  expect(await within(sheet).findByText("Ya hay una persona activa con ese correo.")).toBeInTheDocument();
  expect(calls[0]?.headers.get("If-Match")).toBe('"4"');
});

it("disables a person only after saying what follows", async () => {
  answer("get", "/auth/users", page([ana]));
  answer("get", "/citas/stranded-appointments", { total: 0, data: [] });
  const calls = answer("patch", "/auth/users/7", { ...ana, active: false, version: 5 });
  const { user } = renderPage(<UsersPage />, { at: "/usuarios/" });
  await user.click(await screen.findByRole("button", { name: "Acciones de Ana Pérez" }));
  await user.click(await screen.findByRole("menuitem", { name: "Deshabilitar" }));
  const question = await screen.findByRole("alertdialog", { name: "Deshabilitar a Ana Pérez" });
  expect(question).toHaveTextContent("Sus sesiones se cierran de inmediato");
  await user.click(within(question).getByRole("button", { name: "Deshabilitar" }));
  expect(await screen.findByText("Ana Pérez ya no puede ingresar")).toBeInTheDocument();
  expect(calls[0]?.body).toEqual({ active: false });
});

it("lists the visits that whoever is disabled leaves behind", async () => {
  answer("get", "/auth/users", page([ana]));
  answer("patch", "/auth/users/7", { ...ana, active: false, version: 5 });
  answer("get", "/citas/stranded-appointments", ({ query }) => ({
    total: query.get("doctor_id") === "7" ? 1 : 0,
    data: [
      {
        id: 12,
        start_time: "2099-11-24T10:00:00-05:00",
        end_time: "2099-11-24T10:45:00-05:00",
        patient_name: "Sofía Andrade",
        doctor: { id: 7, name: "Ana Pérez" },
        room: null,
        causes: ["DOCTOR"],
      },
    ],
  }));
  const { user } = renderPage(<UsersPage />, { at: "/usuarios/" });
  await user.click(await screen.findByRole("button", { name: "Acciones de Ana Pérez" }));
  await user.click(await screen.findByRole("menuitem", { name: "Deshabilitar" }));
  const question = await screen.findByRole("alertdialog", { name: "Deshabilitar a Ana Pérez" });
  await user.click(within(question).getByRole("button", { name: "Deshabilitar" }));
  const list = await screen.findByRole("dialog", { name: "1 cita por reubicar" });
  expect(within(list).getByRole("link", { name: /Sofía Andrade/ })).toHaveAttribute(
    "href",
    expect.stringContaining("cita=12"),
  );
});

it("gives a new temporary password, and says so when it was lost on its way", async () => {
  answer("get", "/auth/users", page([ana]));
  answer("post", "/auth/users/7/password", {});
  const { user } = renderPage(<UsersPage />, { at: "/usuarios/" });
  await user.click(await screen.findByRole("button", { name: "Acciones de Ana Pérez" }));
  await user.click(await screen.findByRole("menuitem", { name: "Restablecer contraseña" }));
  await user.click(
    within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Restablecer contraseña" }),
  );
  expect(await screen.findByText(/la contraseña se perdió en el camino/)).toBeInTheDocument();
});

it("lets an auditor look and change nothing", async () => {
  answer("get", "/auth/users", page([ana]));
  renderPage(<UsersPage />, { at: "/usuarios/?nuevo=1", me: { permissions: ["users:read", "roles:read"] } });
  expect(await screen.findByText("Ana Pérez")).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: /Nuevo usuario|Acciones/ })).not.toBeInTheDocument();
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
});

it("names the permission that is missing", async () => {
  renderPage(<UsersPage />, { at: "/usuarios/", me: { permissions: [] } });
  await waitFor(() => expect(screen.getByRole("alert")).toHaveTextContent("«Usuarios: ver»"));
});

it("offers no role that holds more than who assigns it", async () => {
  const me = { permissions: ["users:read", "users:write", "roles:read", "patients:read"] };
  answer("get", "/auth/users", page([ana]));
  answer("get", "/auth/users/7", ana);
  const { user } = renderPage(<UsersPage />, { at: "/usuarios/", me });
  await user.click(await screen.findByRole("button", { name: /Nuevo usuario/ }));
  const sheet = await screen.findByRole("dialog", { name: "Nuevo usuario" });
  await user.click(within(sheet).getByRole("combobox", { name: "Rol" }));
  const beyond = await screen.findByRole("option", { name: "Odontólogo/Médico · puede más que usted" });
  expect(beyond).toHaveAttribute("aria-disabled", "true");
  expect(screen.getByRole("option", { name: "Recepción" })).not.toHaveAttribute("aria-disabled");
});

it("says of whom somebody tried the password", async () => {
  answer("get", "/auth/users", page([{ ...ana, failed_attempts: 12 }]));
  renderPage(<UsersPage />, { at: "/usuarios/" });
  expect((await screen.findAllByText("12 intentos fallidos")).length).toBeGreaterThan(0);
});

it("does not take somebody who runs the clinic for a professional until it is said", async () => {
  answer(
    "get",
    "/auth/roles",
    page([role(1, "Administrador", ["records:sign", "users:write"]), role(3, "Recepción", ["patients:read"])]),
  );
  answer("get", "/auth/users", page([ana]));
  const calls = answer("post", "/auth/users", { ...ana, id: 9, temporary_password: null }, { status: 201 });
  const { user } = renderPage(<UsersPage />, { at: "/usuarios/?nuevo=1" });
  const sheet = await screen.findByRole("dialog", { name: "Nuevo usuario" });
  await user.type(within(sheet).getByLabelText("Nombre completo"), "Rosa Directora");
  await user.type(within(sheet).getByLabelText("Correo"), "rosa@clinica.ec");
  await user.click(within(sheet).getByRole("combobox", { name: "Rol" }));
  await user.click(await screen.findByRole("option", { name: /Administrador/ }));
  const attends = await within(sheet).findByRole("checkbox", { name: "Atiende pacientes" });
  expect(attends).not.toBeChecked();
  expect(within(sheet).queryByLabelText(/Especialidad/)).not.toBeInTheDocument();
  await user.click(attends);
  expect(within(sheet).getByLabelText(/Especialidad/)).toBeInTheDocument();
  // Reception signs nothing, so nobody of it attends.
  await user.click(within(sheet).getByRole("combobox", { name: "Rol" }));
  await user.click(await screen.findByRole("option", { name: /Recepción/ }));
  expect(within(sheet).queryByRole("checkbox", { name: "Atiende pacientes" })).not.toBeInTheDocument();
  await user.click(within(sheet).getByRole("button", { name: "Crear usuario" }));
  await waitFor(() => expect(calls[0]?.body).toMatchObject({ role_id: 3, practitioner: false }));
});

it("says beforehand what cannot be decided about who may do more", async () => {
  answer(
    "get",
    "/auth/users",
    page([ana, { ...ana, id: 9, full_name: "Luis Vera", role: { id: 2, name: "Dirección" } }]),
  );
  answer("get", "/auth/users/9", { ...ana, id: 9, full_name: "Luis Vera", role: { id: 2, name: "Dirección" } });
  answer(
    "get",
    "/auth/roles",
    page([role(2, "Dirección", ["users:write", "clients:write"]), role(3, "Recepción", ["users:read"])]),
  );
  const { user } = renderPage(<UsersPage />, {
    at: "/usuarios/",
    me: { permissions: ["users:read", "users:write", "roles:read"] },
  });
  await user.click(await screen.findByRole("button", { name: "Acciones de Luis Vera" }));
  expect(await screen.findByText(/^Puede más que usted/)).toBeInTheDocument();
  for (const name of ["Restablecer contraseña", "Deshabilitar"])
    expect(screen.getByRole("menuitem", { name })).toHaveAttribute("aria-disabled", "true");
  await user.click(screen.getByRole("menuitem", { name: "Editar" }));
  const sheet = await screen.findByRole("dialog", { name: "Luis Vera" });
  expect(within(sheet).getByLabelText("Correo")).toBeDisabled();
  expect(within(sheet).getByRole("combobox", { name: "Rol" })).toBeDisabled();
  expect(within(sheet).getByText(/su correo y su rol los cambia quien puede lo mismo/)).toBeInTheDocument();
  await user.keyboard("{Escape}");

  await user.click(await screen.findByRole("button", { name: "Acciones de Ana Pérez" }));
  expect(await screen.findByRole("menuitem", { name: "Restablecer contraseña" })).not.toHaveAttribute("aria-disabled");
});
