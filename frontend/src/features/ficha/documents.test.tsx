import { documentOf, pairOf } from "@/entities/document/testing";
import { page, patient } from "@/entities/patient/testing";
import { storedFileOf } from "@/testing/files";
import { answer, configure, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { PatientPage } from "./components/patient-page";

configure({ asyncUtilTimeout: 8000 });
jest.setTimeout(40_000);

const FILE = "/historia-clinica/patients/7";
const DOCTOR = { permissions: ["patients:read", "documents:read", "documents:write"] };
const before = documentOf();
const after = documentOf({ id: 2, file_id: "f-2", title: "Frontal final", taken_on: "2026-11-20" });

function open(
  query = "",
  { me = DOCTOR, documents = [before, after], pairs = [] as ReturnType<typeof pairOf>[] } = {},
) {
  answer("get", FILE, patient());
  const lists = answer("get", `${FILE}/documents`, page(...documents));
  answer("get", `${FILE}/photo-pairs`, { data: pairs });
  return { lists, ...renderPage(<PatientPage />, { at: `/pacientes/ver/?id=7&tab=documentos${query}`, me }) };
}

it("attaches what is chosen: uploaded first, then named, and what fails says why and stays", async () => {
  const { user } = open("", { documents: [] });
  const uploads = answer("post", "/historia-clinica/files", storedFileOf({ id: "f-9" }), { status: 201 });
  const posts = answer("post", `${FILE}/documents`, documentOf({ id: 9 }), { status: 201 });
  expect(await screen.findByText("Sin documentos")).toBeInTheDocument();
  await user.upload(
    screen.getByLabelText("Archivos del paciente"),
    new File(["x"], "IMG_2071.jpg", { type: "image/jpeg" }),
  );
  const sheet = within(await screen.findByRole("dialog", { name: "Adjuntar documento" }));
  expect(sheet.getByLabelText("Nombre")).toHaveValue("IMG 2071");
  refuse("post", "/historia-clinica/files", 422, {
    errors: [{ field: "file", message: "La imagen está dañada o incompleta." }],
    detail: "La imagen está dañada o incompleta.",
  });
  await user.click(sheet.getByRole("button", { name: "Adjuntar documento" }));
  expect(await sheet.findByText(/No se adjuntó «IMG_2071.jpg»: La imagen está dañada/)).toBeInTheDocument();
  expect(posts).toHaveLength(0);

  answer("post", "/historia-clinica/files", storedFileOf({ id: "f-9" }), { status: 201 });
  await user.click(sheet.getByRole("button", { name: "Adjuntar documento" }));
  expect(await screen.findByText("Documento adjunto")).toBeInTheDocument();
  expect(posts[0]?.body).toMatchObject({ file_id: "f-9", kind: "PHOTO", title: "IMG 2071", note: null });
  expect(uploads).toHaveLength(0);
});

it("shows one, withdraws it with a reason and brings it back", async () => {
  const { user } = open();
  const gone = documentOf({
    version: 2,
    withdrawn: { by: { id: "1", name: "Dra. Mora" }, at: "2026-11-20T10:00:00-05:00", reason: "Es de otro" },
  });
  const withdrawals = answer("post", "/historia-clinica/documents/1/withdraw", gone);
  const restores = answer("post", "/historia-clinica/documents/1/restore", before);
  await user.click(await screen.findByRole("button", { name: /^Frontal inicial/ }));
  const sheet = within(await screen.findByRole("dialog", { name: "Frontal inicial" }));
  expect(sheet.getByRole("img", { name: "Frontal inicial" })).toHaveAttribute(
    "src",
    `/api/historia-clinica/documents/${before.file_id}/content`,
  );
  await user.click(sheet.getByRole("button", { name: "Retirar" }));
  const ask = within(await screen.findByRole("alertdialog"));
  await user.type(ask.getByRole("textbox"), "Es de otro");
  await user.click(ask.getByRole("button", { name: "Retirar documento" }));
  expect(await screen.findByText("Documento retirado")).toBeInTheDocument();
  expect(withdrawals[0]?.body).toEqual({ reason: "Es de otro" });
  await user.click(screen.getByRole("button", { name: "Deshacer" }));
  await waitFor(() => expect(restores[0]?.headers.get("If-Match")).toBe('"2"'));
});

it("compares two photos under a curtain, the earlier one first, and keeps how they were aligned", async () => {
  const { user } = open();
  const puts = answer("put", `${FILE}/photo-pairs`, { data: [pairOf(before, after)] });
  await user.click(await screen.findByRole("checkbox", { name: /Elegir «Frontal final»/ }));
  await user.click(screen.getByRole("checkbox", { name: /Elegir «Frontal inicial»/ }));
  await user.click(screen.getByRole("button", { name: "Comparar" }));
  expect(await screen.findByRole("slider", { name: "Cortina entre antes y después" })).toHaveValue("50");
  expect(screen.getByText("100 días entre las dos")).toBeInTheDocument();
  screen.getByRole("slider", { name: "Girar" }).focus();
  await user.keyboard("{ArrowRight}");
  await user.click(screen.getByRole("button", { name: "Guardar comparación" }));
  await waitFor(() => expect(puts[0]?.body).toMatchObject({ before_id: 1, after_id: 2, turn: "0.5", scale: "1.00" }));
});

it("asks by kind and word, shows an error, and is not there without permission", async () => {
  const { user, lists } = open("&tipo=RADIOGRAPH", { documents: [] });
  expect(await screen.findByText("Nada con este filtro")).toBeInTheDocument();
  expect(lists[0]?.query.get("kind")).toBe("RADIOGRAPH");
  await user.type(screen.getByLabelText("Buscar en los documentos"), "26");
  await waitFor(() => expect(lists.at(-1)?.query.get("search")).toBe("26"));
});

it("says what failed, and whoever only looks attaches nothing", async () => {
  open("", { me: { permissions: ["patients:read", "documents:read"] } });
  expect(await screen.findByRole("button", { name: /^Frontal inicial/ })).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Agregar documentos" })).not.toBeInTheDocument();
});
