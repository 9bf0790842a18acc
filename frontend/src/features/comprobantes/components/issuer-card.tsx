"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { CheckboxField, RadioField, SelectField, TextField } from "@/components/form/fields";
import { FormGrid, FormSection, FormShell } from "@/components/form/form-shell";
import { useZodForm } from "@/components/form/use-zod-form";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import { issuerQuery } from "@/entities/einvoice/queries";
import type { Issuer } from "@/entities/einvoice/schema";
import { useVersion } from "@/hooks/use-version";
import { notify } from "@/lib/toast";
import { useChangeIssuer } from "../api";
import { issuerBody, issuerDefaults, issuerForm, PAYMENT_CODES, REGIMES } from "../issuer-form";

/** Who issues, as the SRI has it registered. `codes` are the establishments of the series in use. */
export function IssuerCard({ issuer, codes }: { issuer: Issuer; codes: readonly string[] }) {
  const client = useQueryClient();
  const change = useChangeIssuer();
  const { over, base } = useVersion(issuer, () => client.fetchQuery({ ...issuerQuery, staleTime: 0 }));
  // The same content under a newer version: a logo was chosen meanwhile, and nobody wrote what is in this form.
  useEffect(() => {
    base.current = issuer;
  }, [base, issuer]);
  const form = useZodForm(issuerForm, { defaultValues: issuerDefaults(issuer, codes) });
  const { control } = form;
  const { isDirty } = form.formState;
  const establishments = form.watch("establishments");
  const production = form.watch("environment") === "2" && issuer.environment === "1";

  return (
    <Card>
      <CardHeader>
        <CardTitle>Emisor</CardTitle>
      </CardHeader>
      <CardContent>
        <FormShell
          form={form}
          onSubmit={async (values) => {
            await over((version) => change.mutateAsync({ version, ...issuerBody(values) }));
            notify("Datos del emisor guardados");
          }}
        >
          <FormSection title="Identificación" hint="Como consta en el RUC.">
            <FormGrid>
              <TextField
                control={control}
                name="ruc"
                label="RUC"
                inputMode="numeric"
                inputClassName="font-mono"
                autoComplete="off"
              />
              <TextField control={control} name="legal_name" label="Razón social" autoComplete="off" />
              <TextField control={control} name="trade_name" label="Nombre comercial" optional autoComplete="off" />
              <TextField control={control} name="head_office" label="Dirección de la matriz" autoComplete="off" />
            </FormGrid>
          </FormSection>
          <FormSection title="Establecimientos" hint="La dirección de cada uno que tiene un punto de emisión en uso.">
            {establishments.length === 0 ? (
              <p className="text-sm text-muted-foreground">Aún no hay puntos de emisión: cree el primero más abajo.</p>
            ) : (
              establishments.map(({ code }, place) => (
                <TextField
                  key={code}
                  control={control}
                  name={`establishments.${place}.address`}
                  label={`Dirección del establecimiento ${code}`}
                  autoComplete="off"
                />
              ))
            )}
          </FormSection>
          <FormSection title="Régimen y leyendas">
            <SelectField control={control} name="rimpe" label="Régimen" options={REGIMES} />
            <CheckboxField control={control} name="keeps_accounts" label="Obligado a llevar contabilidad" />
            <FormGrid>
              <TextField
                control={control}
                name="special_taxpayer"
                label="Contribuyente especial"
                hint="El número de la resolución."
                optional
                autoComplete="off"
              />
              <TextField
                control={control}
                name="withholding_agent"
                label="Agente de retención"
                hint="El número de la resolución, sin los ceros del principio."
                inputMode="numeric"
                optional
                autoComplete="off"
              />
            </FormGrid>
          </FormSection>
          <FormSection
            title="RUC Proveedor"
            hint="De quien provee este sistema a la clínica. Si nadie lo provee, escriba por qué queda vacío."
          >
            <FormGrid>
              <TextField
                control={control}
                name="supplier_ruc"
                label="RUC de quien provee"
                inputMode="numeric"
                inputClassName="font-mono"
                optional
                autoComplete="off"
              />
              <TextField
                control={control}
                name="supplier_reason"
                label="Por qué queda vacío"
                placeholder="El sistema es de la clínica"
                optional
                autoComplete="off"
              />
            </FormGrid>
          </FormSection>
          <FormSection title="Envío">
            <RadioField
              control={control}
              name="environment"
              label="Ambiente"
              options={[
                { value: "1", label: "Pruebas" },
                { value: "2", label: "Producción" },
              ]}
            />
            {production && (
              <Alert variant="warning">
                Desde que guarde, lo que se emita es válido ante el SRI. Lo emitido en pruebas se queda en pruebas.
              </Alert>
            )}
            <SelectField
              control={control}
              name="payment_code"
              label="Forma de pago de lo que se emite sin cobrar"
              options={PAYMENT_CODES}
            />
          </FormSection>
          <div className="flex justify-end gap-2">
            <Button variant="outline" disabled={!isDirty} onClick={() => form.reset()}>
              Descartar
            </Button>
            <Button type="submit" disabled={!isDirty} loading={change.isPending}>
              Guardar emisor
            </Button>
          </div>
        </FormShell>
      </CardContent>
    </Card>
  );
}
