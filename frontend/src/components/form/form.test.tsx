import { useState } from "react";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Button } from "@/components/ui/button";
import { api, nothing } from "@/lib/api";
import { day, money, requiredText } from "@/lib/fields";
import { leave } from "@/lib/unsaved";
import { z } from "@/lib/zod-es";
import { act, answer, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { DateField } from "./date-fields";
import { MoneyField, TextField } from "./fields";
import { FormSheet } from "./form-sheet";
import { TimeInput } from "./time-input";
import { useZodForm } from "./use-zod-form";

const schema = z.object({ supplier: requiredText(), amount: money, date: day });

function Expense() {
  const [open, setOpen] = useState(true);
  const form = useZodForm(schema, { defaultValues: { supplier: "", amount: "", date: "" } });
  return (
    <>
      <Button onClick={() => setOpen(true)}>Nuevo gasto</Button>
      <FormSheet
        open={open}
        onOpenChange={setOpen}
        title="Nuevo gasto"
        form={form}
        submitLabel="Registrar"
        draftKey="test"
        onSubmit={(body) => api(nothing, "/x/expenses", { method: "POST", body })}
      >
        <TextField control={form.control} name="supplier" label="Proveedor" />
        <MoneyField control={form.control} name="amount" label="Valor" />
        <DateField control={form.control} name="date" label="Fecha" />
      </FormSheet>
    </>
  );
}

type User = ReturnType<typeof renderPage>["user"];
async function fill(user: User) {
  await user.type(screen.getByLabelText("Proveedor"), "Dental Andina");
  await user.type(screen.getByLabelText("Valor"), "1.284,50");
  await user.type(screen.getByLabelText("Fecha"), "24/11/26");
}

it("sends what people typed as the service reads it, and closes", async () => {
  const calls = answer("post", "/x/expenses", {}, { status: 201 });
  const { user } = renderPage(<Expense />);
  await fill(user);
  await user.click(screen.getByRole("button", { name: "Registrar" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  expect(calls[0]?.body).toEqual({ supplier: "Dental Andina", amount: "1284.50", date: "2026-11-24" });
});

it("puts the service's errors at their fields and the rest on top", async () => {
  refuse("post", "/x/expenses", 422, {
    errors: [
      { field: "amount", message: "Supera el límite." },
      { field: "period", message: "El mes está cerrado." },
    ],
  });
  const { user } = renderPage(<Expense />);
  await fill(user);
  await user.click(screen.getByRole("button", { name: "Registrar" }));
  expect(await screen.findByText("Supera el límite.")).toBeInTheDocument();
  expect(screen.getByRole("alert")).toHaveTextContent("El mes está cerrado.");
  expect(screen.getByLabelText("Valor")).toHaveFocus();
  expect(screen.getByLabelText("Proveedor")).toHaveValue("Dental Andina");
});

it("tells a day that does not exist from one that is missing", async () => {
  const { user } = renderPage(<Expense />);
  await user.click(screen.getByRole("button", { name: "Registrar" }));
  expect(await screen.findByText("Elija una fecha.")).toBeInTheDocument();
  await user.type(screen.getByLabelText("Fecha"), "31/02/2030");
  await user.tab();
  expect(await screen.findByText("Esa fecha no existe: escríbala como 24/11/2026.")).toBeInTheDocument();
  expect(screen.queryByText("Elija una fecha.")).not.toBeInTheDocument();
});

it("asks before unsaved text is lost, and gives a kept draft back", async () => {
  const { user } = renderPage(<Expense />);
  await user.type(screen.getByLabelText("Proveedor"), "Dental");
  await user.click(screen.getByRole("button", { name: "Cancelar" }));
  await user.click(await screen.findByRole("button", { name: "Guardar borrador" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  await user.click(screen.getByRole("button", { name: "Nuevo gasto" }));
  await waitFor(() => expect(screen.getByLabelText("Proveedor")).toHaveValue("Dental"));
  await user.click(screen.getByRole("button", { name: "Cancelar" }));
  await user.click(await screen.findByRole("button", { name: "Descartar" }));
});

it("a destructive act asks for its reason", async () => {
  const onConfirm = jest.fn();
  const { user } = renderPage(
    <ConfirmDialog
      open
      onOpenChange={() => undefined}
      title="Anular la factura 4816"
      description="No se puede deshacer."
      confirmLabel="Anular factura"
      reason
      onConfirm={onConfirm}
    />,
  );
  expect(screen.getByLabelText("Motivo")).toHaveFocus();
  await user.click(screen.getByRole("button", { name: "Anular factura" }));
  expect(await screen.findByText("Escriba el motivo.")).toBeInTheDocument();
  expect(onConfirm).not.toHaveBeenCalled();
  await user.type(screen.getByLabelText("Motivo"), "Precio equivocado");
  await user.click(screen.getByRole("button", { name: "Anular factura" }));
  await waitFor(() => expect(onConfirm).toHaveBeenCalledWith("Precio equivocado"));
});

it("leaves a time that another field set alone when the keyboard only passes by", async () => {
  const onChange = jest.fn();
  const { rerender, user } = renderPage(<TimeInput aria-label="Hasta" value="03:30" onChange={onChange} />);
  screen.getByLabelText("Hasta").focus();
  rerender(<TimeInput aria-label="Hasta" value="10:45" onChange={onChange} />);
  await user.tab();
  expect(screen.getByLabelText("Hasta")).toHaveValue("10:45");
  expect(onChange).not.toHaveBeenCalled();
});

describe("a reason that is typed", () => {
  const onConfirm = jest.fn();
  function Annulment() {
    const [open, setOpen] = useState(false);
    return (
      <>
        <button type="button" onClick={() => setOpen(true)}>
          Anular
        </button>
        <ConfirmDialog
          open={open}
          onOpenChange={setOpen}
          title="Anular la factura 4816"
          description="No se puede deshacer."
          confirmLabel="Anular factura"
          reason
          onConfirm={onConfirm}
        />
      </>
    );
  }
  const question = () => screen.findByRole("alertdialog", { name: "Cambios sin guardar" });

  it("is asked about before it is lost, and the keyboard goes back to it", async () => {
    const { user } = renderPage(<Annulment />);
    await user.click(screen.getByRole("button", { name: "Anular" }));
    await user.type(await screen.findByLabelText("Motivo"), "Precio equivocado");
    for (const close of [() => user.keyboard("{Escape}"), () => user.click(screen.getByText("Conservar"))]) {
      await close();
      const asked = within(await question());
      expect(asked.getByRole("button", { name: "Seguir editando" })).toHaveFocus();
      expect(asked.getByText("El motivo escrito se perderá.")).toBeInTheDocument();
      await user.click(asked.getByRole("button", { name: "Seguir editando" }));
      await waitFor(() => expect(screen.getByLabelText("Motivo")).toHaveFocus());
      expect(screen.getByLabelText("Motivo")).toHaveValue("Precio equivocado");
    }
    await user.keyboard("{Escape}");
    await user.click(within(await question()).getByRole("button", { name: "Descartar lo escrito" }));
    await waitFor(() => expect(screen.queryByRole("alertdialog")).not.toBeInTheDocument());
    expect(onConfirm).not.toHaveBeenCalled();
    // Given up, it does not come back; and where nothing is typed, nothing is asked.
    await user.click(screen.getByRole("button", { name: "Anular" }));
    expect(await screen.findByLabelText("Motivo")).toHaveValue("");
    await user.keyboard("{Escape}");
    await waitFor(() => expect(screen.queryByRole("alertdialog")).not.toBeInTheDocument());
  });

  it("is asked about by whatever leads away from the page", async () => {
    const { user } = renderPage(<Annulment />);
    await user.click(screen.getByRole("button", { name: "Anular" }));
    await user.type(await screen.findByLabelText("Motivo"), "Precio equivocado");
    const go = jest.fn();
    act(() => leave(go));
    await user.click(within(await question()).getByRole("button", { name: "Descartar lo escrito" }));
    await waitFor(() => expect(go).toHaveBeenCalled());
    expect(screen.queryByRole("alertdialog")).not.toBeInTheDocument();
  });
});
