"use client";

import { useEffect } from "react";

/** The tab says who or what its page is about: «Ana Pérez · Ficha». Until that is known, the page's own title stands. */
export function useTitle(title: string | null | undefined) {
  useEffect(() => {
    if (!title) return;
    const before = document.title;
    document.title = title;
    return () => {
      // Unless the next page has named itself already.
      if (document.title === title) document.title = before;
    };
  }, [title]);
}
