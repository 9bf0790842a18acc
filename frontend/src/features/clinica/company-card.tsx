"use client";

import { TextField } from "@/components/form/fields";
import { Refusal } from "@/components/form/refusal";
import { useUnsaved } from "@/components/form/use-unsaved";
import { applyProblem, useZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { Card, CardContent, CardDescription, CardHeader, CardTitle } from "@/components/ui/card";
import { Form } from "@/components/ui/form";
import { useChangeClinic, type ClinicAsStored } from "@/entities/clinic/queries";
import { optionalEmail, optionalPhone, optionalText } from "@/lib/fields";
import { notify } from "@/lib/toast";
import { z } from "@/lib/zod-es";

const companyForm = z.object({
  legal_name: optionalText(300),
  ruc: optionalText(20),
  address: optionalText(300),
  phone: optionalPhone,
  email: optionalEmail,
});

/** What the letterhead of printed documents says of the clinic as a company. */
export function CompanyCard({ clinic }: { clinic: ClinicAsStored }) {
  const change = useChangeClinic();
  const form = useZodForm(companyForm, {
    defaultValues: {
      legal_name: clinic.legal_name ?? "",
      ruc: clinic.ruc ?? "",
      address: clinic.address ?? "",
      phone: clinic.phone ?? "",
      email: clinic.email ?? "",
    },
  });
  const { isDirty } = form.formState;
  useUnsaved(isDirty);
  const save = form.handleSubmit((company) =>
    change.mutate(
      { what: "presentation", version: clinic.version, body: { name: clinic.name, accent: clinic.accent, ...company } },
      { onSuccess: () => notify("Datos de la empresa guardados"), onError: (error) => applyProblem(form, error) },
    ),
  );

  return (
    <Card>
      <CardHeader>
        <CardTitle>Datos de la empresa</CardTitle>
        <CardDescription>
          Encabezan los documentos que se imprimen: cierres de caja, recibos, presupuestos.
        </CardDescription>
      </CardHeader>
      <CardContent>
        <Form {...form}>
          <form onSubmit={(event) => void save(event)} noValidate className="grid gap-4 sm:grid-cols-2">
            <TextField control={form.control} name="legal_name" label="Razón social" optional />
            <TextField control={form.control} name="ruc" label="RUC" inputMode="numeric" optional />
            <TextField
              control={form.control}
              name="address"
              label="Dirección de la clínica"
              className="sm:col-span-2"
              optional
            />
            <TextField control={form.control} name="phone" label="Teléfono" inputMode="tel" optional />
            <TextField control={form.control} name="email" label="Correo" inputMode="email" optional />
            <div className="flex flex-wrap items-center justify-end gap-2 sm:col-span-2">
              <Refusal form={form} />
              <Button variant="outline" disabled={!isDirty} onClick={() => form.reset()}>
                Descartar
              </Button>
              <Button type="submit" disabled={!isDirty} loading={change.isPending}>
                Guardar empresa
              </Button>
            </div>
          </form>
        </Form>
      </CardContent>
    </Card>
  );
}
