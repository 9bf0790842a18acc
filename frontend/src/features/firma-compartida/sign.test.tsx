import { answer, fireEvent, refuse, renderPage, screen } from "@/testing/render";
import { SignPage } from "./components/sign-page";

const SHARED = "/historia-clinica/shared/consent";
const shared = (change = {}) => ({
  title: "Exodoncia",
  text: "## Riesgos\nDolor e inflamación.",
  text_sha256: "a".repeat(64),
  needs_guardian: false,
  guardian: null,
  full_name: "Ana Lucía Paredes",
  document_number: "1710034065",
  professional_name: "Dra. Lucía Mora",
  decision: null,
  signed_at: null,
  ...change,
});
const SIGNED = shared({ text: null, full_name: null, decision: "ACCEPTED", signed_at: "2026-11-29T15:04:31Z" });

beforeEach(() => {
  answer("get", "/auth/clinic", { name: "Clínica Ñ", accent: null, logo: false, version: 1 });
});

const open = () => renderPage(<SignPage />, { at: "/firmar/#abc.def", me: null });

function draw() {
  const pad = screen.getByRole("img", { name: "Firma" });
  fireEvent.pointerDown(pad, { clientX: 0, clientY: 0, pointerId: 1 });
  fireEvent.pointerMove(pad, { clientX: 1, clientY: 1, pointerId: 1 });
  fireEvent.pointerUp(pad, { pointerId: 1 });
}

test("the text is read and signed on the phone, by its link", async () => {
  const seen = answer("get", SHARED, shared());
  const sent = answer("post", SHARED, SIGNED, { status: 201 });
  const { user } = open();
  expect(await screen.findByText("Dolor e inflamación.")).toBeVisible();
  expect(seen[0]!.headers.get("Authorization")).toBe("Link abc.def");
  await user.click(screen.getByRole("button", { name: "Acepto y firmo" }));
  expect(screen.getByText("Falta la firma.")).toBeVisible();
  draw();
  await user.click(screen.getByRole("button", { name: "Acepto y firmo" }));
  expect(await screen.findByText(/^Firmado, el/)).toBeVisible();
  expect(sent[0]!.body).toMatchObject({
    decision: "ACCEPTED",
    signer: "PATIENT",
    signer_name: "Ana Lucía Paredes",
    text_sha256: "a".repeat(64),
  });
});

test("what is refused is said, and what was drawn stays", async () => {
  answer("get", SHARED, shared());
  refuse("post", SHARED, 409, { detail: "El texto cambió mientras se leía: vuelva a mostrarlo y a firmarlo." });
  const { user } = open();
  await screen.findByText("Dolor e inflamación.");
  await user.click(screen.getByRole("radio", { name: "No acepto" }));
  await user.type(screen.getByLabelText("Motivo (si lo quiere decir)"), "Prefiero esperar");
  draw();
  await user.click(screen.getByRole("button", { name: "No acepto y firmo" }));
  expect(await screen.findByText(/El texto cambió/)).toBeVisible();
  expect(screen.getByRole("button", { name: "Borrar" })).toBeEnabled();
});

test("what was signed already says so, and nothing of the patient", async () => {
  answer("get", SHARED, SIGNED);
  open();
  expect(await screen.findByText(/^Firmado, el/)).toBeVisible();
  expect(screen.queryByRole("img", { name: "Firma" })).not.toBeInTheDocument();
});

test("without a link there is nothing to sign", async () => {
  renderPage(<SignPage />, { at: "/firmar/", me: null });
  expect(await screen.findByText(/Falta una parte del enlace/)).toBeVisible();
});
