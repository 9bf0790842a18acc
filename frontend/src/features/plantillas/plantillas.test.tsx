import type { NoteTemplate, Phrase } from "@/entities/note-template/schema";
import { answer, configure, refuse, renderPage, screen, within } from "@/testing/render";
import { TemplatesPage } from "./components/templates-page";
import { toFieldInput, toFields, templateForm } from "./forms";

configure({ asyncUtilTimeout: 8000 });
jest.setTimeout(90_000);

const WRITER = { permissions: ["patients:read", "records:read", "records:write", "records:template"] };
const TEMPLATES = "/historia-clinica/note-templates";
const PHRASES = "/historia-clinica/note-phrases";
const template: NoteTemplate = {
  id: 3,
  name: "Operatoria dental",
  specialty: "Odontología",
  edition: 2,
  fields: [
    {
      key: "pieza",
      label: "Pieza",
      kind: "NUMBER",
      required: true,
      unit: null,
      minimum: "11",
      maximum: "85",
      options: [],
      columns: [],
    },
  ],
  active: true,
  version: 4,
  updated_at: "2026-11-20T10:00:00-05:00",
};
const phrase: Phrase = {
  id: 5,
  shortcut: "extraccion",
  body: "Anestesia local.",
  active: true,
  version: 1,
  updated_at: "2026-11-20T10:00:00-05:00",
};

const KINDS = "/historia-clinica/tooth-finding-kinds";
beforeEach(() => {
  answer("get", KINDS, { data: [] });
});

it("adds a finding of the clinic's own with the states that it may have", async () => {
  const posts = answer("post", KINDS, {
    id: 1,
    name: "Hipoplasia",
    sign: "H",
    states: ["FACT"],
    active: true,
    version: 1,
  });
  const { user } = renderPage(<TemplatesPage />, { at: "/pacientes/plantillas/", me: WRITER });
  await user.click(await screen.findByRole("button", { name: "Nuevo hallazgo" }));
  const dialog = within(await screen.findByRole("dialog", { name: "Nuevo hallazgo" }));
  await user.type(dialog.getByLabelText("Nombre"), "Hipoplasia");
  await user.type(dialog.getByLabelText("Letra"), "H");
  await user.click(dialog.getByRole("checkbox", { name: "Por tratar" }));
  await user.click(dialog.getByRole("button", { name: "Agregar hallazgo" }));
  expect(await screen.findByText("Hallazgo agregado")).toBeInTheDocument();
  expect(posts[0]?.body).toEqual({ name: "Hipoplasia", sign: "H", states: ["FACT"] });
});

it("makes a template of typed fields", async () => {
  const posts = answer("post", TEMPLATES, template, { status: 201 });
  const { user } = renderPage(<TemplatesPage />, { at: "/pacientes/plantillas/", me: WRITER });
  expect(await screen.findByText("Aún no hay plantillas")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Nueva plantilla" }));
  const sheet = await screen.findByRole("dialog", { name: "Nueva plantilla" });
  await user.type(within(sheet).getByLabelText("Nombre"), "Endo");
  await user.type(within(sheet).getByLabelText("Etiqueta"), "Nº pieza");
  await user.click(within(sheet).getByLabelText("Tipo"));
  await user.click(await screen.findByRole("option", { name: "Número" }));
  await user.type(await within(sheet).findByLabelText(/Máximo/), "85,5");
  await user.click(within(sheet).getByRole("switch", { name: "No se firma sin él" }));
  await user.click(within(sheet).getByRole("button", { name: "Crear plantilla" }));
  expect(await screen.findByText("Plantilla guardada")).toBeInTheDocument();
  expect(posts[0]?.body).toEqual({
    name: "Endo",
    specialty: null,
    fields: [
      {
        key: "n_pieza",
        label: "Nº pieza",
        kind: "NUMBER",
        required: true,
        unit: null,
        minimum: null,
        maximum: "85.5",
        options: [],
        columns: [],
      },
    ],
  });
});

it("retires a template and says a phrase whose shortcut is taken", async () => {
  answer("get", TEMPLATES, { data: [template] });
  answer("get", PHRASES, { data: [phrase] });
  const patches = answer("patch", `${TEMPLATES}/3`, { ...template, active: false });
  refuse("post", PHRASES, 409, { errors: [{ field: "shortcut", message: "Ya existe una frase con ese atajo." }] });
  const { user } = renderPage(<TemplatesPage />, { at: "/pacientes/plantillas/", me: WRITER });
  expect(await screen.findByText("Odontología · 1 campo · versión 2")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Dejar de usar Operatoria dental" }));
  expect(await screen.findByText("Ya no se usa")).toBeInTheDocument();
  expect([patches[0]?.body, patches[0]?.headers.get("If-Match")]).toEqual([{ active: false }, '"4"']);

  await user.click(screen.getByRole("button", { name: "Nueva frase" }));
  const dialog = await screen.findByRole("dialog", { name: "Nueva frase" });
  await user.type(within(dialog).getByLabelText("Atajo"), ".Extraccion");
  await user.type(within(dialog).getByLabelText("Texto"), "x");
  await user.click(within(dialog).getByRole("button", { name: "Crear frase" }));
  expect(await within(dialog).findByText("Ya existe una frase con ese atajo.")).toBeInTheDocument();
});

it("is only read by who does not write them, and says where nothing came", async () => {
  refuse("get", TEMPLATES, 500);
  answer("get", PHRASES, { data: [phrase] });
  renderPage(<TemplatesPage />, {
    at: "/pacientes/plantillas/",
    me: { permissions: ["patients:read", "records:read"] },
  });
  expect(await screen.findByText(".extraccion")).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: /Nueva|Cambiar/ })).not.toBeInTheDocument();
  expect(await screen.findByRole("button", { name: "Reintentar" })).toBeInTheDocument();
});

it("keeps the key of a field that is only called otherwise", () => {
  const rows = templateForm.parse({
    name: "x",
    specialty: "",
    fields: [
      { ...toFieldInput(template.fields[0]!), label: "Diente" },
      {
        key: "",
        label: "Pieza",
        kind: "TABLE",
        required: false,
        unit: "",
        minimum: "",
        maximum: "",
        lines: "A\n B \n",
      },
    ],
  });
  expect(toFields(rows.fields).map(({ key, columns }) => [key, columns])).toEqual([
    ["pieza", []],
    ["pieza_2", ["A", "B"]],
  ]);
});
