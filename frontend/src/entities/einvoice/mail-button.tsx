"use client";

import { Mail } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { lazy } from "@/lib/lazy";

const MailDialog = lazy(() => import("./mail-dialog").then((file) => file.MailDialog));

/** Sends an authorised document again: its XML and its RIDE, to the buyer or to whoever is named. */
export function MailButton({ id }: { id: number }) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button variant="outline" size="sm" onClick={() => setOpen(true)}>
        <Mail aria-hidden />
        Enviar por correo
      </Button>
      {open && <MailDialog id={id} onClose={() => setOpen(false)} />}
    </>
  );
}
