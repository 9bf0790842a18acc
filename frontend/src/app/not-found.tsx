import type { Metadata } from "next";
import { LogoMark } from "@/components/patterns/logo";
import { buttonVariants } from "@/components/ui/button-variants";

export const metadata: Metadata = { title: "Esta página no existe" };

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center px-4">
      <div className="max-w-sm text-center">
        <LogoMark className="mx-auto size-9" />
        <h1 className="mt-4 text-xl font-semibold tracking-title">Esta página no existe</h1>
        <p className="mt-1 text-base text-muted-foreground">
          El enlace puede estar incompleto, o la página cambió de lugar.
        </p>
        {/* Every page carries this one along, the login too: no router's link for the one click of a lost visitor. */}
        {/* eslint-disable-next-line @next/next/no-html-link-for-pages */}
        <a href="/" className={`${buttonVariants()} mt-5`}>
          Ir al inicio
        </a>
      </div>
    </main>
  );
}
