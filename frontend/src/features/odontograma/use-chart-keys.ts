import type { KeyboardEvent } from "react";
import type { Pressed } from "./keys";

type Options = {
  /** Whether the key meant something. */
  onKey: (pressed: Pressed) => boolean;
  onVersion: (by: -1 | 1) => void;
  onCompare: () => void;
};

const OF_THE_CHART = /^(Arrow|Home$|End$|Enter$| $)/;
const isField = (target: Element) =>
  target.matches("textarea, select, [contenteditable], input:not([type=range])") || target.closest("[role=dialog]");

/** The keys of the chart, wherever on the page the keyboard stands: before the global ones, never in a field. */
export function useChartKeys({ onKey, onVersion, onCompare }: Options) {
  return (event: KeyboardEvent<HTMLElement>) => {
    const target = event.target as Element;
    // A menu stands elsewhere in the page, and has keys of its own.
    if (event.defaultPrevented || !event.currentTarget.contains(target) || isField(target)) return;
    // AltGr writes brackets on a Spanish keyboard, and counts as Ctrl with Alt.
    const altGr = event.getModifierState("AltGraph") || (event.ctrlKey && event.altKey);
    const mod = (event.ctrlKey || event.metaKey) && !altGr;
    const { key } = event;
    const taken = () => event.preventDefault();
    if (!mod && (key === "[" || key === "]")) {
      taken();
      return onVersion(key === "[" ? -1 : 1);
    }
    if (!mod && key === "\\") {
      taken();
      return onCompare();
    }
    // On a button they press it or move among its like.
    if (!target.closest("[data-chart]") && OF_THE_CHART.test(key)) return;
    if (mod && key === "Enter") return;
    if (onKey({ key, shift: event.shiftKey, mod, alt: event.altKey && !altGr })) taken();
  };
}
