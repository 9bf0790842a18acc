import { page, patient } from "@/entities/patient/testing";
import { answer, configure, renderPage, screen, waitFor, within } from "@/testing/render";
import { PatientPage } from "./components/patient-page";
import { note, signed } from "./testing";

configure({ asyncUtilTimeout: 8000 });
jest.setTimeout(90_000);

const FILE = "/historia-clinica/patients/7";
const DOCTOR = {
  full_name: "Dra. Lucía Mora",
  permissions: ["patients:read", "records:read", "records:write", "records:sign", "records:cosign"],
};
const NO = { unit: null, minimum: null, maximum: null, options: [], columns: [], required: false };
const template = {
  id: 3,
  name: "Operatoria dental",
  specialty: "Odontología",
  edition: 2,
  fields: [
    { ...NO, key: "pieza", label: "Pieza", kind: "NUMBER" as const, required: true, minimum: "11", maximum: "85" },
    { ...NO, key: "conductos", label: "Conductos", kind: "TABLE" as const, columns: ["Conducto", "Longitud"] },
  ],
  active: true,
  version: 1,
  updated_at: "2026-11-20T10:00:00-05:00",
};
const phrases = ["extraccion", "endodoncia"].map((shortcut, id) => ({
  id,
  shortcut,
  body: `Texto de ${shortcut}.`,
  active: true,
  version: 1,
  updated_at: "2026-11-20T10:00:00-05:00",
}));

function open(query: string, notes = [] as ReturnType<typeof note>[]) {
  answer("get", FILE, patient());
  answer("get", `${FILE}/notes`, page(...notes));
  answer("get", "/historia-clinica/note-templates", { data: [template] });
  answer("get", "/historia-clinica/note-phrases", { data: phrases });
  return renderPage(<PatientPage />, { at: `/pacientes/ver/?id=7${query}`, me: DOCTOR });
}

it("is written on a template, which says before the signature what it lacks", async () => {
  answer("get", "/historia-clinica/notes/12", note());
  const patches = answer("patch", "/historia-clinica/notes/12", note({ version: 2 }));
  const { user } = open("&nota=12", [note()]);
  await user.click(await screen.findByRole("combobox", { name: "Plantilla" }));
  await user.click(await screen.findByRole("option", { name: "Operatoria dental" }));
  const tooth = await screen.findByLabelText("Pieza");
  await user.click(screen.getByRole("button", { name: /Firmar nota/ }));
  expect(await screen.findByText("Falta: la plantilla lo pide.")).toBeInTheDocument();
  expect(tooth).toHaveFocus();
  await user.type(tooth, "9");
  expect(screen.getByText("Debe estar entre 11 y 85.")).toBeInTheDocument();
  await user.clear(tooth);
  await user.type(tooth, "26");
  await user.type(screen.getByLabelText("Conducto, fila 1"), "MV");
  await waitFor(() =>
    expect(patches.at(-1)?.body).toMatchObject({
      form: { template_id: 3, values: { pieza: "26", conductos: [["MV", ""]] } },
    }),
  );
});

it("puts a phrase where its shortcut was typed", async () => {
  answer("get", "/historia-clinica/notes/12", note({ plan: "Hoy:" }));
  answer("patch", "/historia-clinica/notes/12", note({ version: 2 }));
  const { user } = open("&nota=12", [note()]);
  const plan = await screen.findByLabelText("Plan");
  await user.type(plan, " .e");
  const list = await screen.findByRole("listbox", { name: "Frases para Plan" });
  expect(within(list).getAllByRole("option")).toHaveLength(2);
  await user.keyboard("{ArrowDown}");
  expect(within(list).getByRole("option", { name: ".endodoncia" })).toHaveAttribute("aria-selected", "true");
  await user.keyboard("{Enter}");
  expect(plan).toHaveValue("Hoy: Texto de endodoncia.");
  await user.type(plan, " .nada");
  expect(screen.queryByRole("listbox")).not.toBeInTheDocument();
});

it("marks what comes of the last note, and is not signed before somebody read it", async () => {
  const last = signed({ plan: "Control de INR." });
  answer("get", "/historia-clinica/notes/12", note({ plan: "Resina." }));
  const patches = answer("patch", "/historia-clinica/notes/12", note({ version: 2 }));
  const { user } = open("&nota=12", [note(), last]);
  await user.click(await screen.findByRole("button", { name: /Traer lo de la nota del 20.nov.2026: Plan/ }));
  expect(screen.getByLabelText("Plan")).toHaveValue("Resina.\nControl de INR.");
  const mark = screen.getByRole("group", { name: "Texto traído: Plan" });
  expect(mark).toHaveTextContent("sin revisar");
  await user.click(screen.getByRole("button", { name: /Firmar nota/ }));
  await waitFor(() => expect(within(mark).getByRole("button", { name: "Quitar" })).toHaveFocus());
  expect(screen.queryByRole("alertdialog")).not.toBeInTheDocument();
  await user.click(within(mark).getByRole("button", { name: "Sigue vigente" }));
  expect(screen.getByRole("group", { name: "Texto traído: Plan" })).toHaveTextContent("sigue vigente");
  await waitFor(() =>
    expect(patches.at(-1)?.body).toMatchObject({
      brought: [{ note_id: 11, part: "plan", text: "Control de INR.", reviewed: true }],
    }),
  );
});

it("shows a signed note on the form that it was written on", async () => {
  const form = {
    template_id: 3,
    edition: 1,
    name: "Operatoria dental",
    fields: template.fields,
    values: { pieza: "26", conductos: [["MV", "19,5"]] },
  };
  const brought = [{ note_id: 9, part: "plan" as const, text: "Control.", reviewed: true, signed_on: "2026-10-03" }];
  open("&tab=notas", [signed({ plan: "Control.", form, brought })]);
  const filled = await screen.findByRole("region", { name: "Operatoria dental" });
  expect(filled).toHaveTextContent("Pieza26");
  expect(within(filled).getByRole("cell", { name: "19,5" })).toBeInTheDocument();
  expect(screen.getByText("Traído de la nota del 3 oct 2026: Control.")).toBeInTheDocument();
});
