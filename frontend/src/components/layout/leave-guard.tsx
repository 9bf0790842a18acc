"use client";

import { usePathname, useRouter, useSearchParams } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { guardBack } from "@/lib/back";
import { lazy } from "@/lib/lazy";
import { hasUnsaved, leave, onLeaving, type Question } from "@/lib/unsaved";

const LeaveQuestion = lazy(() => import("@/components/layout/leave-question").then((file) => file.LeaveQuestion));

/** Whether a click would leave the page for another address of the suite, in this same window. */
function destinationOf(event: MouseEvent) {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey)
    return null;
  const link = (event.target as Element | null)?.closest?.<HTMLAnchorElement>("a[href]");
  if (!link || (link.target && link.target !== "_self") || link.hasAttribute("download")) return null;
  const { origin, pathname, search } = new URL(link.href);
  const elsewhere = pathname !== window.location.pathname || search !== window.location.search;
  return origin === window.location.origin && elsewhere ? pathname + search : null;
}

/** Stands between unsaved text and every way out of its page that the suite itself offers. */
export function LeaveGuard() {
  const router = useRouter();
  const address = `${usePathname()}?${useSearchParams()}`;
  const [question, setQuestion] = useState<Question | null>(null);
  useEffect(() => onLeaving(setQuestion), []);

  useEffect(() => {
    // Before Next's own listener, which leaves a click alone that was prevented.
    const onClick = (event: MouseEvent) => {
      const to = hasUnsaved() ? destinationOf(event) : null;
      if (to === null) return;
      event.preventDefault();
      leave(() => router.push(to));
    };
    window.addEventListener("click", onClick, true);
    return () => window.removeEventListener("click", onClick, true);
  }, [router]);

  useGuardedBack(address);
  return <LeaveQuestion open={question !== null} question={question} onClose={() => setQuestion(null)} />;
}

/** The back button has left already when one is told: the address comes back, and leaves again if that is wished. */
function useGuardedBack(address: string) {
  const here = useRef({ href: "", state: null as unknown });
  const going = useRef(false);
  useEffect(() => {
    here.current = { href: window.location.href, state: window.history.state };
  }, [address]);

  useEffect(
    () =>
      guardBack((event) => {
        if (going.current || !hasUnsaved() || window.location.href === here.current.href) {
          going.current = false;
          return;
        }
        // Next's router must not hear of it: the page stays.
        event.stopImmediatePropagation();
        window.history.pushState(here.current.state, "", here.current.href);
        leave(() => {
          going.current = true;
          window.history.back();
        });
      }),
    [],
  );
}
