"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { MessageCircle } from "lucide-react";
import { CopyButton } from "@/components/patterns/copy-button";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { messageOf } from "@/lib/problem";

type Props = {
  made: UseQueryResult<{ url: string }>;
  /** What goes with the link in a message. */
  said: (url: string) => string;
  /** The conversation that WhatsApp opens; without one the person chooses. */
  talk?: string | null;
};

/** A link that was just made, to be copied or sent. */
export function MadeLink({ made, said, talk }: Props) {
  if (made.error) return <Alert variant="destructive">{messageOf(made.error)}</Alert>;
  const url = made.data?.url;
  return (
    <>
      <Input
        readOnly
        aria-label="Enlace"
        className="font-mono text-xs"
        value={url ?? "Preparando el enlace…"}
        onFocus={(event) => event.target.select()}
      />
      {url && (
        <div className="flex flex-wrap gap-2">
          <CopyButton text={url} label="Copiar enlace" variant="default" />
          <Button asChild variant="outline">
            <a
              href={`${talk ?? "https://wa.me/"}?text=${encodeURIComponent(said(url))}`}
              target="_blank"
              rel="noreferrer"
            >
              <MessageCircle aria-hidden />
              WhatsApp
            </a>
          </Button>
        </div>
      )}
    </>
  );
}
