"use client";

import { Ellipsis } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { usePathname } from "next/navigation";
import { useState } from "react";
import { isCurrent } from "@/components/layout/app-sidebar";
import { lazy } from "@/lib/lazy";
import { menuOf } from "@/lib/menu";
import { useMe } from "@/lib/session";
import { cn } from "@/lib/utils";

const MoreMenu = lazy(() => import("@/components/layout/more-menu").then((file) => file.MoreMenu));

const slot =
  "flex h-14 min-w-0 flex-1 flex-col items-center justify-center gap-0.5 text-2xs text-muted-foreground aria-[current=page]:font-medium aria-[current=page]:text-primary focus-visible:ring-inset";
/** What a clinic opens most, in this order; the rest stands under *Más*. */
const FIRST = ["agenda", "pacientes", "caja", "facturacion", "inventario", "panel", "gastos", "tratamientos"];

/** Five places under the thumb. */
export function BottomBar() {
  const me = useMe();
  const pathname = usePathname();
  const [open, setOpen] = useState(false);
  const sections = menuOf(me);
  const all = sections.flatMap((section) => section.items);
  const rank = (key: string) => (FIRST.indexOf(key) + FIRST.length + 1) % (FIRST.length + 1);
  const sorted = [...all].sort((a, b) => rank(a.key) - rank(b.key));
  const direct = all.length <= 5 ? sorted : sorted.slice(0, 4);
  const currentIsDirect = direct.some((item) => isCurrent(pathname, item.href));

  return (
    <nav
      aria-label="Principal en el teléfono"
      data-toasts-above
      className="fixed inset-x-0 bottom-0 z-30 flex border-t border-border bg-card pb-safe md:hidden"
    >
      {direct.map(({ key, href, label, short, icon: Icon }) => (
        <Link key={key} href={href} aria-current={isCurrent(pathname, href) ? "page" : undefined} className={slot}>
          <Icon className="size-5" aria-hidden />
          <span className="max-w-full truncate">{short ?? label}</span>
        </Link>
      ))}
      {direct.length < all.length && (
        <button
          type="button"
          aria-haspopup="dialog"
          aria-expanded={open}
          onClick={() => setOpen(true)}
          className={cn(slot, !currentIsDirect && pathname !== "/" && "font-medium text-primary")}
        >
          <Ellipsis className="size-5" aria-hidden />
          Más
        </button>
      )}
      <MoreMenu open={open} onOpenChange={setOpen} sections={sections} />
    </nav>
  );
}
