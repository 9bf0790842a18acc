import { answer, renderPage, screen, waitFor, within } from "@/testing/render";
import { ClientsPage } from "./components/clients-page";

const laboratory = {
  id: 9,
  client_id: "client-9a8b",
  name: "Laboratorio Central",
  permissions: ["patients:read"],
  active: true,
  system: false,
  last_used_at: null,
  version: 2,
};
const page = {
  data: [laboratory, { ...laboratory, id: 1, client_id: "service-citas", name: "Servicio citas", system: true }],
  next: null,
  total: 2,
  total_exact: true,
};

it("creates an integration and shows its secret once", async () => {
  answer("get", "/auth/clients", page);
  answer("get", "/auth/permissions", {
    data: [
      { name: "patients:read", description: "Ver los datos de los pacientes", clients_only: false },
      { name: "metrics:read", description: "Leer las métricas", clients_only: true },
    ],
  });
  const calls = answer("post", "/auth/clients", { ...laboratory, client_secret: "s3cr3t-0f-th3-l4b" }, { status: 201 });
  const { user } = renderPage(<ClientsPage />, { at: "/integraciones/?nuevo=1" });
  const sheet = await screen.findByRole("dialog", { name: "Nueva integración" });
  await user.type(within(sheet).getByLabelText("Nombre"), "Laboratorio Central");
  await user.click(within(sheet).getByRole("button", { name: "Crear integración" }));
  expect(await within(sheet).findByText("Elija al menos un permiso.")).toBeInTheDocument();
  await user.click(await within(sheet).findByLabelText("Ver los datos de los pacientes"));
  await user.click(within(sheet).getByRole("button", { name: "Crear integración" }));
  expect(await screen.findByText("s3cr3t-0f-th3-l4b")).toBeInTheDocument();
  expect(calls[0]?.body).toEqual({ name: "Laboratorio Central", permissions: ["patients:read"] });
});

it("changes a secret and cuts off an integration, each after its question; the installation's are not touched", async () => {
  answer("get", "/auth/clients", page);
  answer("post", "/auth/clients/9/secret", { ...laboratory, client_secret: "otro-secreto" });
  const calls = answer("patch", "/auth/clients/9", { ...laboratory, active: false });
  const { user } = renderPage(<ClientsPage />, { at: "/integraciones/" });
  await user.click(await screen.findByRole("button", { name: "Acciones de Laboratorio Central" }));
  expect(screen.queryByRole("button", { name: "Acciones de Servicio citas" })).not.toBeInTheDocument();
  await user.click(await screen.findByRole("menuitem", { name: "Cambiar secreto" }));
  const question = await screen.findByRole("alertdialog", { name: "Cambiar el secreto de Laboratorio Central" });
  expect(question).toHaveTextContent("deja de valer de inmediato");
  await user.click(within(question).getByRole("button", { name: "Cambiar secreto" }));
  expect(await screen.findByText("otro-secreto")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Ya lo guardé" }));

  await user.click(await screen.findByRole("button", { name: "Acciones de Laboratorio Central" }));
  await user.click(await screen.findByRole("menuitem", { name: "Deshabilitar" }));
  await user.click(within(await screen.findByRole("alertdialog")).getByRole("button", { name: "Deshabilitar" }));
  await waitFor(() => expect(calls[0]?.body).toEqual({ active: false }));
});
