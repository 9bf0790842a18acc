import type { ReactNode } from "react";
import { Card, CardAction, CardHeader, CardTitle } from "@/components/ui/card";

/** A titled part of the file: one card, its rows apart by hairlines. */
export function SectionCard({
  title,
  action,
  children,
}: {
  title: ReactNode;
  action?: ReactNode;
  children: ReactNode;
}) {
  return (
    <Card className="overflow-hidden">
      <CardHeader className="min-h-12 py-2.5">
        <CardTitle>{title}</CardTitle>
        {action && <CardAction>{action}</CardAction>}
      </CardHeader>
      <div className="border-t border-border">{children}</div>
    </Card>
  );
}
