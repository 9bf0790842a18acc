"use client";

import { useEffect } from "react";

/** What is said on the tab, the latest last: a sheet over a page says its own. */
const said: { title: string }[] = [];
/** The title that the page was built with, beneath. */
let own = "";

/** The page's own title is written again whenever its metadata arrive, which may be after who it is about is known. */
const observer =
  typeof MutationObserver === "undefined"
    ? null
    : new MutationObserver(() => {
        const wanted = said.at(-1);
        if (!wanted || document.title === wanted.title) return;
        own = document.title;
        document.title = wanted.title;
      });

/** The tab says who or what its page is about: «Ana Pérez · Ficha». Until that is known, the page's own title stands. */
export function useTitle(title: string | null | undefined) {
  useEffect(() => {
    if (!title) return;
    const mine = { title };
    if (said.length === 0) {
      own = document.title;
      observer?.observe(document.head, { childList: true, subtree: true, characterData: true });
    }
    said.push(mine);
    document.title = title;
    return () => {
      said.splice(said.indexOf(mine), 1);
      if (said.length === 0) observer?.disconnect();
      // Unless the next page has named itself already.
      if (document.title === title) document.title = said.at(-1)?.title ?? own;
    };
  }, [title]);
}
