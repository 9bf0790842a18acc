"use client";

import { Button } from "@/components/ui/button";
import { Card, CardAction, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import type { Issuer } from "@/entities/einvoice/schema";
import { useCan } from "@/lib/session";
import { notify, notifyError } from "@/lib/toast";
import { useSetLogo } from "../api";

/** The logo at the top of the RIDE: the clinic's of the day on which somebody chose it. What was issued keeps its own. */
export function LogoCard({ issuer }: { issuer: Issuer }) {
  const mayChange = useCan("einvoices:issuer");
  const set = useSetLogo();
  const send = (printed: boolean) =>
    set.mutate(
      { version: issuer.version, printed },
      {
        onSuccess: () => notify(printed ? "El RIDE lleva el logotipo de la clínica" : "El RIDE ya no lleva logotipo"),
        onError: (error) => notifyError(error),
      },
    );
  return (
    <Card aria-label="Logotipo del RIDE">
      <CardHeader>
        <CardTitle>Logotipo del RIDE</CardTitle>
        {mayChange && (
          <CardAction className="flex flex-wrap justify-end gap-2">
            {issuer.logo && (
              <Button variant="ghost" disabled={set.isPending} onClick={() => send(false)}>
                Quitar
              </Button>
            )}
            <Button variant="outline" loading={set.isPending} onClick={() => send(true)}>
              {issuer.logo ? "Renovar" : "Usar el de la clínica"}
            </Button>
          </CardAction>
        )}
      </CardHeader>
      <CardContent className="flex items-center gap-4 text-sm text-muted-foreground">
        {issuer.logo && (
          // eslint-disable-next-line @next/next/no-img-element -- a data: address, in a static export
          <img src={issuer.logo} alt="Logotipo que lleva el RIDE" className="size-12 shrink-0 object-contain" />
        )}
        <p>
          {issuer.logo
            ? "Va en el RIDE en hoja de lo que se emita desde ahora. Si la clínica cambia el suyo, renuévelo aquí; lo ya emitido conserva el que tuvo."
            : "El RIDE en hoja va sin logotipo. El de la clínica se sube en La clínica y se elige aquí; lo ya emitido no cambia."}
        </p>
      </CardContent>
    </Card>
  );
}
