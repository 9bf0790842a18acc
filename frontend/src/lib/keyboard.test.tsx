import { useState } from "react";
import { createPortal } from "react-dom";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent, DialogTitle } from "@/components/ui/dialog";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import { act, renderPage, screen, waitFor } from "@/testing/render";
import { startKeyboard } from "./keyboard";

let stop: () => void;
beforeEach(() => {
  // jsdom draws nothing: what is in the document shows.
  Element.prototype.getClientRects = () => [{}] as unknown as DOMRectList;
  stop = startKeyboard();
});
afterEach(() => stop());

const focusIs = (name: string) => waitFor(() => expect(screen.getByRole("button", { name })).toHaveFocus());

function Rows() {
  const [rows, setRows] = useState(["uno", "dos", "tres"]);
  return (
    <main tabIndex={-1}>
      <ul>
        {rows.map((row) => (
          <li key={row}>
            <button onClick={() => setRows(rows.filter((other) => other !== row))}>Quitar {row}</button>
          </li>
        ))}
      </ul>
      <button>Agregar</button>
    </main>
  );
}

it("goes to the row that took the place of a deleted one, and to what stands beside the last", async () => {
  const { user } = renderPage(<Rows />);
  await user.click(screen.getByRole("button", { name: "Quitar dos" }));
  await focusIs("Quitar tres");
  await user.keyboard("{Enter}");
  await focusIs("Quitar uno");
  await user.keyboard("{Enter}");
  await focusIs("Agregar");
});

it("leaves whoever stood on the page itself there, once what opened over it has gone", async () => {
  function Palette() {
    const [open, setOpen] = useState(true);
    return (
      <>
        <main tabIndex={-1}>
          <button>Primero</button>
        </main>
        {open && createPortal(<input aria-label="Buscar" onKeyDown={() => setOpen(false)} />, document.body)}
      </>
    );
  }
  const { user } = renderPage(<Palette />);
  screen.getByRole("main").focus();
  screen.getByRole("textbox").focus();
  await user.keyboard("{Escape}");
  await waitFor(() => expect(document.body).not.toHaveFocus());
  expect(screen.getByRole("main")).toHaveFocus();
});

it("lets a button keep the keyboard while it works, and takes no second press", async () => {
  const sent = jest.fn();
  function Saves() {
    const [busy, setBusy] = useState(false);
    const save = () => {
      sent();
      setBusy(true);
    };
    return (
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save();
        }}
      >
        <input aria-label="Nombre" />
        <Button type="submit" loading={busy}>
          Guardar
        </Button>
      </form>
    );
  }
  const { user } = renderPage(<Saves />);
  await user.click(screen.getByRole("button", { name: "Guardar" }));
  await user.keyboard("{Enter}");
  await user.type(screen.getByLabelText("Nombre"), "Ana{Enter}");
  expect(sent).toHaveBeenCalledTimes(1);
  expect(screen.getByRole("button", { name: "Guardar" })).not.toBeDisabled();
});

it("gives what lost the keyboard for a moment the keyboard back", async () => {
  const { user } = renderPage(
    <main>
      <button>Antes</button>
      <button>Guardar</button>
    </main>,
  );
  const button = screen.getByRole("button", { name: "Guardar" });
  for (const press of [() => user.click(button), () => user.click(button), () => user.keyboard("{Enter}")]) {
    await press();
    // What a browser does with what is disabled, when it draws next.
    act(() => button.blur());
    expect(document.body).toHaveFocus();
    await focusIs("Guardar");
  }
});

it("comes back to the menu's button when its dialog closes, and leaves alone who clicked on nothing", async () => {
  function Menu() {
    const [open, setOpen] = useState(false);
    return (
      <main>
        <p>Nada</p>
        <DropdownMenu>
          <DropdownMenuTrigger>Más</DropdownMenuTrigger>
          <DropdownMenuContent>
            <DropdownMenuItem onSelect={() => setOpen(true)}>Anular</DropdownMenuItem>
          </DropdownMenuContent>
        </DropdownMenu>
        <Dialog open={open} onOpenChange={setOpen}>
          <DialogContent>
            <DialogTitle>Anular</DialogTitle>
          </DialogContent>
        </Dialog>
      </main>
    );
  }
  const { user } = renderPage(<Menu />);
  await user.click(screen.getByRole("button", { name: "Más" }));
  await user.click(await screen.findByRole("menuitem", { name: "Anular" }));
  await user.click(await screen.findByRole("button", { name: "Cerrar" }));
  await focusIs("Más");
  await user.click(screen.getByText("Nada"));
  await new Promise((done) => setTimeout(done, 150));
  expect(document.body).toHaveFocus();
});

it("does the main thing of what is open with Ctrl+Enter, wherever the keyboard stands, and only that", async () => {
  const sent = jest.fn();
  const beneath = jest.fn();
  window.addEventListener("keydown", (event) => !event.defaultPrevented && event.ctrlKey && beneath());
  const { user } = renderPage(
    <Dialog open>
      <DialogContent>
        <DialogTitle>Cobrar</DialogTitle>
        <form
          id="cobro"
          onSubmit={(event) => {
            event.preventDefault();
            sent();
          }}
        >
          <textarea aria-label="Nota" />
        </form>
        <Button variant="outline">Cancelar</Button>
        <Button type="submit" form="cobro">
          Cobrar
        </Button>
      </DialogContent>
    </Dialog>,
  );
  await user.click(screen.getByLabelText("Nota"));
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(sent).toHaveBeenCalledTimes(1);
  screen.getByRole("button", { name: "Cancelar" }).focus();
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(sent).toHaveBeenCalledTimes(2);
  await user.keyboard("{Control>}s{/Control}");
  expect(beneath).toHaveBeenCalled();
  beneath.mockClear();
  await user.keyboard("{Control>}{Enter}{/Control}");
  expect(beneath).toHaveBeenCalledTimes(1); // Control itself
});
