"use client";

import { useEffect, useLayoutEffect, useReducer, useState } from "react";

/**
 * Leaves columns out, in the order of `droppable`, until the table fits its frame. What was left out stays out while the
 * frame and the chosen columns are the same: columns that come and go with each page of rows are hard to read.
 */
export function useFitting(droppable: readonly string[], chosen: string) {
  const [frame, setFrame] = useState<HTMLDivElement | null>(null);
  const [width, setWidth] = useState(0);
  const [, look] = useReducer((count: number) => count + 1, 0);
  const [fit, setFit] = useState({ view: "", dropped: 0, over: false });
  const view = `${width} ${chosen}`;
  const now = fit.view === view ? fit : { view, dropped: 0, over: false };

  // Each time it is drawn, before it is seen, until nothing changes: rows and fonts that come later make it wider.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  useLayoutEffect(() => {
    const table = frame?.firstElementChild as HTMLElement | null | undefined;
    if (!frame || !table) return;
    const over = table.offsetWidth > frame.clientWidth;
    if (over && now.dropped < droppable.length) setFit({ view, dropped: now.dropped + 1, over });
    else if (now !== fit || now.over !== over) setFit({ ...now, over });
  });
  useEffect(() => {
    if (!frame || typeof ResizeObserver === "undefined") return;
    const observer = new ResizeObserver(() => {
      setWidth(frame.clientWidth);
      look();
    });
    observer.observe(frame);
    if (frame.firstElementChild) observer.observe(frame.firstElementChild);
    return () => observer.disconnect();
  }, [frame]);

  return { setFrame, left: new Set(droppable.slice(0, now.dropped)), fits: !now.over };
}
