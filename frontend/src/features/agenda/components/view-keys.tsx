"use client";

import { useHotkey } from "@/hooks/use-hotkey";
import type { AgendaViewState } from "../use-agenda-view";

/** Keys that change how the agenda is drawn; they come after the page, as its menu does. Ctrl+P is the agenda on paper. */
export function ViewKeys({ view, paper }: { view: AgendaViewState; paper: string }) {
  useHotkey("d", ({ shiftKey }) =>
    shiftKey ? view.prefer({ density: view.density === "compacta" ? "comoda" : "compacta" }) : view.show("dia"),
  );
  useHotkey("s", () => view.show("semana"));
  useHotkey("m", () => view.show("mes"));
  useHotkey("l", () => view.show("lista"));
  useHotkey("p", () => view.prefer({ nextFree: !view.nextFree }));
  useHotkey("mod+p", () => window.open(paper, "_blank", "noopener"), { enabled: view.mode !== "mes" });
  return null;
}
