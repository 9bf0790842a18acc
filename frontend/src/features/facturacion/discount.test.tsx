import { draft, RATES, SERIES } from "@/entities/invoice/testing";
import { dropDraft } from "@/lib/drafts";
import { answer, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { InvoicePage } from "./components/invoice-page";
import { parseDiscount, spread, takenOff, typedDiscount } from "@/entities/invoice/discount";

describe("what is typed as a discount", () => {
  it.each([
    ["10 %", { percent: "10", amount: "0" }],
    ["12,5%", { percent: "12.5", amount: "0" }],
    ["4,50", { percent: null, amount: "4.50" }],
    ["", { percent: null, amount: "0" }],
    ["diez", null],
    ["-1", null],
    ["0,005", null],
  ])("%s", (text, discount) => expect(parseDiscount(text)).toEqual(discount));

  it("comes back as it was typed", () => {
    expect(typedDiscount({ percent: "10.00", amount: "4.00" })).toBe("10 %");
    expect(typedDiscount({ percent: "100.00", amount: "4.00" })).toBe("100 %");
    expect(typedDiscount({ percent: null, amount: "4.50" })).toBe("4,50");
  });

  it("takes off to the cent, and spreads with the rest on the largest", () => {
    expect(takenOff("10 %", "33.35")).toBe("3.34");
    expect(spread("10.00", ["33.33", "33.33", "33.34"])).toEqual(["3.33", "3.33", "3.34"]);
    expect(
      spread("0.31", [...Array<string>(30).fill("0.01"), "0.02"]).filter((share) => share === "0.01"),
    ).toHaveLength(29);
  });
});

describe("a discount above the limit of the role", () => {
  const PATH = "/facturacion/invoices/7";
  const asked = { about: "invoice:7:ab", percent: "25.00", limit: "10.00", needed: true, approved_by: null };
  const reduced = (change = {}) =>
    draft({
      discount: "11.25",
      discounts: [{ position: 1, percent: "25.00", amount: "11.25", reason: "Repetición" }],
      approval: asked,
      ...change,
    });

  beforeEach(() => {
    dropDraft("invoice:7");
    answer("get", "/facturacion/iva-rates", RATES);
    answer("get", "/facturacion/series", SERIES);
    answer("get", PATH, reduced());
  });

  it("asks why, and sends what was typed", async () => {
    const calls = answer("patch", PATH, reduced({ version: 3 }));
    const { user } = renderPage(<InvoicePage />, { at: "/facturacion/ver/?id=7" });
    const whole = within(await screen.findByRole("region", { name: "Descuento sobre todo" }));
    await user.type(whole.getByLabelText(/Valor o porcentaje/), "5 %");
    await user.click(screen.getByRole("button", { name: /Guardar borrador/ }));
    expect(await whole.findByText("Escriba el motivo.")).toBeInTheDocument();
    await user.type(whole.getByLabelText("Motivo"), "Familia");
    await user.click(screen.getByRole("button", { name: /Guardar borrador/ }));
    await waitFor(() =>
      expect(calls[0]?.body).toMatchObject({
        lines: [{ discount: "0", discount_percent: "25", discount_reason: "Repetición" }, { discount: "0" }],
        discount: { percent: "5", reason: "Familia" },
      }),
    );
  });

  it("is confirmed by a second person in place, whose password goes to auth alone", async () => {
    const confirmed = answer("post", "/auth/approvals", { approval: "yes.of.gabriela" });
    const given = answer("post", `${PATH}/discount-approval`, () =>
      reduced({ approval: { ...asked, needed: false, approved_by: { id: "5", name: "Gabriela Ponce" } } }),
    );
    const { user } = renderPage(<InvoicePage />, { at: "/facturacion/ver/?id=7" });
    await user.click(await screen.findByRole("button", { name: /Emitir y cobrar/ }));
    const dialog = within(await screen.findByRole("dialog", { name: /Rebaja de 25/ }));
    await user.type(dialog.getByLabelText("Correo de quien aprueba"), "gabriela@clinica.ec");
    await user.type(dialog.getByLabelText("Su contraseña"), "una frase suya");
    await user.click(dialog.getByRole("button", { name: "Aprobar rebaja" }));
    expect(await screen.findByRole("dialog", { name: "Emitir y cobrar" })).toBeInTheDocument();
    expect(confirmed[0]?.body).toEqual({
      email: "gabriela@clinica.ec",
      password: "una frase suya",
      permission: "invoices:approve-discount",
      about: "invoice:7:ab",
    });
    expect(given[0]?.body).toEqual({ approval: "yes.of.gabriela" });
  });

  it("says at its field that the password is wrong", async () => {
    refuse("post", "/auth/approvals", 422, {
      errors: [{ field: "password", message: "El correo o la contraseña de quien aprueba no son correctos." }],
    });
    const { user } = renderPage(<InvoicePage />, { at: "/facturacion/ver/?id=7" });
    await user.click(await screen.findByRole("button", { name: /Emitir y cobrar/ }));
    const dialog = within(await screen.findByRole("dialog"));
    await user.type(dialog.getByLabelText("Correo de quien aprueba"), "gabriela@clinica.ec");
    await user.type(dialog.getByLabelText("Su contraseña"), "otra");
    await user.click(dialog.getByRole("button", { name: "Aprobar rebaja" }));
    expect(await dialog.findByText(/no son correctos/)).toBeInTheDocument();
  });
});
