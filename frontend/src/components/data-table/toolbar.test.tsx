import { useState } from "react";
import { tellPending } from "@/lib/pending";
import { act, renderPage, screen, waitFor } from "@/testing/render";
import { SearchBox } from "./toolbar";

it("tells what was typed when the page is left before the fingers rested", async () => {
  const told: string[] = [];
  const { user } = renderPage(<SearchBox label="Buscar" value="" onChange={(text) => told.push(text)} />);
  await user.type(screen.getByRole("searchbox"), "Vélez");
  act(tellPending);
  expect(told).toEqual(["Vélez"]);
});

/** A page whose address follows late, as it does on a slow machine. */
function Late({ onTold }: { onTold: (follow: () => void) => void }) {
  const [value, setValue] = useState("");
  return <SearchBox label="Buscar" value={value} onChange={(text) => onTold(() => setValue(text))} />;
}

it("keeps what was typed while the address was still on its way", async () => {
  const steps: (() => void)[] = [];
  const { user } = renderPage(<Late onTold={(follow) => steps.push(follow)} />);
  await user.type(screen.getByRole("searchbox"), "Vé");
  await waitFor(() => expect(steps).toHaveLength(1));
  await user.type(screen.getByRole("searchbox"), "lez");
  act(() => steps[0]!());
  expect(screen.getByRole("searchbox")).toHaveValue("Vélez");
});
