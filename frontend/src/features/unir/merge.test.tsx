import { patient } from "@/entities/patient/testing";
import { answer, fireEvent, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { MergePage } from "./components/merge-page";

const BASE = "/historia-clinica/patients";
const ME = { permissions: ["patients:read", "patients:merge", "invoices:read"] };
const stands = patient({ id: 7, phone: null, email: "marcela@correo.ec" });
const other = patient({
  id: 9,
  first_name: "Marce",
  last_name: "Velez",
  full_name: "Marce Velez",
  document_type: null,
  document_number: null,
  no_document_reason: "OTHER",
  phone: "+593984410192",
  email: "otra@correo.ec",
});

const likely = (id: number, why: string, score: number) => ({
  ...other,
  id,
  birth_date: null,
  active: true,
  why,
  score,
});

const open = (me = ME, at = "/pacientes/unir/?id=7&con=9") => {
  answer("get", `${BASE}/likely-duplicates`, {
    data: [likely(9, "NAME_AND_EMAIL", 80), likely(11, "PHONE", 40)],
  });
  answer("get", `${BASE}/11`, { ...other, id: 11 });
  answer("get", `${BASE}/7`, stands);
  answer("get", `${BASE}/9`, other);
  answer("get", "/facturacion/invoices", ({ query }) => ({
    data: [],
    next: null,
    total: query.get("patient_id") === "7" ? 8 : 1,
    total_exact: true,
  }));
  return renderPage(<MergePage />, { at, me });
};

it("takes by itself what only the other file says, asks why, and sends what was chosen", async () => {
  const sent = answer("post", `${BASE}/7/merges`, {}, { status: 201 });
  open();
  const phone = within(await screen.findByRole("radiogroup", { name: "Teléfono" }));
  expect(phone.getByRole("radio", { name: "098 441 0192" })).toBeChecked();
  expect(within(screen.getByRole("radiogroup", { name: "Documento" })).getAllByRole("radio")[0]).toBeChecked();
  fireEvent.click(
    within(screen.getByRole("radiogroup", { name: "Correo" })).getByRole("radio", { name: "otra@correo.ec" }),
  );
  expect(await screen.findByText("9")).toBeInTheDocument();

  fireEvent.click(screen.getByRole("button", { name: "Unir las dos fichas" }));
  expect(await screen.findByText("Escriba por qué.")).toBeInTheDocument();
  expect(screen.getByText("Confírmelo antes de unir.")).toBeInTheDocument();
  expect(sent).toHaveLength(0);
  fireEvent.change(screen.getByLabelText("Motivo"), { target: { value: "Se registró dos veces" } });
  fireEvent.click(screen.getByLabelText("Lo confirmé con el paciente"));
  fireEvent.click(screen.getByRole("button", { name: "Unir las dos fichas" }));
  await waitFor(() =>
    expect(sent[0]?.body).toEqual({ from_id: 9, take: ["phone", "email"], reason: "Se registró dos veces" }),
  );
});

it("offers who seems to be the same person, says how sure that is, and goes from one to the next", async () => {
  open(ME, "/pacientes/unir/?id=7");
  const list = within(await screen.findByRole("list", { name: "Fichas que se parecen" }));
  expect(list.getAllByRole("listitem").map((one) => /(\d+) de 100/.exec(one.textContent ?? "")?.[1])).toEqual([
    "80",
    "40",
  ]);
  fireEvent.click(screen.getByRole("button", { name: "Comparar con la ficha 9" }));
  expect(await screen.findByText("Por qué parecen la misma")).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Anterior" })).toBeDisabled();
  fireEvent.click(screen.getByRole("button", { name: "Siguiente" }));
  expect(await screen.findByRole("link", { name: "Ficha 11" })).toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Siguiente" })).toBeDisabled();
});

it("says what stands in the way", async () => {
  refuse("post", `${BASE}/7/merges`, 409, {
    detail: "La ficha que se une tiene dinero a favor: úselo o devuélvalo antes.",
  });
  open();
  fireEvent.change(await screen.findByLabelText("Motivo"), { target: { value: "Repetida" } });
  fireEvent.click(screen.getByLabelText("Lo confirmé con el paciente"));
  fireEvent.click(screen.getByRole("button", { name: "Unir las dos fichas" }));
  expect(await screen.findByText(/tiene dinero a favor/)).toBeInTheDocument();
});

it("is closed without its permission", () => {
  open({ permissions: ["patients:read"] });
  expect(screen.getByText(/No puede[s]? ver la unión de fichas/)).toBeInTheDocument();
});
