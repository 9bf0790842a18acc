import type { Menu } from "@/entities/role/schema";
import { menuOf } from "@/lib/menu";
import type { Me } from "@/lib/session";

/** What someone of the role will see at the left of every page. */
export function MenuPreview({ me, menu, permissions }: { me: Me; menu: Menu; permissions: string[] }) {
  const sections = menuOf({ ...me, menu, permissions });
  return (
    <aside
      aria-label="Vista previa del menú"
      className="h-fit rounded-xl border border-sidebar-border bg-sidebar p-3 text-sidebar-foreground"
    >
      <p className="mb-3 px-2 text-xs text-muted-foreground">Así se verá</p>
      <div className="space-y-4">
        {sections.map(({ title, items }, index) => (
          <div key={index}>
            <p className="mb-0.5 px-2 text-2xs font-medium text-muted-foreground">{title || "Sin título"}</p>
            <ul>
              {items.map(({ key, label, icon: Icon }) => (
                <li key={key} className="flex h-8 items-center gap-2.5 px-2 text-sm">
                  <Icon className="size-4" aria-hidden />
                  {label}
                </li>
              ))}
            </ul>
          </div>
        ))}
        {sections.length === 0 && (
          <p className="px-2 text-sm text-muted-foreground">
            Ninguna página: con estos permisos solo se abre Mi cuenta.
          </p>
        )}
      </div>
    </aside>
  );
}
