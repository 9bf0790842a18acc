import { page, patient } from "@/entities/patient/testing";
import { answer, renderPage, screen, waitFor } from "@/testing/render";
import { PatientsPage } from "./components/patients-page";

const LIST = "/historia-clinica/patients";
const RECEPTION = { permissions: ["patients:read", "patients:write"] };

it("asks the rest in parts that stay closed, and who signs as soon as it is a child", async () => {
  answer("get", LIST, page());
  answer("get", `${LIST}/likely-duplicates`, { data: [] });
  answer("get", `${LIST}/tags`, { data: [{ name: "ortodoncia" }] });
  const posts = answer("post", LIST, patient({ id: 31 }), { status: 201 });
  const { user } = renderPage(<PatientsPage />, { at: "/pacientes/?nuevo=1", me: RECEPTION });

  const put = async (field: HTMLElement, text: string) => {
    await user.click(field);
    await user.paste(text);
  };
  await put(await screen.findByLabelText("Número"), "1710034065");
  expect(screen.queryByLabelText(/Nombre de quien firma/)).not.toBeInTheDocument();
  await put(screen.getByLabelText("Nombres"), "Nico");
  await put(screen.getByLabelText("Apellidos"), "Vélez");
  await put(screen.getByLabelText(/Fecha de nacimiento/), "11/4/2022");
  await user.tab();
  await put(await screen.findByLabelText(/Teléfono de quien firma/), "0991234567");
  await user.click(screen.getByRole("button", { name: /etiquetas/ }));
  await user.click(await screen.findByRole("button", { name: "+ ortodoncia" }));
  await user.click(screen.getByRole("button", { name: "Registrar paciente" }));
  expect(await screen.findByText("Falta el nombre de quien lo representa.")).toBeInTheDocument();
  await put(screen.getByLabelText(/Nombre de quien firma/), "Rosa Cano");
  await user.click(screen.getByRole("button", { name: "Registrar paciente" }));
  await waitFor(() => expect(posts[0]?.body).toMatchObject({ guardian_name: "Rosa Cano", tags: ["ortodoncia"] }));
});

it("begins with what was searched for and nobody is, marked at once where it is wrong", async () => {
  answer("get", LIST, page());
  answer("get", `${LIST}/likely-duplicates`, { data: [] });
  answer("get", `${LIST}/tags`, { data: [] });
  const { user } = renderPage(<PatientsPage />, { at: "/pacientes/?search=1710034066", me: RECEPTION });
  await screen.findByText("Nada coincide con la búsqueda");
  await user.click(screen.getByRole("button", { name: /Nuevo paciente/ }));
  expect(await screen.findByLabelText("Número")).toHaveValue("1710034066");
  expect(await screen.findByText("El último dígito no corresponde.")).toBeInTheDocument();
});
