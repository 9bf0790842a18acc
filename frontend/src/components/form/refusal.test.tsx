import { useState } from "react";
import { Button } from "@/components/ui/button";
import { api, nothing } from "@/lib/api";
import { requiredText } from "@/lib/fields";
import { z } from "@/lib/zod-es";
import { answer, refuse, renderPage, screen, waitFor } from "@/testing/render";
import { TextField } from "./fields";
import { FormDialog } from "./form-sheet";
import { FormShell } from "./form-shell";
import { useZodForm } from "./use-zod-form";

const schema = z.object({
  supplier: requiredText(),
  lines: z.array(z.object({ code: z.string().max(25), name: requiredText() })),
});
const values = (code = "RES-01", supplier = "Dental Andina") => ({ supplier, lines: [{ code, name: "Resina" }] });

/** A form that holds a code which nobody can see, as an invoice holds that of its treatment. */
function Page({ start }: { start: ReturnType<typeof values> }) {
  const [tab, setTab] = useState("lines");
  const form = useZodForm(schema, { defaultValues: start });
  return (
    <FormShell
      form={form}
      onSubmit={(body, confirm_repeated) =>
        api(nothing, "/x/invoices", {
          method: "POST",
          body: { ...body, ...(confirm_repeated && { confirm_repeated }) },
        })
      }
    >
      <Button onClick={() => setTab("lines")}>Conceptos</Button>
      <Button onClick={() => setTab("who")}>Proveedor</Button>
      {tab === "who" ? (
        <TextField control={form.control} name="supplier" label="Proveedor" />
      ) : (
        <TextField control={form.control} name="lines.0.name" label="Descripción" />
      )}
      <Button type="submit">Guardar</Button>
    </FormShell>
  );
}

const save = () => screen.getByRole("button", { name: "Guardar" });

it("says at the button what is wrong with a field that is not on the screen", async () => {
  const { user } = renderPage(<Page start={values("A-CODE-OF-TWENTY-SIX-SIGNS")} />);
  await user.click(save());
  expect(await screen.findByRole("alert")).toHaveTextContent("Concepto 1, código: Use como máximo 25 caracteres.");
});

it("says what is wrong in another tab, and at the field once that is shown", async () => {
  const { user } = renderPage(<Page start={values("RES-01", "")} />);
  await user.click(save());
  expect(await screen.findByRole("alert")).toHaveTextContent("Proveedor: Complete este campo.");
  await user.click(screen.getByRole("button", { name: "Proveedor" }));
  await waitFor(() => expect(screen.queryByRole("alert")).not.toBeInTheDocument());
  expect(screen.getByText("Complete este campo.")).toBeInTheDocument();
});

it("puts what the service refuses at its field, what has none at the button, and the focus at the first that is seen", async () => {
  refuse("post", "/x/invoices", 422, {
    errors: [
      { field: "lines.0.code", message: "El código ya no existe." },
      { field: "supplier", message: "El proveedor está suspendido." },
      { field: "lines.0.name", message: "La descripción es muy larga." },
    ],
  });
  const { user } = renderPage(<Page start={values()} />);
  await user.click(save());
  const said = await screen.findByRole("alert");
  expect(said).toHaveTextContent("El código ya no existe.");
  expect(said).toHaveTextContent("El proveedor está suspendido.");
  expect(said).not.toHaveTextContent("La descripción es muy larga.");
  expect(screen.getByText("La descripción es muy larga.")).toBeInTheDocument();
  await waitFor(() => expect(screen.getByLabelText("Descripción")).toHaveFocus());
  answer("post", "/x/invoices", {}, { status: 201 });
  await user.click(save());
  await waitFor(() => expect(screen.queryByRole("alert")).not.toBeInTheDocument());
});

it("says it beside the buttons of a dialog", async () => {
  function Dialog() {
    const form = useZodForm(schema, { defaultValues: { supplier: "Dental Andina", lines: [{ code: "", name: "" }] } });
    return (
      <FormDialog
        open
        onOpenChange={() => undefined}
        title="Factura"
        form={form}
        submitLabel="Guardar"
        onSubmit={() => undefined}
      >
        <TextField control={form.control} name="supplier" label="Proveedor" />
      </FormDialog>
    );
  }
  const { user } = renderPage(<Dialog />);
  await user.click(save());
  const said = await screen.findByRole("alert");
  expect(said).toHaveTextContent("Concepto 1, descripción: Complete este campo.");
  expect(said.compareDocumentPosition(save()) & Node.DOCUMENT_POSITION_FOLLOWING).toBeTruthy();
});

it("offers to send again, confirmed, what the service refuses until it is confirmed", async () => {
  refuse("post", "/x/invoices", 409, {
    detail: "Ya se registró ese documento de ese proveedor.",
    confirm: "confirm_repeated",
  });
  const { user } = renderPage(<Page start={values()} />);
  await user.click(save());
  expect(await screen.findByRole("alert")).toHaveTextContent("Ya se registró ese documento de ese proveedor.");
  const calls = answer("post", "/x/invoices", {}, { status: 201 });
  await user.click(screen.getByRole("button", { name: "Registrar igual" }));
  await waitFor(() => expect(calls[0]?.body).toEqual({ ...values(), confirm_repeated: true }));
  await waitFor(() => expect(screen.queryByRole("alert")).not.toBeInTheDocument());
});
