import { fireEvent } from "@testing-library/react";
import { answer, renderPage, screen, waitFor } from "@/testing/render";
import { ClinicPage } from "./clinic-page";

const clinic = { name: "OmniClínica", accent: null, logo: false, version: 3 };

it("changes the name and the colour, with the version they were read at", async () => {
  answer("get", "/auth/clinic", clinic);
  const calls = answer("put", "/auth/clinic", { ...clinic, name: "Los Andes", accent: "#1d4ed8", version: 4 });
  const { user } = renderPage(<ClinicPage />);
  await user.clear(await screen.findByLabelText("Nombre"));
  await user.type(screen.getByLabelText("Nombre"), "Los Andes");
  fireEvent.change(screen.getByLabelText("Color"), { target: { value: "#1d4ed8" } });
  await user.click(screen.getByRole("button", { name: "Guardar" }));
  await waitFor(() => expect(calls[0]?.body).toEqual({ name: "Los Andes", accent: "#1d4ed8" }));
  expect(calls[0]?.headers.get("If-Match")).toBe('"3"');
});

it("says the contrast while the colour is chosen, and does not save one that cannot be read", async () => {
  answer("get", "/auth/clinic", clinic);
  renderPage(<ClinicPage />);
  fireEvent.change(await screen.findByLabelText("Color"), { target: { value: "#f59e0b" } });
  expect(screen.getByText(/Contraste del texto: 1,9:1 en claro/)).toHaveTextContent("Hace falta 4,5:1");
  expect(screen.getByRole("button", { name: "Guardar" })).toBeDisabled();
});

it("sends a logo, and refuses one that is too large without asking the service", async () => {
  answer("get", "/auth/clinic", clinic);
  const calls = answer("put", "/auth/clinic/logo", { ...clinic, logo: true, version: 4 });
  const { user } = renderPage(<ClinicPage />);
  const input = await screen.findByLabelText("Archivo del logotipo");
  await user.upload(input, new File([new Uint8Array(200 * 1024 + 1)], "grande.png", { type: "image/png" }));
  expect(await screen.findByText(/use una de hasta 200 kB/)).toBeInTheDocument();
  await user.upload(input, new File(["logo"], "logo.png", { type: "image/png" }));
  await waitFor(() => expect(calls[0]?.body).toEqual({ image: "bG9nbw==" }));
});

it("is only for who may change it", () => {
  renderPage(<ClinicPage />, { me: { permissions: ["users:read"] } });
  expect(screen.getByText("No puede ver los datos de la clínica")).toBeInTheDocument();
});

it("keeps what printed documents say of the company, and says at its field what the service refuses", async () => {
  answer("get", "/auth/clinic", { ...clinic, ruc: "1790011674001" });
  const refused = {
    status: 422,
    title: "Datos inválidos",
    errors: [{ field: "ruc", message: "El RUC no es válido." }],
  };
  answer("put", "/auth/clinic", refused, { status: 422 });
  const { user } = renderPage(<ClinicPage />);
  const ruc = await screen.findByLabelText(/^RUC/);
  expect(ruc).toHaveValue("1790011674001");
  await user.clear(ruc);
  await user.type(ruc, "999");
  await user.click(screen.getByRole("button", { name: "Guardar empresa" }));
  expect(await screen.findByText("El RUC no es válido.")).toBeInTheDocument();
  const calls = answer("put", "/auth/clinic", { ...clinic, version: 4 });
  await user.clear(ruc);
  await user.click(screen.getByRole("button", { name: "Guardar empresa" }));
  await waitFor(() => expect(calls[0]?.body).toMatchObject({ name: "OmniClínica", ruc: null }));
});
