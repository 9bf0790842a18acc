import { Link } from "@/components/patterns/link";
import { useState } from "react";
import { TextField } from "@/components/form/fields";
import { FormSheet } from "@/components/form/form-sheet";
import { FormShell } from "@/components/form/form-shell";
import { useFormDraft } from "@/components/form/use-form-draft";
import { useZodForm } from "@/components/form/use-zod-form";
import { dropDraft } from "@/lib/drafts";
import { leave } from "@/lib/unsaved";
import { z } from "@/lib/zod-es";
import { act, renderPage, screen, waitFor, within } from "@/testing/render";
import { LeaveGuard } from "./leave-guard";

const schema = z.object({ name: z.string() });
const at = () => window.location.pathname + window.location.search;

function Plain() {
  const form = useZodForm(schema, { defaultValues: { name: "" } });
  return (
    <FormShell form={form} onSubmit={() => undefined}>
      <TextField control={form.control} name="name" label="Nombre" />
    </FormShell>
  );
}

function Kept() {
  const form = useZodForm(schema, { defaultValues: { name: "" } });
  const kept = useFormDraft(form, { key: "thing:7", version: 1, onRestore: () => undefined });
  return (
    <FormShell guarded form={form} onSubmit={() => undefined}>
      {kept.restored && <p>De antes</p>}
      <TextField control={form.control} name="name" label="Nombre" />
    </FormShell>
  );
}

function Sheet() {
  const [open, setOpen] = useState(true);
  const form = useZodForm(schema, { defaultValues: { name: "" } });
  return (
    <FormSheet
      open={open}
      onOpenChange={setOpen}
      title="Nueva cosa"
      form={form}
      onSubmit={() => undefined}
      submitLabel="Crear"
    >
      <TextField control={form.control} name="name" label="Nombre" />
    </FormSheet>
  );
}

const open = (page: React.ReactNode, address = "/cosas/ver/?id=7") =>
  renderPage(
    <>
      <LeaveGuard />
      <nav>
        <Link href="/agenda/">Agenda</Link>
      </nav>
      {page}
    </>,
    { at: address },
  );

const question = () => screen.findByRole("alertdialog", { name: "Cambios sin guardar" });

afterEach(() => dropDraft("thing:7"));

it("asks before a link leaves what was typed, and stays or goes as it is told", async () => {
  const { user } = open(<Plain />);
  await user.type(screen.getByLabelText("Nombre"), "Resina");
  await user.click(screen.getByRole("link", { name: "Agenda" }));
  const asked = within(await question());
  expect(asked.queryByRole("button", { name: "Guardar borrador" })).not.toBeInTheDocument();
  await user.click(asked.getByRole("button", { name: "Seguir editando" }));
  expect(at()).toBe("/cosas/ver/?id=7");
  expect(screen.getByLabelText("Nombre")).toHaveValue("Resina");

  await user.click(screen.getByRole("link", { name: "Agenda" }));
  await user.click(within(await question()).getByRole("button", { name: "Descartar" }));
  await waitFor(() => expect(at()).toMatch(/^\/agenda\/?$/));
});

it("keeps a draft for whoever comes back, or forgets it", async () => {
  const first = open(<Kept />);
  await first.user.type(screen.getByLabelText("Nombre"), "A medias");
  await first.user.click(screen.getByRole("link", { name: "Agenda" }));
  await first.user.click(within(await question()).getByRole("button", { name: "Guardar borrador" }));
  await waitFor(() => expect(at()).toMatch(/^\/agenda\/?$/));
  first.unmount();

  const second = open(<Kept />);
  expect(await screen.findByText("De antes")).toBeInTheDocument();
  expect(screen.getByLabelText("Nombre")).toHaveValue("A medias");
  await second.user.click(screen.getByRole("link", { name: "Agenda" }));
  await second.user.click(within(await question()).getByRole("button", { name: "Descartar" }));
  second.unmount();

  open(<Kept />);
  expect(screen.getByLabelText("Nombre")).toHaveValue("");
});

it("asks when the browser goes back, with the address where it was", async () => {
  window.history.pushState(null, "", "/agenda/");
  window.history.pushState(null, "", "/cosas/ver/?id=7");
  const { user } = open(<Plain />);
  await user.type(screen.getByLabelText("Nombre"), "Resina");
  await act(async () => window.history.back());
  const asked = within(await question());
  expect(at()).toBe("/cosas/ver/?id=7");
  await user.click(asked.getByRole("button", { name: "Descartar" }));
  await waitFor(() => expect(at()).toBe("/agenda/"));
});

it("lets a sheet ask in its own footer", async () => {
  const { user } = open(<Sheet />);
  await user.type(screen.getByLabelText("Nombre"), "Resina");
  const go = jest.fn();
  await act(async () => leave(go));
  const asked = within(await question());
  expect(screen.getByRole("dialog", { name: "Nueva cosa" })).toBeInTheDocument();
  await user.click(asked.getByRole("button", { name: "Seguir editando" }));
  expect(go).not.toHaveBeenCalled();

  await act(async () => leave(go));
  await user.click(within(await question()).getByRole("button", { name: "Descartar" }));
  await waitFor(() => expect(go).toHaveBeenCalledTimes(1));
  await waitFor(() => expect(screen.queryByRole("dialog")).not.toBeInTheDocument());
});

it("does not stand in the way of who typed nothing", () => {
  open(<Plain />);
  const go = jest.fn();
  leave(go);
  expect(go).toHaveBeenCalled();
});
