import { erasure, page } from "@/entities/patient/testing";
import { answer, renderPage, screen, waitFor, within } from "@/testing/render";
import { ErasuresPage } from "./components/erasures-page";

const ERASURES = "/historia-clinica/erasures";
const me = { id: 1, permissions: ["patients:read", "erasures:read", "erasures:write", "erasures:confirm"] };

beforeEach(
  () =>
    void answer("get", "/historia-clinica/retention", {
      record_years: 15,
      invoice_years: 7,
      version: 1,
      updated_at: "2026-11-20T10:00:00-05:00",
    }),
);

it("is confirmed by another person than who noted it, who is told that there is no way back", async () => {
  answer("get", ERASURES, page(erasure()));
  const done = answer("post", `${ERASURES}/4/confirm`, erasure({ state: "DONE", whole: true }));
  const { user } = renderPage(<ErasuresPage />, { at: "/pacientes/supresiones/", me });
  await user.click(await screen.findByRole("button", { name: /Confirmar supresión/ }));
  const dialog = await screen.findByRole("alertdialog");
  expect(dialog).toHaveTextContent("No se puede deshacer");
  await user.click(within(dialog).getByRole("button", { name: "Suprimir los datos" }));
  await waitFor(() => expect(done).toHaveLength(1));
});

it("offers no confirmation to who noted it", async () => {
  answer("get", ERASURES, page(erasure({ asked_by: { id: "1", name: "Sofía Paz" } })));
  renderPage(<ErasuresPage />, { at: "/pacientes/supresiones/", me });
  expect(await screen.findByText(/Lo confirma otra persona/)).toBeInTheDocument();
  expect(screen.queryByRole("button", { name: /Confirmar supresión/ })).not.toBeInTheDocument();
});
