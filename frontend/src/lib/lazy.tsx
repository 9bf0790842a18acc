"use client";

import { lazy as reactLazy, Suspense, useState, type ComponentType, type ReactNode } from "react";

const RESTING_MS = 2000;

/**
 * A part that comes after its page: a sheet, a dialog, a chart, a form. It is fetched when it is
 * first shown, or before that once the page rests, so that it opens at once. `fallback` holds its
 * place until then. What is told `open={false}` is not mounted before its first opening, and stays
 * from then on, so that it closes as gracefully as it came.
 */
export function lazy<P extends object>(load: () => Promise<ComponentType<P>>, fallback: ReactNode = null) {
  const Part = reactLazy(async () => ({ default: await load() }));
  fetchWhenResting(load);
  return function Lazy(props: P) {
    const wanted = !("open" in props) || Boolean(props.open);
    const [shown, setShown] = useState(wanted);
    if (wanted && !shown) setShown(true);
    return shown ? (
      <Suspense fallback={fallback}>
        <Part {...props} />
      </Suspense>
    ) : null;
  };
}

/** Where a browser cannot say when it rests, the part comes when it is shown. */
function fetchWhenResting(load: () => Promise<unknown>) {
  if (typeof requestIdleCallback === "undefined") return;
  setTimeout(() => requestIdleCallback(() => void load().catch(() => undefined)), RESTING_MS);
}
