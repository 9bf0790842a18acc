import Link from "next/link";
import { LogoMark } from "@/components/layout/logo";
import { Button } from "@/components/ui/button";

export default function NotFound() {
  return (
    <main className="grid min-h-dvh place-items-center px-4">
      <div className="max-w-sm text-center">
        <LogoMark className="mx-auto size-9" />
        <h1 className="mt-4 text-xl font-semibold tracking-title">Esta página no existe</h1>
        <p className="mt-1 text-base text-muted-foreground">El enlace puede estar incompleto, o la página cambió de lugar.</p>
        <Button className="mt-5" asChild><Link href="/">Ir al inicio</Link></Button>
      </div>
    </main>
  );
}
