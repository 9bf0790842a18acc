import { queryOptions } from "@tanstack/react-query";
import { useState } from "react";
import { AsyncCombobox } from "@/components/form/async-combobox";
import { renderPage, screen, waitFor } from "@/testing/render";

beforeEach(() => {
  // jsdom draws nothing: what is in the document shows.
  Element.prototype.getClientRects = () => [{}] as unknown as DOMRectList;
});

/** A picker of names whose answers come when `answer` is called. */
function picker({ creates = false } = {}) {
  const created = jest.fn();
  let answer: (names: string[] | Error) => void = () => undefined;
  function Page() {
    const [name, setName] = useState<string | null>(null);
    return (
      <form>
        <AsyncCombobox<string>
          aria-label="Paciente"
          value={name}
          onSelect={setName}
          search={(text) =>
            queryOptions({
              queryKey: [text],
              queryFn: () =>
                new Promise<string[]>((resolve, reject) => {
                  answer = (found) => (found instanceof Error ? reject(found) : resolve(found));
                }),
            })
          }
          itemKey={(name) => name}
          renderItem={(name) => name}
          placeholder="Elija"
          searchPlaceholder="Nombre"
          minimum={2}
          onCreate={creates ? { label: (text) => `Registrar a «${text}»`, run: created } : undefined}
        />
        <input aria-label="Motivo" />
      </form>
    );
  }
  const { user } = renderPage(<Page />);
  const hurry = async (text: string) => {
    screen.getByRole("combobox", { name: "Paciente" }).focus();
    await user.keyboard(`${text}{Enter}`);
  };
  /** Once it is asked for. */
  const arrives = async (names: string[] | Error) => {
    await new Promise((done) => setTimeout(done, 400));
    answer(names);
  };
  return { user, created, hurry, arrives };
}

const chosen = (text: string) =>
  waitFor(() => expect(screen.getByRole("combobox", { name: "Paciente" })).toHaveTextContent(text));

it("takes the first of the answer that a hurried Enter did not wait for", async () => {
  const { hurry, arrives } = picker();
  await hurry("sofi");
  await arrives(["Sofía", "Sofía Inés"]);
  await chosen("Sofía");
});

it("goes on to the next field when Tab follows that Enter, once it is chosen", async () => {
  const { user, hurry, arrives } = picker();
  await hurry("sofi");
  await user.keyboard("{Tab}");
  await arrives(["Sofía"]);
  await chosen("Sofía");
  await waitFor(() => expect(screen.getByLabelText("Motivo")).toHaveFocus());
});

it("registers who is not found, when that is what the Enter was for", async () => {
  const { created, hurry, arrives } = picker({ creates: true });
  await hurry("Lucía Paredes");
  expect(created).not.toHaveBeenCalled();
  await arrives([]);
  await waitFor(() => expect(created).toHaveBeenCalledWith("Lucía Paredes"));
});

it("registers nobody in a hurry when the search finds somebody, or failed, or the text is too short", async () => {
  const { user, created, hurry, arrives } = picker({ creates: true });
  await hurry("L");
  await user.keyboard("ucía{Enter}");
  await arrives(new Error("No hay conexión."));
  await waitFor(() => expect(screen.getByRole("status")).not.toHaveTextContent("Buscando…"));
  await user.keyboard(" P{Enter}");
  await arrives(["Lucía Paredes"]);
  await chosen("Lucía Paredes");
  expect(created).not.toHaveBeenCalled();
});
