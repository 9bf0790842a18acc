"use client";

import { CircleCheck } from "lucide-react";
import { useId, useState } from "react";
import { CenteredCard } from "@/components/layout/centered-card";
import { LinkedPage } from "@/components/layout/linked-page";
import { Label } from "@/components/ui/label";
import { Textarea } from "@/components/ui/textarea";
import { ToggleGroup, ToggleGroupItem } from "@/components/ui/toggle-group";
import { ConsentText } from "@/entities/consent/consent-text";
import { SigningForm, type Signing } from "@/entities/consent/signing-form";
import { formatDateTime } from "@/lib/format";
import { ask } from "@/lib/http";

const SHARED = "/historia-clinica/shared/consent";

type Shared = {
  title: string;
  text: string | null;
  text_sha256: string | null;
  needs_guardian: boolean;
  guardian: string | null;
  full_name: string | null;
  document_number: string | null;
  professional_name: string | null;
  decision: "ACCEPTED" | "REFUSED" | null;
  signed_at: string | null;
};

/** Whoever was sent a consent reads it and signs on their own phone, by its link, without entering. */
export function SignPage() {
  return (
    <LinkedPage<Shared> path={SHARED} title="Consentimiento" what="el texto">
      {({ shared, link, clinic, onChange }) => (
        <CenteredCard
          title={shared.title}
          subtitle={shared.decision ? undefined : `Consentimiento informado. Lo explicó ${shared.professional_name}.`}
          clinic={clinic}
        >
          {shared.decision ? (
            <p role="status" className="flex gap-3 text-base">
              <CircleCheck className="mt-0.5 size-5 shrink-0 text-success" aria-hidden />
              <span>
                {shared.decision === "ACCEPTED" ? "Firmado" : "Quedó registrado que no acepta"}, el{" "}
                {formatDateTime(shared.signed_at!)}. Ya puede cerrar esta página.
              </span>
            </p>
          ) : (
            <Signing shared={shared} link={link} onSigned={onChange} />
          )}
        </CenteredCard>
      )}
    </LinkedPage>
  );
}

type SigningProps = { shared: Shared; link: string; onSigned: (shared: Shared) => void };

function Signing({ shared, link, onSigned }: SigningProps) {
  const [decision, setDecision] = useState<"ACCEPTED" | "REFUSED">("ACCEPTED");
  const [reason, setReason] = useState("");
  const reasonId = useId();
  const send = async (signing: Signing) => {
    const body = { ...signing, decision, reason: reason.trim() || null, text_sha256: shared.text_sha256 };
    const answer = await ask(SHARED, { method: "POST", body, link });
    onSigned(answer.body as Shared);
    window.scrollTo(0, 0);
  };
  return (
    <div className="space-y-6">
      <ConsentText text={shared.text!} />
      <div className="space-y-4 border-t border-border pt-5">
        <ToggleGroup
          type="single"
          aria-label="Decisión"
          value={decision}
          onValueChange={(value) => value && setDecision(value as "ACCEPTED" | "REFUSED")}
          className="w-full [&>button]:flex-1"
        >
          <ToggleGroupItem value="ACCEPTED">Acepto</ToggleGroupItem>
          <ToggleGroupItem value="REFUSED">No acepto</ToggleGroupItem>
        </ToggleGroup>
        {decision === "REFUSED" && (
          <div className="space-y-1.5">
            <Label htmlFor={reasonId}>Motivo (si lo quiere decir)</Label>
            <Textarea
              id={reasonId}
              rows={3}
              maxLength={1000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </div>
        )}
        <SigningForm
          patient={{ full_name: shared.full_name!, document_number: shared.document_number }}
          minor={shared.needs_guardian}
          guardian={shared.guardian}
          label={decision === "ACCEPTED" ? "Acepto y firmo" : "No acepto y firmo"}
          send={send}
        />
      </div>
    </div>
  );
}
