"use client";

import { useId, useState, type FormEvent, type ReactNode } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import { ToggleGroup, ToggleGroupItem } from "@/components/ui/toggle-group";
import { messageOf } from "@/lib/problem";
import { SignaturePad, type Stroke } from "./signature-pad";

export type Signing = {
  signer: "PATIENT" | "GUARDIAN";
  signer_name: string;
  signer_document: string | null;
  signer_relation: string | null;
  signature: Stroke[];
};

type SigningProps = {
  patient: { full_name: string; document_number?: string | null };
  minor: boolean;
  guardian: string | null;
  label: string;
  disabled?: boolean;
  send: (signing: Signing) => Promise<void>;
};

/** Who signs, for a minor whoever represents them, and where. */
export function SigningForm({ patient, minor, guardian, label, disabled, send }: SigningProps) {
  const [represented, setRepresented] = useState(minor);
  const [name, setName] = useState(minor ? (guardian ?? "") : patient.full_name);
  const [relation, setRelation] = useState("");
  const [document, setDocument] = useState(minor ? "" : (patient.document_number ?? ""));
  const [strokes, setStrokes] = useState<Stroke[]>([]);
  const missing =
    name.trim().length < 3
      ? "Escriba quién firma."
      : represented && !relation.trim()
        ? "Diga qué es del paciente quien firma por él."
        : strokes.length === 0
          ? "Falta la firma."
          : null;
  return (
    <div className="space-y-4">
      {minor ? (
        <Alert>Es menor de edad: firma su representante.</Alert>
      ) : (
        <ToggleGroup
          type="single"
          aria-label="Quién firma"
          value={represented ? "GUARDIAN" : "PATIENT"}
          onValueChange={(value) => {
            if (!value) return;
            setRepresented(value === "GUARDIAN");
            setName(value === "GUARDIAN" ? (guardian ?? "") : patient.full_name);
            setDocument(value === "GUARDIAN" ? "" : (patient.document_number ?? ""));
          }}
          className="w-full [&>button]:flex-1"
        >
          <ToggleGroupItem value="PATIENT">Firma el paciente</ToggleGroupItem>
          <ToggleGroupItem value="GUARDIAN">Su representante</ToggleGroupItem>
        </ToggleGroup>
      )}
      <Named label="Nombre de quien firma">
        {(id) => <Input id={id} value={name} maxLength={200} onChange={(event) => setName(event.target.value)} />}
      </Named>
      <div className="grid grid-cols-2 gap-3">
        <Named label="Documento">
          {(id) => (
            <Input id={id} value={document} maxLength={40} onChange={(event) => setDocument(event.target.value)} />
          )}
        </Named>
        {represented && (
          <Named label="Qué es del paciente">
            {(id) => (
              <Input id={id} value={relation} maxLength={60} onChange={(event) => setRelation(event.target.value)} />
            )}
          </Named>
        )}
      </div>
      <SignaturePad strokes={strokes} onChange={setStrokes} under={[name, document].filter(Boolean).join(" · ")} />
      <p className="text-sm text-muted-foreground">
        Se guarda el trazo con su hora y este texto exacto. No es una firma electrónica certificada.
      </p>
      <SendButton
        label={label}
        disabled={disabled}
        hint={missing}
        send={() =>
          send({
            signer: represented ? "GUARDIAN" : "PATIENT",
            signer_name: name.trim(),
            signer_document: document.trim() || null,
            signer_relation: represented ? relation.trim() : null,
            signature: strokes,
          })
        }
      />
    </div>
  );
}

function Named({ label, children }: { label: string; children: (id: string) => ReactNode }) {
  const id = useId();
  return (
    <div className="space-y-1.5">
      <Label htmlFor={id}>{label}</Label>
      {children(id)}
    </div>
  );
}

type SendProps = { label: string; disabled?: boolean; hint?: string | null; send: () => Promise<void> };

/** Says what is missing, and what the service refused; what was drawn stays. */
export function SendButton({ label, disabled, hint, send }: SendProps) {
  const [said, setSaid] = useState<string | null>(null);
  const [pending, setPending] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (hint) return setSaid(hint);
    setSaid(null);
    setPending(true);
    await send().catch((error: unknown) => {
      setSaid(messageOf(error));
      setPending(false);
    });
  };
  return (
    <form onSubmit={(event) => void submit(event)} className="space-y-2">
      {said && (
        <Alert variant="destructive" role="alert">
          {said}
        </Alert>
      )}
      <Button type="submit" className="h-12 w-full" loading={pending} disabled={disabled}>
        {label}
      </Button>
    </form>
  );
}
