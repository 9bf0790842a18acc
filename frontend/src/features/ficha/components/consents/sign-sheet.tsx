"use client";

import { useQuery } from "@tanstack/react-query";
import { Smartphone } from "lucide-react";
import { useId, useState } from "react";
import { ReasonQuestion } from "@/components/form/close-question";
import { useCloseGuard, type CloseGuard } from "@/components/form/use-close-guard";
import { ErrorState } from "@/components/patterns/state-panel";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Label } from "@/components/ui/label";
import {
  Sheet,
  SheetBody,
  SheetContent,
  SheetDescription,
  SheetFooter,
  SheetHeader,
  SheetTitle,
} from "@/components/ui/sheet";
import { Textarea } from "@/components/ui/textarea";
import { ToggleGroup, ToggleGroupItem } from "@/components/ui/toggle-group";
import { ConsentText } from "@/entities/consent/consent-text";
import { previewQuery } from "@/entities/consent/queries";
import type { ConsentRequest, ConsentTemplate, ProcedureConsent } from "@/entities/consent/schema";
import { SendButton, SigningForm, type Signing } from "@/entities/consent/signing-form";
import type { Patient } from "@/entities/patient/schema";
import { ageOn } from "@/lib/dates";
import { useMe } from "@/lib/session";
import { notify, notifyError } from "@/lib/toast";
import { RowsSkeleton } from "../rows-skeleton";
import { useAskSignature, useRevoke, useSign, type NewConsent } from "./api";

type Decision = NewConsent["decision"];
const DONE: Record<Decision, string> = {
  ACCEPTED: "Consentimiento firmado",
  REFUSED: "Rechazo registrado",
  EMERGENCY: "Emergencia registrada",
};

type SignProps = {
  patient: Patient;
  templates: ConsentTemplate[];
  chosen: ConsentTemplate | null;
  onChoose: (id: number) => void;
  /** It was sent to the patient's own phone instead. */
  onSent: (request: ConsentRequest) => void;
  onClose: () => void;
};

/** The patient reads at the left and signs at the right; refusing has the size of accepting. */
export function SignSheet({ patient, templates, chosen, onChoose, onSent, onClose }: SignProps) {
  const [reason, setReason] = useState("");
  const guard = useReasonGuard(reason, setReason, onClose);
  return (
    <Sheet open onOpenChange={(open) => !open && guard.requestClose()}>
      <SheetContent size="wide" className="sm:max-w-[min(100vw,1024px)]">
        <SheetHeader>
          <SheetTitle>{chosen ? chosen.name : "¿Qué se va a firmar?"}</SheetTitle>
          <SheetDescription>
            {chosen ? `Consentimiento informado, formulario 024, versión ${chosen.edition}` : patient.full_name}
          </SheetDescription>
        </SheetHeader>
        <SheetBody>
          {chosen ? (
            <Reading
              patient={patient}
              template={chosen}
              reason={reason}
              onReason={setReason}
              onSent={onSent}
              onClose={onClose}
            />
          ) : (
            <ul className="divide-y divide-border rounded-lg border border-border">
              {templates.map(({ id, name, treatments }) => (
                <li key={id}>
                  <button
                    type="button"
                    className="flex min-h-11 w-full flex-col px-4 py-2.5 text-left hover:bg-accent"
                    onClick={() => onChoose(id)}
                  >
                    <span className="font-medium">{name}</span>
                    <span className="text-sm text-muted-foreground">
                      {treatments.map((one) => one.name).join(", ")}
                    </span>
                  </button>
                </li>
              ))}
            </ul>
          )}
        </SheetBody>
        <AskingFooter guard={guard} />
      </SheetContent>
    </Sheet>
  );
}

type ReadingProps = {
  patient: Patient;
  template: ConsentTemplate;
  reason: string;
  onReason: (reason: string) => void;
  onSent: (request: ConsentRequest) => void;
  onClose: () => void;
};

function Reading({ patient, template, reason, onReason, onSent, onClose }: ReadingProps) {
  const me = useMe();
  const sign = useSign(patient.id);
  const ask = useAskSignature(patient.id);
  const [professional, setProfessional] = useState(me.full_name);
  // What is asked of the service is the name as it was left, not each letter of it.
  const [asked, setAsked] = useState(me.full_name);
  const preview = useQuery(previewQuery(patient.id, template.id, asked));
  const [decision, setDecision] = useState<Decision>("ACCEPTED");
  const nameId = useId();
  const reasonId = useId();
  const emergency = decision === "EMERGENCY";
  const send = async (signing: Signing | null) => {
    await sign.mutateAsync({
      template_id: template.id,
      professional_name: asked,
      decision,
      reason: reason.trim() || null,
      ...(signing && { ...signing, text_sha256: preview.data!.text_sha256 }),
    });
    notify(DONE[decision]);
    onClose();
  };
  return (
    <div className="grid gap-6 lg:grid-cols-[1.25fr_1fr]">
      <div>
        {preview.data ? (
          <ConsentText text={preview.data.text} />
        ) : preview.error ? (
          <ErrorState bare error={preview.error} what="el texto" onRetry={() => void preview.refetch()} />
        ) : (
          <RowsSkeleton label="el texto" />
        )}
      </div>
      <div className="space-y-4">
        <div className="space-y-1.5">
          <Label htmlFor={nameId}>Profesional que explicó</Label>
          <Input
            id={nameId}
            value={professional}
            maxLength={200}
            onChange={(event) => setProfessional(event.target.value)}
            onBlur={() => setAsked(professional.trim().length >= 3 ? professional.trim() : asked)}
          />
        </div>
        <Button
          variant="outline"
          className="w-full"
          loading={ask.isPending}
          onClick={() =>
            ask
              .mutateAsync({ template_id: template.id, professional_name: asked })
              .then(onSent, (error: unknown) => notifyError(error))
          }
        >
          <Smartphone aria-hidden />
          Que firme en su teléfono
        </Button>
        <ToggleGroup
          type="single"
          aria-label="Decisión"
          value={decision}
          onValueChange={(value) => value && setDecision(value as Decision)}
          className="w-full [&>button]:flex-1"
        >
          <ToggleGroupItem value="ACCEPTED">Acepta</ToggleGroupItem>
          <ToggleGroupItem value="REFUSED">No acepta</ToggleGroupItem>
          <ToggleGroupItem value="EMERGENCY">Emergencia</ToggleGroupItem>
        </ToggleGroup>
        {decision !== "ACCEPTED" && (
          <div className="space-y-1.5">
            <Label htmlFor={reasonId}>
              {emergency ? "Por qué no se pudo pedir el consentimiento" : "Motivo (si lo dice)"}
            </Label>
            <Textarea
              id={reasonId}
              rows={3}
              maxLength={1000}
              value={reason}
              onChange={(event) => onReason(event.target.value)}
            />
          </div>
        )}
        {emergency ? (
          <SendButton label="Registrar emergencia" send={() => send(null)} disabled={reason.trim().length < 3} />
        ) : (
          preview.data && (
            <SigningForm
              patient={patient}
              minor={preview.data.needs_guardian}
              guardian={preview.data.guardian}
              label={decision === "ACCEPTED" ? "Acepto y firmo" : "No acepto y firmo"}
              send={send}
            />
          )
        )}
      </div>
    </div>
  );
}

/** A revocation is a document of its own: read, explained and signed like the first. */
export function RevokeSheet({
  patient,
  consent,
  onClose,
}: {
  patient: Patient;
  consent: ProcedureConsent;
  onClose: () => void;
}) {
  const revoke = useRevoke(patient.id);
  const [reason, setReason] = useState("");
  const guard = useReasonGuard(reason, setReason, onClose);
  const reasonId = useId();
  return (
    <Sheet open onOpenChange={(open) => !open && guard.requestClose()}>
      <SheetContent>
        <SheetHeader>
          <SheetTitle>Revocar «{consent.title}»</SheetTitle>
          <SheetDescription>
            Lo firmado queda como está: la revocatoria es otro documento, desde ahora.
          </SheetDescription>
        </SheetHeader>
        <SheetBody className="space-y-4">
          <div className="space-y-1.5">
            <Label htmlFor={reasonId}>Motivo</Label>
            <Textarea
              id={reasonId}
              rows={3}
              maxLength={1000}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </div>
          <SigningForm
            patient={patient}
            minor={isMinor(patient)}
            guardian={consent.signer === "GUARDIAN" ? consent.signer_name : null}
            label="Revoco y firmo"
            disabled={reason.trim().length < 3}
            send={async (signing) => {
              await revoke.mutateAsync({ id: consent.id, reason: reason.trim(), ...signing });
              notify("Consentimiento revocado");
              onClose();
            }}
          />
        </SheetBody>
        <AskingFooter guard={guard} />
      </SheetContent>
    </Sheet>
  );
}

const useReasonGuard = (reason: string, onReason: (reason: string) => void, close: () => void) =>
  useCloseGuard({ open: true, dirty: reason.trim() !== "", close, reset: () => onReason("") });

const AskingFooter = ({ guard }: { guard: CloseGuard }) =>
  guard.asking && (
    <SheetFooter>
      <ReasonQuestion guard={guard} />
    </SheetFooter>
  );

const isMinor = ({ birth_date }: Patient) => Boolean(birth_date) && ageOn(birth_date!) < 18;
