import { answer, refuse, renderPage, screen } from "@/testing/render";
import { PaperPage } from "./components/paper-page";

const SHARED = "/historia-clinica/shared/paper";
const CODE = "7ZK4M0Q9V2XH8T5RBNE1C6JGWD";
const shared = (change = {}) => ({
  kind: "CERTIFICATE",
  number: "0000127",
  issued_at: "2026-11-24T10:46:00-05:00",
  professional: "Dra. Verónica Salazar Mejía",
  patient: "M. F. V. O.",
  content_sha256: "218c3411a06cadeb".padEnd(64, "0"),
  state: "VALID",
  annulled_at: null,
  signature: null,
  ...change,
});

beforeEach(() => {
  answer("get", "/auth/clinic", { name: "Clínica Ñ", accent: null, logo: false, version: 1 });
});

const open = (hash = `#${CODE}`) => renderPage(<PaperPage />, { at: `/comprobar/${hash}`, me: null });

test("whoever holds a paper reads that it is authentic, and what to compare", async () => {
  const asked = answer("get", SHARED, shared());
  open();
  expect(await screen.findByText("Sí: la clínica emitió este papel.")).toBeVisible();
  expect(asked[0]!.headers.get("Authorization")).toBe(`Link ${CODE}`);
  for (const words of ["Certificado médico", "0000127", "24 de noviembre de 2026", "M. F. V. O.", "218c3411a06cadeb"])
    expect(screen.getByText(words, { exact: false })).toBeVisible();
});

test("an annulled one is told from one that stands", async () => {
  answer("get", SHARED, shared({ state: "ANNULLED", annulled_at: "2026-11-25T09:00:00-05:00" }));
  open();
  expect(await screen.findByText(/^No vale/)).toBeVisible();
});

test("a code of no paper is said to be of none", async () => {
  refuse("get", SHARED, 404, { detail: "Ningún papel de esta clínica lleva ese código." });
  open();
  expect(await screen.findByText(/Ningún papel de esta clínica/)).toBeVisible();
});
