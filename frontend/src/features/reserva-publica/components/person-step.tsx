"use client";

import { useState, type FormEvent } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { isApiError, messageOf } from "@/lib/problem";
import { post, type Booked } from "../online";
import { Field } from "./field";

export type Person = {
  first_name: string;
  last_name: string;
  document_type: "CEDULA" | "PASSPORT";
  document_number: string;
  phone: string;
  email: string;
  consent: boolean;
};
export const NOBODY: Person = {
  first_name: "",
  last_name: "",
  document_type: "CEDULA",
  document_number: "",
  phone: "",
  email: "",
  consent: false,
};
const DOCUMENTS = [
  ["CEDULA", "Cédula"],
  ["PASSPORT", "Pasaporte"],
] as const;

const fieldsOf = (error: unknown) =>
  isApiError(error) ? Object.fromEntries(error.fieldErrors.map(({ field, message }) => [field, message])) : {};

type PersonStepProps = {
  ticket: string;
  person: Person;
  onChange: (person: Person) => void;
  onSent: () => void;
  onLost: (why: string) => void;
};

/** Whose hour it is. What was typed survives a refusal, and going back. */
export function PersonStep({ ticket, person, onChange, onSent, onLost }: PersonStepProps) {
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const wrong: Record<string, string> = fieldsOf(problem);
  const input = (name: keyof Person) => ({
    name,
    required: true,
    value: String(person[name]),
    error: wrong[name],
    onChange: (event: { target: { value: string } }) => onChange({ ...person, [name]: event.target.value }),
  });

  async function send(event: FormEvent) {
    event.preventDefault();
    if (sending) return;
    setSending(true);
    setProblem(null);
    try {
      await post("people", { ticket, ...person });
      onSent();
    } catch (error) {
      if (isApiError(error, 409) || isApiError(error, 410)) onLost(messageOf(error));
      else setProblem(error);
    }
    setSending(false);
  }

  return (
    <form id="datos" onSubmit={(event) => void send(event)} className="space-y-4">
      {problem !== null && <Alert variant="destructive">{messageOf(problem)}</Alert>}
      <fieldset>
        <legend className="mb-1.5 text-sm font-medium">Documento</legend>
        <div className="flex gap-4">
          {DOCUMENTS.map(([type, name]) => (
            <label key={type} className="flex h-11 items-center gap-2 text-base">
              <input
                type="radio"
                name="document_type"
                className="size-5 accent-primary"
                checked={person.document_type === type}
                onChange={() => onChange({ ...person, document_type: type })}
              />
              {name}
            </label>
          ))}
        </div>
      </fieldset>
      <Field
        label={person.document_type === "CEDULA" ? "Número de cédula" : "Número de pasaporte"}
        inputMode={person.document_type === "CEDULA" ? "numeric" : "text"}
        maxLength={20}
        autoComplete="off"
        {...input("document_number")}
      />
      <Field label="Nombres" autoComplete="given-name" maxLength={100} {...input("first_name")} />
      <Field label="Apellidos" autoComplete="family-name" maxLength={100} {...input("last_name")} />
      <Field label="Teléfono o WhatsApp" type="tel" autoComplete="tel" maxLength={30} {...input("phone")} />
      <Field
        label="Correo"
        type="email"
        autoComplete="email"
        maxLength={254}
        hint="Le enviamos un código para confirmar."
        {...input("email")}
      />
      <label className="flex items-start gap-3 text-base">
        <input
          type="checkbox"
          name="consent"
          required
          className="mt-0.5 size-6 shrink-0 accent-primary"
          checked={person.consent}
          onChange={(event) => onChange({ ...person, consent: event.target.checked })}
        />
        <span>
          Acepto que la clínica use estos datos para atenderme.
          <span className="block text-sm text-muted-foreground">
            Sirven para agendar, recordarle la cita y abrir su ficha. Puede pedir que se corrijan o se borren.
          </span>
        </span>
      </label>
      <Button type="submit" className="h-12 w-full text-base" loading={sending}>
        Enviarme el código
      </Button>
    </form>
  );
}

type CodeStepProps = { ticket: string; email: string; onDone: (booked: Booked) => void; onAgain: () => void };

/** The six digits of the letter. */
export function CodeStep({ ticket, email, onDone, onAgain }: CodeStepProps) {
  const [code, setCode] = useState("");
  const [sending, setSending] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function send(event: FormEvent) {
    event.preventDefault();
    if (sending) return;
    setSending(true);
    setProblem(null);
    try {
      onDone(await post<Booked>("confirmations", { ticket, code: code.trim() }));
    } catch (error) {
      setProblem(fieldsOf(error).code ?? messageOf(error));
    }
    setSending(false);
  }

  return (
    <form onSubmit={(event) => void send(event)} className="space-y-4">
      <p>
        Le enviamos un código de seis números a <strong className="break-words font-medium">{email}</strong>.
      </p>
      <Field
        label="Código"
        inputMode="numeric"
        autoComplete="one-time-code"
        pattern="[0-9 ]*"
        maxLength={7}
        required
        value={code}
        error={problem ?? undefined}
        onChange={(event) => setCode(event.target.value)}
      />
      <Button type="submit" className="h-12 w-full text-base" loading={sending}>
        Confirmar
      </Button>
      <Button variant="ghost" className="h-11 w-full text-base" onClick={onAgain}>
        No me llegó: revisar mis datos
      </Button>
    </form>
  );
}
