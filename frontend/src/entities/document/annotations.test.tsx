import { AnnotateSheet } from "./annotate-sheet";
import { AnnotationLayer } from "./annotation-layer";
import type { Mark } from "./annotations";
import { documentOf } from "./testing";
import { moved, stretched } from "./use-marks";
import { act, answer, refuse, renderPage, screen, within } from "@/testing/render";

const PATH = "/historia-clinica/documents/1/annotations";
const by = { id: "1", name: "Dra. Mora" };
const at = "2026-11-20T10:00:00-05:00";
const circle: Mark = { kind: "CIRCLE", colour: "GREEN", x: 100, y: 200, to_x: 900, to_y: 1000 };
const kept = (marks: Mark[], edition = 1) => ({ document_id: 1, edition, data: [{ edition, marks, by, at }] });

it("moves a mark no further than the image, and stretches what has a second point", () => {
  expect(moved(circle, -500, 50)).toMatchObject({ x: 0, y: 250, to_x: 800, to_y: 1050 });
  expect(moved(circle, 0, 20_000)).toMatchObject({ y: 9200, to_y: 10_000 });
  expect(stretched(circle, 12_000, 40)).toMatchObject({ x: 100, to_x: 10_000, to_y: 40 });
  const words: Mark = { kind: "TEXT", colour: "RED", x: 1, y: 1, text: "a" };
  expect(stretched(words, 5, 5)).toBe(words);
});

it("is drawn by keyboard over the edition that was read, taken back step by step, and kept", async () => {
  answer("get", PATH, kept([circle]));
  const onClose = jest.fn();
  const { user } = renderPage(<AnnotateSheet document={documentOf({ annotated: true })} onClose={onClose} />, {
    at: "/pacientes/ver/?id=7",
    me: { permissions: ["documents:read", "documents:write"] },
  });
  await user.click(await screen.findByRole("button", { name: "Agregar al centro" }));
  await user.click(screen.getByRole("radio", { name: "Texto" }));
  // Words are asked for before they are put anywhere.
  await user.click(screen.getByRole("button", { name: "Agregar al centro" }));
  expect(screen.getByLabelText("Texto")).toHaveFocus();
  await user.type(screen.getByLabelText("Texto"), "Caries");
  await user.click(screen.getByRole("button", { name: "Agregar al centro" }));
  const stage = within(screen.getByRole("group", { name: "Anotaciones" }));
  act(() => stage.getByRole("button", { name: "Texto 3: Caries" }).focus());
  await user.keyboard("{ArrowRight}{ArrowRight}{ArrowDown}{Control>}z{/Control}");
  act(() => stage.getByRole("button", { name: "Flecha 2" }).focus());
  await user.keyboard("{Shift>}{ArrowUp}{/Shift}");
  act(() => stage.getByRole("button", { name: "Círculo 1" }).focus());
  await user.keyboard("{Delete}");
  refuse("post", PATH, 412, {});
  await user.click(screen.getByRole("button", { name: "Guardar anotaciones" }));
  expect(await screen.findByText(/Otra persona cambió esto/)).toBeInTheDocument();
  const posts = answer("post", PATH, kept([], 2), { status: 201 });
  await user.click(screen.getByRole("button", { name: "Guardar anotaciones" }));
  expect(await screen.findByText("Anotaciones guardadas")).toBeInTheDocument();
  expect(onClose).toHaveBeenCalled();
  expect(posts[0]?.headers.get("If-Match")).toBe('"1"');
  expect(posts[0]?.body).toEqual({
    marks: [
      { kind: "ARROW", colour: "RED", x: 4000, y: 4000, to_x: 6000, to_y: 5900 },
      { kind: "TEXT", colour: "RED", x: 4200, y: 4500, text: "Caries" },
    ],
  });
});

it("says what is written over the image, by whom and when", async () => {
  const words: Mark = { kind: "TEXT", colour: "RED", x: 1, y: 1, text: "Reabsorción" };
  answer("get", PATH, kept([circle, words]));
  renderPage(<AnnotationLayer document={documentOf({ annotated: true })} />, {
    at: "/pacientes/ver/?id=7",
    me: { permissions: ["documents:read"] },
  });
  expect(await screen.findByRole("img", { name: /Reabsorción/ })).toBeInTheDocument();
  expect(screen.getByText(/Anotó Dra. Mora, 20 nov/)).toBeInTheDocument();
});
