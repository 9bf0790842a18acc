import { answer, renderPage, screen, waitFor } from "@/testing/render";
import { http, HttpResponse } from "msw";
import { server } from "@/testing/server";
import { SharedPage } from "./components/shared-page";

const SHARED = {
  document_code: "01",
  number: "001-002-000004816",
  access_key: "2911202601179001691900110010020000048144071826517",
  environment: "1",
  status: "AUTHORISED",
  issue_date: "2026-11-24",
  total: "55.00",
  authorised_at: "2026-11-24T15:04:31Z",
  issuer_name: "Clínica Ñ",
  issuer_ruc: "1790016919001",
  buyer_name: "Ana Lucía Paredes",
  emulated: true,
  annulled: false,
};

beforeEach(() => {
  answer("get", "/auth/clinic", { name: "Clínica Ñ", accent: null, logo: false, version: 1 });
  URL.createObjectURL = jest.fn(() => "blob:file");
  URL.revokeObjectURL = jest.fn();
  jest.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => undefined);
});

test("whoever has the link sees the document and takes its file", async () => {
  const seen = answer("get", "/facturacion/shared/einvoice", SHARED);
  const taken: string[] = [];
  server.use(
    http.get("*/api/facturacion/shared/einvoice/ride", ({ request }) => {
      taken.push(request.headers.get("Authorization") ?? "");
      return new HttpResponse("%PDF", { headers: { "Content-Type": "application/pdf" } });
    }),
  );
  const { user } = renderPage(<SharedPage />, { at: "/comprobante/#abc.def", me: null });
  expect(await screen.findByRole("heading", { name: "Factura" })).toBeVisible();
  expect(screen.getByText("Ana Lucía Paredes")).toBeVisible();
  expect(screen.getByText(/Esto no es el SRI/)).toBeVisible();
  expect(seen[0]!.headers.get("Authorization")).toBe("Link abc.def");
  await user.click(screen.getByRole("button", { name: "Descargar el PDF (RIDE)" }));
  await waitFor(() => expect(taken).toEqual(["Link abc.def"]));
  expect(URL.createObjectURL).toHaveBeenCalled();
});

test("a link that has ended says so in words", async () => {
  answer(
    "get",
    "/facturacion/shared/einvoice",
    { type: "about:blank", title: "Ya no sirve", status: 410, detail: "Este enlace venció. Pida otro a la clínica." },
    { status: 410 },
  );
  renderPage(<SharedPage />, { at: "/comprobante/#abc.def", me: null });
  expect(await screen.findByText("Este enlace venció. Pida otro a la clínica.")).toBeVisible();
});

test("without a link there is nothing to open", async () => {
  renderPage(<SharedPage />, { at: "/comprobante/", me: null });
  expect(await screen.findByText(/Falta una parte del enlace/)).toBeVisible();
});
