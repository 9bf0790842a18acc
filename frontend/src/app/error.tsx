"use client";

import { useEffect } from "react";
import { buttonVariants } from "@/components/ui/button-variants";

/** What a person sees when a page breaks: what happened, and the way out. */
export default function PageError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  useEffect(() => console.error(error), [error]);
  // A new version took the place of the files that this page was about to fetch: only a full load finds the new ones.
  const reopen = () => (error.name === "ChunkLoadError" ? window.location.reload() : reset());
  return (
    <main className="grid min-h-[60dvh] place-items-center px-4">
      <div role="alert" className="max-w-sm text-center">
        <h1 className="text-xl font-semibold tracking-title">Esta pantalla dejó de funcionar</h1>
        <p className="mt-1 text-base text-muted-foreground">
          Lo que ya guardó está a salvo. Vuelva a abrirla; si se repite, avise a la administración.
        </p>
        <button type="button" className={`${buttonVariants()} mt-5`} onClick={reopen}>
          Volver a abrir
        </button>
      </div>
    </main>
  );
}
