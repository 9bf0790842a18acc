"use client";

import { Link2 } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { lazy } from "@/lib/lazy";

const LinkDialog = lazy(() => import("./link-dialog").then((file) => file.LinkDialog));

/** A link by which whoever bought downloads a document without entering. */
export function LinkButton({ id, number }: { id: number; number: string }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="outline" size="sm" onClick={() => setOpen(true)}>
        <Link2 aria-hidden />
        Copiar enlace
      </Button>
      {open && <LinkDialog id={id} number={number} onClose={() => setOpen(false)} />}
    </>
  );
}
