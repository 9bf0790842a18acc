import { patient } from "@/entities/patient/testing";
import { answer, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { PersonCards } from "./components/person-cards";

const BASE = "/historia-clinica/patients/7";
const ME = { permissions: ["patients:read", "patients:write"] };
beforeEach(() => void answer("get", `${BASE}/merges`, { data: [] }));
const texts = [
  { purpose: "DATA", version: 2, text: "Autorizo a la clínica a tratar mis datos." },
  { purpose: "MESSAGES", version: 1, text: "Autorizo a la clínica a escribirme." },
];
const act = (change: object = {}) => ({
  id: 1,
  purpose: "DATA",
  text_version: 1,
  text: "Autorizo, texto anterior.",
  given: true,
  given_by: "Marcela Vélez Cano",
  recorded_by: { id: "2", name: "Rosa Vera" },
  created_at: "2026-11-12T10:00:00-05:00",
  ...change,
});

const open = (change: Parameters<typeof patient>[0] = {}) =>
  renderPage(<PersonCards patient={patient(change)} />, { at: "/pacientes/ver/?id=7", me: ME });

describe("consents to the use of data", () => {
  it("says who gave one, to which text, and asks again when the text changed", async () => {
    answer("get", `${BASE}/data-consents`, { data: [act()], texts });
    answer("get", `${BASE}/family`, { data: [] });
    open();
    expect(await screen.findByText(/Lo autorizó Marcela Vélez Cano el 12 nov 2026 · texto 1/)).toBeInTheDocument();
    expect(screen.getByText(/El texto cambió desde entonces/)).toBeInTheDocument();
    expect(screen.getByRole("button", { name: "Registrar consentimiento: Uso de sus datos" })).toBeInTheDocument();
    expect(screen.getByText("Sin autorizar")).toBeInTheDocument();
    expect(await screen.findByText("Ningún familiar suyo consta como paciente.")).toBeInTheDocument();
  });

  it("shows the text that is read, and of a minor proposes who represents them", async () => {
    answer("get", `${BASE}/data-consents`, { data: [], texts });
    answer("get", `${BASE}/family`, { data: [] });
    const sent = answer("post", `${BASE}/data-consents`, act({ text_version: 2 }), { status: 201 });
    const { user } = open({ birth_date: "2020-01-01", guardian_name: "Rosa Cano" });
    await user.click(await screen.findByRole("button", { name: "Registrar consentimiento: Uso de sus datos" }));
    const dialog = within(await screen.findByRole("dialog"));
    expect(dialog.getByText("Autorizo a la clínica a tratar mis datos.")).toBeInTheDocument();
    expect(dialog.getByRole("textbox", { name: "Quién firma" })).toHaveValue("Rosa Cano");
    await user.click(dialog.getByRole("button", { name: "Registrar consentimiento" }));
    await waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]?.body).toEqual({ purpose: "DATA", given: true, given_by: "Rosa Cano" });
  });

  it("offers to try again where they did not come", async () => {
    refuse("get", `${BASE}/data-consents`, 503);
    answer("get", `${BASE}/family`, { data: [] });
    open();
    expect(await screen.findByRole("button", { name: "Reintentar" })).toBeInTheDocument();
  });
});

it("a relative is one click away, and a wrong link is taken back", async () => {
  const link = {
    id: 5,
    relation: "PARENT",
    relative: { id: 9, full_name: "Rosa Cano", birth_date: "1960-05-01", active: true },
  };
  answer("get", `${BASE}/data-consents`, { data: [], texts });
  answer("get", `${BASE}/family`, { data: [link] });
  const gone = answer("delete", "/historia-clinica/family-links/5", null, { status: 204 });
  const { user } = open();
  expect(await screen.findByRole("link", { name: "Rosa Cano" })).toHaveAttribute(
    "href",
    expect.stringContaining("id=9"),
  );
  expect(screen.getByText(/Madre o padre · 66 años/)).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Quitar a Rosa Cano de la familia" }));
  await waitFor(() => expect(gone).toHaveLength(1));
});

it("a file that was merged is named, and separated with a reason", async () => {
  const file = { document_number: null };
  const merge = {
    id: 4,
    merged: { id: 9, full_name: "Marce Velez", ...file },
    into: { id: 7, full_name: "Marcela Vélez Cano", ...file },
    reason: "Se registró dos veces",
    merged_by: { name: "Sofía Paz" },
    merged_at: "2026-11-12T10:00:00-05:00",
    separated_at: null,
    separated_reason: null,
  };
  answer("get", `${BASE}/merges`, { data: [merge] });
  answer("get", `${BASE}/data-consents`, { data: [], texts });
  answer("get", `${BASE}/family`, { data: [] });
  const sent = answer("post", "/historia-clinica/merges/4/separate", {
    ...merge,
    separated_at: "2026-11-13T10:00:00Z",
  });
  const { user } = renderPage(<PersonCards patient={patient()} />, {
    at: "/pacientes/ver/?id=7",
    me: { permissions: [...ME.permissions, "patients:merge"] },
  });
  await user.click(await screen.findByRole("button", { name: "Separar la ficha 9" }));
  const dialog = within(await screen.findByRole("alertdialog"));
  await user.click(dialog.getByRole("textbox"));
  await user.paste("Eran dos personas");
  await user.click(dialog.getByRole("button", { name: "Separar fichas" }));
  await waitFor(() => expect(sent[0]?.body).toEqual({ reason: "Eran dos personas" }));
});
