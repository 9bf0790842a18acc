"use client";

import { FileKey2 } from "lucide-react";
import { useRef, useState } from "react";
import { FieldFrame, TextField } from "@/components/form/fields";
import { FormDialog } from "@/components/form/form-sheet";
import { useZodForm } from "@/components/form/use-zod-form";
import { Button } from "@/components/ui/button";
import { base64Of } from "@/lib/base64";
import { oneLine } from "@/lib/fields";
import { announce } from "@/lib/toast";
import { z } from "@/lib/zod-es";

const MOST_BYTES = 150_000;

const certificateForm = z.object({
  content: z.string().min(1, "Elija el archivo del certificado."),
  password: oneLine(200),
});
export type CertificateFile = z.output<typeof certificateForm>;

type Props = {
  replaces: boolean;
  /** Keeps it; what the service refuses lands at its field. */
  upload: (file: CertificateFile) => Promise<unknown>;
  onClose: () => void;
};

/** A PKCS#12 file and the password that opens it, once. */
export function CertificateDialog({ replaces, upload, onClose }: Props) {
  const form = useZodForm(certificateForm, { defaultValues: { content: "", password: "" } });
  const input = useRef<HTMLInputElement>(null);
  const [name, setName] = useState<string | null>(null);

  async function choose(file: File | undefined) {
    if (!file) return;
    if (file.size > MOST_BYTES) {
      form.setError("content", { message: "El archivo es demasiado grande para ser un certificado." });
      return;
    }
    setName(file.name);
    form.setValue("content", await base64Of(file), { shouldValidate: true, shouldDirty: true });
  }

  return (
    <FormDialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={replaces ? "Cambiar el certificado" : "Subir el certificado"}
      description={
        replaces
          ? "El nuevo firma desde que se guarda; lo ya firmado sigue igual."
          : "Se revisa antes de guardarlo. La contraseña solo lo abre: no se guarda."
      }
      form={form}
      submitLabel="Guardar certificado"
      onSubmit={async (values) => {
        await upload(values);
        announce("Certificado guardado: firma desde ahora");
      }}
    >
      <FieldFrame
        control={form.control}
        name="content"
        label="Archivo .p12 o .pfx"
        render={(field) => (
          <div className="flex min-w-0 items-center gap-2">
            <input
              ref={input}
              type="file"
              aria-label="Archivo del certificado"
              accept=".p12,.pfx,application/x-pkcs12"
              className="sr-only"
              tabIndex={-1}
              onChange={(event) => {
                void choose(event.target.files?.[0]);
                event.target.value = "";
              }}
            />
            <Button
              type="button"
              variant="outline"
              ref={field.ref}
              onBlur={field.onBlur}
              onClick={() => input.current?.click()}
            >
              <FileKey2 aria-hidden />
              Elegir archivo
            </Button>
            <span className="min-w-0 truncate text-sm text-muted-foreground">{name ?? "Ninguno elegido"}</span>
          </div>
        )}
      />
      <TextField
        control={form.control}
        name="password"
        label="Contraseña del archivo"
        type="password"
        autoComplete="off"
      />
    </FormDialog>
  );
}
