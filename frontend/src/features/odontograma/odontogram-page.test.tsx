import { finding, type Finding } from "@/entities/odontogram/findings";
import { noted, odontogram, odontograms, signedOdontogram } from "@/entities/odontogram/testing";
import type { Odontogram } from "@/entities/odontogram/schema";
import { patient } from "@/entities/patient/testing";
import { http, HttpResponse } from "msw";
import { act, answer, configure, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { server } from "@/testing/server";
import { OdontogramPage } from "./components/odontogram-page";

configure({ asyncUtilTimeout: 8000 });
jest.setTimeout(60_000);

const OF = "/historia-clinica/patients/7/odontograms";
const ME = { permissions: ["patients:read", "records:read", "records:write", "records:sign"] };

function clinic(...charts: Odontogram[]) {
  answer("get", "/historia-clinica/patients/7", patient());
  answer("get", "/historia-clinica/tooth-finding-kinds", { data: [] });
  answer("get", OF, odontograms(...charts) as never);
}
/** Answers every save with what was sent, one version later. */
function saves(base: Odontogram) {
  let version = base.version;
  return answer("put", `/historia-clinica/odontograms/${base.id}/findings`, ({ body }) => {
    const { findings } = body as { findings: Finding[] };
    return odontogram({ ...base, version: ++version, findings: findings.map(noted) as never }) as never;
  });
}
const open = (me: object = ME, at = "/odontograma/?id=7") => renderPage(<OdontogramPage />, { at, me });
const words = () => document.getElementById("odontograma-palabras")!;
const chart = () => screen.findByRole("listbox", { name: /Odontograma/ });

it("shows the mouth, says each tooth, and saves each finding at once", async () => {
  const draft = odontogram();
  clinic(draft, signedOdontogram());
  const puts = saves(draft);
  const { user } = open();
  expect(await chart()).toHaveFocus();
  expect(screen.getAllByRole("option")).toHaveLength(52);
  expect(
    screen.getByRole("option", { name: "26 Primer molar superior izquierdo: caries mesial y oclusal" }),
  ).toBeInTheDocument();
  expect(screen.getByRole("button", { name: /^CPO-D 1 C 1 P 0 O 0/ })).toBeInTheDocument();

  await user.keyboard("{ArrowRight}5c");
  expect(words()).toHaveTextContent("17 Segundo molar superior derecho: caries oclusal. Foco: oclusal.");
  await waitFor(() => expect(puts).toHaveLength(1));
  expect(puts[0]!.headers.get("If-Match")).toBe('"1"');
  expect((puts[0]!.body as { findings: object[] }).findings).toContainEqual({
    ...finding({ tooth: 17, kind: "CARIES", faces: ["O"] }),
  });
  expect(await screen.findByText(/^Guardado \d\d:\d\d$/)).toBeInTheDocument();

  await user.keyboard("{Control>}z{/Control}");
  await waitFor(() => expect(puts).toHaveLength(2));
  expect(puts[1]!.headers.get("If-Match")).toBe('"2"');
  expect(words()).toHaveTextContent("Deshecho.");
});

it("begins the first chart with its first finding", async () => {
  clinic();
  const draft = odontogram({ id: 40, findings: [] });
  const posts = answer("post", OF, draft as never, { status: 201 });
  const puts = saves(draft);
  const { user } = open();
  await chart();
  expect(words()).toHaveTextContent("Sin hallazgos. Elija una cara y pulse una letra.");
  expect(posts).toHaveLength(0);
  await user.keyboard("x");
  await waitFor(() => expect(puts).toHaveLength(1));
  expect(posts).toHaveLength(1);
});

it("keeps here what cannot be sent, and sends it when the connection is back", async () => {
  const draft = odontogram({ findings: [] });
  clinic(draft);
  server.use(http.put("*/api/historia-clinica/odontograms/31/findings", () => HttpResponse.error()));
  const { user, unmount } = open();
  await chart();
  await user.keyboard("x{ArrowRight}x{ArrowRight}x");
  expect(await screen.findByText("Sin conexión, 3 cambios guardados aquí")).toBeInTheDocument();
  unmount();

  // The tab was closed: the same person comes back to the same draft.
  clinic(draft);
  const puts = saves(draft);
  open();
  await waitFor(() => expect(puts).toHaveLength(1));
  expect((puts[0]!.body as { findings: Finding[] }).findings.map(({ tooth }) => tooth)).toEqual([18, 17, 16]);
  await screen.findByText(/^Guardado/);
  expect(Object.keys(localStorage).filter((key) => key.includes("odontograma"))).toEqual([]);
});

it("takes back what the service refuses, with its reason in the words", async () => {
  const draft = odontogram({ findings: [] });
  clinic(draft);
  refuse("put", "/historia-clinica/odontograms/31/findings", 422, {
    errors: [{ field: "findings.0.kind", message: "Caries en la pieza 18: la pieza consta como ausente." }],
  });
  const { user } = open();
  await chart();
  await user.keyboard("x");
  await waitFor(() => expect(words()).toHaveTextContent("Caries en la pieza 18: la pieza consta como ausente."));
  expect(screen.getByRole("option", { name: /^18 .*: sana$/ })).toBeInTheDocument();
});

it("opens the other's version beside one's own when both changed the draft", async () => {
  const draft = odontogram({ findings: [] });
  clinic(draft);
  refuse("put", "/historia-clinica/odontograms/31/findings", 412);
  const theirs = odontogram({ version: 5, findings: [noted({ tooth: 11, kind: "FRACTURE" })] as never });
  answer("get", "/historia-clinica/odontograms/31", theirs as never);
  const { user } = open();
  await chart();
  await user.keyboard("x");
  expect(await screen.findByText(/Otra persona guardó este odontograma/)).toBeInTheDocument();
  expect(screen.getByRole("heading", { name: "La suya, sin guardar" })).toBeInTheDocument();
  expect(screen.getByRole("row", { name: /11 .*Fractura/ })).toBeInTheDocument();

  const puts = saves(theirs);
  await user.click(screen.getByRole("button", { name: "Conservar la mía" }));
  await waitFor(() => expect(puts).toHaveLength(1));
  expect(puts[0]!.headers.get("If-Match")).toBe('"5"');
});

it("reads an old version and leads back to today", async () => {
  const old = signedOdontogram({ findings: [noted({ tooth: 36, kind: "CARIES", faces: ["V"] })] as never });
  clinic(odontogram(), old);
  answer("get", "/historia-clinica/odontograms/30", old as never);
  const { user } = open();
  await chart();
  await user.keyboard("[[");
  expect(await screen.findByText(/^Viendo 30 jul 2025, firmado por Dra. Verónica Salazar\.$/)).toBeInTheDocument();
  expect(await screen.findByRole("option", { name: /^36 .*caries vestibular/ })).toBeInTheDocument();
  (await chart()).focus();
  await user.keyboard("x");
  expect(words()).toHaveTextContent("Una versión firmada solo se lee.");
  await user.click(screen.getByRole("button", { name: "Volver a hoy" }));
  expect(screen.queryByText(/^Viendo/)).not.toBeInTheDocument();
});

it("compares two versions tooth by tooth", async () => {
  const old = signedOdontogram({ findings: [noted({ tooth: 26, kind: "CARIES", faces: ["O"] })] as never });
  clinic(
    odontogram({ findings: [noted({ tooth: 26, kind: "FILLING", faces: ["O"], material: "RESIN" })] as never }),
    old,
  );
  answer("get", "/historia-clinica/odontograms/30", old as never);
  const { user } = open();
  await chart();
  await user.keyboard("\\");
  const table = await screen.findByRole("table", { name: "Piezas que cambiaron" });
  expect(
    within(table).getByRole("row", { name: /^26 Tratada Caries oclusal .*Obturación oclusal de resina/ }),
  ).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Cerrar comparación" }));
  expect(await chart()).toBeInTheDocument();
});

it("signs what was read, and then only reads it", async () => {
  const draft = odontogram();
  clinic(draft);
  const signed = signedOdontogram({
    ...draft,
    status: "SIGNED",
    signed_at: "2026-11-24T15:20:00Z",
    signed_by: draft.author,
  });
  const signs = answer("post", "/historia-clinica/odontograms/31/sign", () => {
    answer("get", OF, odontograms(signed) as never);
    return signed as never;
  });
  const { user } = open();
  await chart();
  await user.click(screen.getByRole("button", { name: "Firmar versión" }));
  const dialog = await screen.findByRole("alertdialog", { name: "Firmar el odontograma" });
  await user.click(within(dialog).getByRole("button", { name: "Firmar versión" }));
  expect(await screen.findByText(/^Firmado por Dra. Verónica Salazar, 24 nov 2026/)).toBeInTheDocument();
  expect(signs[0]!.headers.get("If-Match")).toBe('"1"');
  expect(screen.queryByRole("toolbar", { name: "Hallazgos" })).not.toBeInTheDocument();
  expect(screen.getByRole("button", { name: "Nueva versión" })).toBeInTheDocument();
});

it("goes on paper with a hatch of its own and each tooth once: the page, and its hatch with it, is hidden", async () => {
  clinic(odontogram());
  open();
  await chart();
  act(() => void window.dispatchEvent(new Event("beforeprint")));
  const paper = document.querySelector<HTMLElement>(".printed")!;
  expect(paper.querySelector("#od-hatch-printed")).toBeInTheDocument();
  expect(within(paper).getAllByText("26 Primer molar superior izquierdo")).toHaveLength(1);
});

it("is read only for who may not write, and closed to who may not read", async () => {
  clinic(signedOdontogram());
  const { unmount } = open({ permissions: ["patients:read", "records:read"] });
  await chart();
  expect(screen.queryByRole("toolbar", { name: "Hallazgos" })).not.toBeInTheDocument();
  expect(screen.queryByRole("button", { name: "Nueva versión" })).not.toBeInTheDocument();
  unmount();
  open({ permissions: ["patients:read"] });
  expect(await screen.findByText("No puede ver el odontograma de un paciente")).toBeInTheDocument();
});

it("says that nothing came, and asks again", async () => {
  clinic();
  refuse("get", OF, 500);
  open();
  expect(await screen.findByRole("button", { name: "Reintentar" })).toBeInTheDocument();
});

it("takes what is to be treated at the chosen tooth to the plan with one key", async () => {
  clinic(odontogram());
  const { user } = open({ permissions: [...ME.permissions, "plans:read"] });
  await chart();
  await user.click(await screen.findByRole("option", { name: /^26 / }));
  const offered = await screen.findByRole("region", { name: "Para el plan" });
  expect(within(offered).getByRole("link", { name: /Caries/ })).toHaveAttribute(
    "href",
    expect.stringMatching(/^\/plan\/?\?id=7&pieza=26&hallazgo=CARIES&caras=(OM|MO)$/),
  );
  await user.keyboard("+");
  await waitFor(() => expect(window.location.pathname).toBe("/plan/"));
  expect(new URLSearchParams(window.location.search).get("hallazgo")).toBe("CARIES");
});
