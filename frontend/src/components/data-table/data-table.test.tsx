import type { ColumnDef } from "@tanstack/react-table";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/patterns/state-panel";
import { api, pageOf } from "@/lib/api";
import { z } from "@/lib/zod-es";
import { answer, refuse, renderPage, screen, waitFor, within } from "@/testing/render";
import { DataTable } from "./data-table";
import { ExportButton } from "./export-button";
import { useListState } from "./use-list-state";

const rowSchema = z.object({ id: z.number(), name: z.string(), city: z.string() });
type Person = z.infer<typeof rowSchema>;

const columns: ColumnDef<Person>[] = [
  { accessorKey: "name", header: "Nombre", meta: { sort: "name" } },
  { accessorKey: "city", header: "Ciudad" },
  { id: "initial", header: "Inicial", cell: ({ row }) => row.original.name[0] },
];

function People({ onOpen }: { onOpen?: (row: Person) => void }) {
  const state = useListState({ filters: ["city"], sort: "name", limit: 2 });
  const query = useQuery({
    queryKey: ["people", state.params],
    queryFn: () => api(pageOf(rowSchema), "/x/people", { query: state.params }),
    placeholderData: keepPreviousData,
  });
  return (
    <DataTable
      label="personas"
      columns={columns}
      query={query}
      state={state}
      rowId={(row) => row.id}
      onOpen={onOpen}
      phone={(row) => ({ title: row.name })}
      empty={<EmptyState bare title="Aún no hay personas" />}
      toolbar={{
        actions: (
          <ExportButton
            name="personas"
            columns={[{ label: "Nombre", value: (row: Person) => row.name }]}
            ask={(after) => api(pageOf(rowSchema), "/x/people", { query: { ...state.params, after } })}
          />
        ),
        search: "Buscar persona",
        facets: [
          {
            name: "city",
            label: "Ciudad",
            multiple: true,
            options: [
              { value: "quito", label: "Quito" },
              { value: "loja", label: "Loja" },
            ],
          },
        ],
      }}
      bulk={(rows) => <Button>{`Avisar a ${rows.length}`}</Button>}
    />
  );
}

const page = (names: string[], next: string | null = null) => ({
  data: names.map((name, index) => ({ id: index + 1, name, city: "Quito" })),
  next,
  total: 5,
  total_exact: true,
});
const address = () => new URLSearchParams(window.location.search);

it("searches, filters and sorts on the server, and keeps it in the address", async () => {
  const calls = answer("get", "/x/people", page(["Ana", "Iván"]));
  const { user } = renderPage(<People />);
  expect(await screen.findByText("Ana")).toBeInTheDocument();
  expect(Object.fromEntries(calls[0]!.query)).toEqual({ sort: "name", limit: "2", total: "true" });

  await user.type(screen.getByRole("searchbox", { name: "Buscar persona" }), "vel");
  await waitFor(() => expect(calls.at(-1)?.query.get("search")).toBe("vel"));
  await user.click(screen.getByRole("button", { name: "Ciudad" }));
  await user.click(await screen.findByRole("option", { name: "Loja" }));
  await waitFor(() => expect(calls.at(-1)?.query.get("city")).toBe("loja"));
  await user.keyboard("{Escape}");
  await user.click(await screen.findByRole("button", { name: "Nombre" }));
  await waitFor(() => expect(calls.at(-1)?.query.get("sort")).toBe("-name"));
  expect(Object.fromEntries(address())).toEqual({ search: "vel", city: "loja", sort: "-name" });
});

it("walks the pages by cursor, forward and back", async () => {
  const calls = answer("get", "/x/people", ({ query }) =>
    query.get("after") ? page(["Rosa"]) : page(["Ana", "Iván"], "c2"),
  );
  const { user } = renderPage(<People />);
  expect(await screen.findByText("1–2 de 5")).toBeInTheDocument();
  await user.click(screen.getByRole("button", { name: "Página siguiente" }));
  expect(await screen.findByText("Rosa")).toBeInTheDocument();
  expect(calls.at(-1)?.query.get("after")).toBe("c2");
  expect(address().get("page")).toBe("2");
  await user.click(screen.getByRole("button", { name: "Página anterior" }));
  expect(await screen.findByText("Ana")).toBeInTheDocument();
});

it("remembers which columns one wants to see", async () => {
  answer("get", "/x/people", page(["Ana"]));
  const { user, unmount } = renderPage(<People />);
  await user.click(await screen.findByRole("button", { name: "Columnas" }));
  await user.click(await screen.findByRole("menuitemcheckbox", { name: "Ciudad" }));
  await waitFor(() =>
    expect(screen.queryByRole("columnheader", { name: "Ciudad", hidden: true })).not.toBeInTheDocument(),
  );
  unmount();
  renderPage(<People />);
  expect(await screen.findByText("Ana")).toBeInTheDocument();
  expect(screen.queryByRole("columnheader", { name: "Ciudad" })).not.toBeInTheDocument();
});

it("exports every page of what is filtered, not only the one on screen", async () => {
  const calls = answer("get", "/x/people", ({ query }) =>
    query.get("after") ? page(["Rosa"]) : page(["Ana", "Iván"], "c2"),
  );
  const files: Blob[] = [];
  Object.assign(URL, {
    createObjectURL: (file: Blob) => (files.push(file), "blob:x"),
    revokeObjectURL: () => undefined,
  });
  const saved = jest.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(() => undefined);
  const { user } = renderPage(<People />, { at: "/?search=a&city=quito" });
  await user.click(await screen.findByRole("button", { name: "Exportar" }));
  expect(await screen.findByText("3 filas exportadas")).toBeInTheDocument();
  const text = await files[0]!.text();
  expect(text).toContain("Nombre\r\nAna\r\nIván\r\nRosa");
  expect(calls.slice(-2).map(({ query }) => [query.get("search"), query.get("city"), query.get("after")])).toEqual([
    ["a", "quito", null],
    ["a", "quito", "c2"],
  ]);
  saved.mockRestore();
});

it("opens a row by its first column and acts on the selected", async () => {
  answer("get", "/x/people", page(["Ana", "Iván"]));
  const onOpen = jest.fn();
  const { user } = renderPage(<People onOpen={onOpen} />);
  await user.click(await screen.findByRole("button", { name: "Ana" }));
  expect(onOpen).toHaveBeenCalledWith(expect.objectContaining({ name: "Ana" }));
  await user.click(screen.getByRole("checkbox", { name: "Seleccionar todo" }));
  expect(await screen.findByRole("button", { name: "Avisar a 2" })).toBeInTheDocument();
});

it("opens the only hit with Enter, once the answer is there, and none of several", async () => {
  const onOpen = jest.fn();
  answer("get", "/x/people", ({ query }) => page(query.get("search") === "ana" ? ["Ana"] : ["Ana", "Luis"]));
  const { user } = renderPage(<People onOpen={onOpen} />, { at: "/personas/" });
  await screen.findByText("Luis");
  const search = screen.getByRole("searchbox", { name: "Buscar persona" });
  await user.type(search, "a{Enter}");
  await waitFor(() => expect(address().get("search")).toBe("a"));
  await screen.findByText("Luis");
  expect(onOpen).not.toHaveBeenCalled();
  await user.type(search, "na{Enter}");
  await waitFor(() => expect(onOpen).toHaveBeenCalledWith(expect.objectContaining({ name: "Ana" })));
  expect(onOpen).toHaveBeenCalledTimes(1);
});

it("tells apart nothing at all from nothing that matches", async () => {
  answer("get", "/x/people", page([]));
  const { user, unmount } = renderPage(<People />);
  expect(await screen.findByText("Aún no hay personas")).toBeInTheDocument();
  unmount();
  renderPage(<People />, { at: "/?search=zzz" });
  const nothing = await screen.findByRole("status");
  await user.click(await within(nothing.parentElement!).findByRole("button", { name: "Quitar filtros" }));
  expect(address().get("search")).toBeNull();
});

it("says what failed and tries again; names what the role lacks", async () => {
  refuse("get", "/x/people", 503, { detail: "Inventario no responde." });
  const { user, unmount } = renderPage(<People />);
  expect(await screen.findByText("No se pudo cargar la lista de personas")).toBeInTheDocument();
  expect(screen.getByText("Código 7f3a-91c2")).toBeInTheDocument();
  answer("get", "/x/people", page(["Ana"]));
  await user.click(screen.getByRole("button", { name: "Reintentar" }));
  expect(await screen.findByText("Ana")).toBeInTheDocument();
  unmount();

  refuse("get", "/x/people", 403);
  renderPage(<People />);
  expect(await screen.findByText("No puede ver la lista de personas")).toBeInTheDocument();
});
