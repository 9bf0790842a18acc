import { useState } from "react";
import { TextField } from "@/components/form/fields";
import { FormSheet } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { LeaveGuard } from "@/components/layout/leave-guard";
import { ConfirmDialog } from "@/components/patterns/confirm-dialog";
import { Sheet, SheetContent, SheetTitle } from "@/components/ui/sheet";
import { setUrlState } from "@/hooks/use-url-state";
import { z } from "@/lib/zod-es";
import { act, renderPage, screen, waitFor, within } from "@/testing/render";

const schema = z.object({ name: z.string() });
const at = () => window.location.pathname + window.location.search;
const depth = () => (window.history.state as { overlay?: { depth: number } } | null)?.overlay?.depth ?? 0;
const isAt = (address: string, entries: number) =>
  waitFor(() => {
    expect(at()).toBe(address);
    expect(depth()).toBe(entries);
  });
const go = (steps: number) => act(async () => window.history.go(steps));
/** What the browser does meanwhile: a going back is heard a little later. */
const rest = () => act(() => new Promise((done) => setTimeout(done, 60)));

function Page() {
  const [sheet, setSheet] = useState(false);
  const [question, setQuestion] = useState(false);
  const [editing, setEditing] = useState(false);
  const form = useZodForm(schema, { defaultValues: { name: "" } });
  return (
    <>
      <LeaveGuard />
      <button onClick={() => setSheet(true)}>Abrir</button>
      <button onClick={() => setEditing(true)}>Editar</button>
      <Sheet open={sheet} onOpenChange={setSheet}>
        <SheetContent>
          <SheetTitle>Cosa</SheetTitle>
          <button onClick={() => setQuestion(true)}>Anular</button>
          <button onClick={() => setUrlState({ pagina: 2 })}>Página 2</button>
          <button
            onClick={() => {
              setSheet(false);
              window.history.pushState(null, "", "/cosas/ver/?id=7");
            }}
          >
            Ir
          </button>
          <ConfirmDialog
            open={question}
            onOpenChange={setQuestion}
            title="Anular la cosa"
            description="Queda anulada."
            confirmLabel="Anular cosa"
            onConfirm={() => undefined}
          />
        </SheetContent>
      </Sheet>
      <FormSheet
        open={editing}
        onOpenChange={setEditing}
        title="Editar cosa"
        form={form}
        onSubmit={() => undefined}
        submitLabel="Guardar"
      >
        <TextField control={form.control} name="name" label="Nombre" />
      </FormSheet>
    </>
  );
}

function open() {
  window.history.pushState(null, "", "/antes/");
  window.history.pushState(null, "", "/cosas/");
  return renderPage(<Page />, { at: "/cosas/" });
}

it("closes one overlay for each press of back, the front one first, and then leaves the page", async () => {
  const { user } = open();
  await user.click(screen.getByRole("button", { name: "Abrir" }));
  await isAt("/cosas/", 1);
  await user.click(screen.getByRole("button", { name: "Anular" }));
  await isAt("/cosas/", 2);
  await go(-1);
  await waitFor(() => expect(screen.queryByRole("alertdialog")).not.toBeInTheDocument());
  expect(screen.getByRole("dialog", { name: "Cosa" })).toBeInTheDocument();
  await go(-1);
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  await isAt("/cosas/", 0);
  await go(-1);
  await isAt("/antes/", 0);
});

it("leaves no entry of what was closed by a button, and opens nothing again on going forward", async () => {
  const { user } = open();
  await user.click(screen.getByRole("button", { name: "Abrir" }));
  await isAt("/cosas/", 1);
  await user.click(screen.getByRole("button", { name: "Cerrar" }));
  await isAt("/cosas/", 0);
  await go(1);
  await rest();
  await isAt("/cosas/", 0);
  expect(screen.queryByRole("dialog")).not.toBeInTheDocument();
  await go(-1);
  await isAt("/antes/", 0);
});

it("keeps what changed in the address while it was open", async () => {
  const { user } = open();
  await user.click(screen.getByRole("button", { name: "Abrir" }));
  await isAt("/cosas/", 1);
  await user.click(screen.getByRole("button", { name: "Página 2" }));
  await go(-1);
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  await isAt("/cosas/?pagina=2", 0);
});

it("goes on to another page from beneath the overlay, with nothing left between the two", async () => {
  const { user } = open();
  await user.click(screen.getByRole("button", { name: "Abrir" }));
  await isAt("/cosas/", 1);
  await user.click(screen.getByRole("button", { name: "Ir" }));
  await rest();
  await isAt("/cosas/ver/?id=7", 0);
  await go(-1);
  await isAt("/cosas/", 0);
  await go(-1);
  await isAt("/antes/", 0);
});

it("asks before unsaved text is lost, each time, and stays where it was", async () => {
  const { user } = open();
  await user.click(screen.getByRole("button", { name: "Editar" }));
  await isAt("/cosas/", 1);
  await user.type(screen.getByLabelText("Nombre"), "Resina");
  for (let press = 0; press < 2; press++) {
    await go(-1);
    await screen.findByRole("alertdialog", { name: "Cambios sin guardar" });
    await rest();
    await isAt("/cosas/", 1);
    expect(screen.getByLabelText("Nombre")).toHaveValue("Resina");
  }
  await user.click(within(screen.getByRole("alertdialog")).getByRole("button", { name: "Descartar" }));
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
  await isAt("/cosas/", 0);
  await go(-1);
  await isAt("/antes/", 0);
});
