import { Aesthetics } from "@/entities/invoice/aesthetics";
import { draft, invoice } from "@/entities/invoice/testing";
import { answer, refuse, renderPage, screen } from "@/testing/render";

const LOOKS = [{ treatment_id: 5, positions: [1], diagnosis: null }];
const DIAGNOSIS = {
  sha256: "3f2a9c".padEnd(64, "0"),
  signed_on: "2026-11-20",
  linked_at: "2026-11-24T15:00:00Z",
  linked_by: { id: "1", name: "Marcelo Zambrano" },
};

describe("what is done for looks", () => {
  it("has its diagnosis linked by its hash, and taken back", async () => {
    const linked = answer("post", "/facturacion/invoices/7/diagnoses", draft());
    renderPage(<Aesthetics invoice={draft({ aesthetics: LOOKS })} />);
    expect(await screen.findByText(/Sin IVA necesita un diagnóstico/)).toBeInTheDocument();
    screen.getByRole("button", { name: "Vincular diagnóstico" }).click();
    expect(await screen.findByText("Diagnóstico vinculado")).toBeInTheDocument();
    expect(linked[0]?.body).toEqual({ treatment_id: 5 });
  });

  it("says that there is no signed diagnosis", async () => {
    refuse("post", "/facturacion/invoices/7/diagnoses", 409, { detail: "No hay un diagnóstico firmado." });
    const { user } = renderPage(<Aesthetics invoice={draft({ aesthetics: LOOKS })} />);
    await user.click(await screen.findByRole("button", { name: "Vincular diagnóstico" }));
    expect(await screen.findByText("No hay un diagnóstico firmado.")).toBeInTheDocument();
  });

  it("shows only the hash of what an invoice was issued with", async () => {
    renderPage(
      <Aesthetics invoice={invoice({ aesthetics: [{ treatment_id: 5, positions: [1], diagnosis: DIAGNOSIS }] })} />,
    );
    expect(await screen.findByText("3f2a9c000000")).toBeInTheDocument();
    expect(screen.queryByRole("button")).not.toBeInTheDocument();
  });
});
