import { Check, FilePen, KeyRound, MessageCircleQuestion, RotateCw, X, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { sentPath } from "@/entities/einvoice/queries";
import type { Attempt, EinvoiceDetail } from "@/entities/einvoice/schema";
import { dayOf, today } from "@/lib/dates";
import { formatCount, formatDayMonth, formatTime } from "@/lib/format";
import { cn } from "@/lib/utils";
import { attemptWords, repeated } from "../words";

const TONE = {
  danger: { icon: X, look: "bg-danger-bg text-danger" },
  warning: { icon: RotateCw, look: "bg-warning-bg text-warning" },
  success: { icon: Check, look: "bg-success-bg text-success" },
  neutral: { icon: MessageCircleQuestion, look: "bg-secondary text-muted-foreground" },
} as const;

/** What was done with the document, the last first: what was sent and what came, to the letter. */
export function Attempts({ einvoice }: { einvoice: EinvoiceDetail }) {
  const runs = repeated(einvoice.attempts);
  // The same bytes went out again and again: they are shown where they went last.
  const shown = new Map(einvoice.attempts.map(({ id, sent_sha256 }) => [sent_sha256, id]));
  const sent = einvoice.attempts.filter(({ operation }) => operation === "RECEPTION").length;
  const steps = einvoice.attempts.length + (einvoice.signed_at ? 2 : 1);
  return (
    <div className="border-t border-border px-4 pb-1 pt-3">
      <h3 className="mb-2.5 flex items-center justify-between gap-2 text-sm font-semibold">
        Intentos
        <span className="text-xs font-normal text-muted-foreground">
          {formatCount(steps, "paso", "pasos")}, {formatCount(sent, "envío", "envíos")}
        </span>
      </h3>
      <ol>
        {runs.map(({ attempt, times, sent: place }) => {
          const { title, tone, text } = attemptWords(attempt, place);
          const { icon, look } = TONE[tone];
          return (
            <Step key={attempt.id} icon={icon} look={look} title={title} at={attempt.at}>
              <p>
                {text}
                {times > 1 && ` La última de ${times} veces.`}
              </p>
              <Said attempt={attempt} />
              {attempt.sent_sha256 && shown.get(attempt.sent_sha256) === attempt.id && (
                <a
                  href={sentPath(einvoice.id, attempt.sent_sha256)}
                  download
                  className="font-medium text-primary underline-offset-4 hover:underline"
                >
                  Lo que se envió
                </a>
              )}
            </Step>
          );
        })}
        {einvoice.signed_at && (
          <Step icon={KeyRound} look="bg-secondary text-muted-foreground" title="Firmado" at={einvoice.signed_at}>
            {sent > 1 ? "La última firma; la clave y el número son los primeros." : "Con el certificado de la clínica."}
          </Step>
        )}
        <Step icon={FilePen} look="bg-secondary text-muted-foreground" title="Preparado" at={einvoice.created_at} last>
          Al emitir {einvoice.document_code === "04" ? "la nota de crédito" : "la factura"}.
        </Step>
      </ol>
    </div>
  );
}

/** The SRI's own text, for whoever has to read it. */
function Said({ attempt }: { attempt: Attempt }) {
  const lines = attempt.messages.map(({ code, text, more }) => [`${code} ${text}`, more].filter(Boolean).join("\n"));
  if (lines.length === 0) return null;
  return (
    <pre className="my-1.5 whitespace-pre-wrap break-words rounded-md bg-muted px-2 py-1.5 font-mono text-2xs text-foreground">
      {lines.join("\n")}
    </pre>
  );
}

type StepProps = { icon: LucideIcon; look: string; title: string; at: string; last?: boolean; children?: ReactNode };

function Step({ icon: Icon, look, title, at, last, children }: StepProps) {
  return (
    <li className="relative flex gap-3 pb-3.5">
      {!last && <span aria-hidden className="absolute bottom-0 left-[9px] top-5 w-px bg-border" />}
      <span className={cn("z-[1] grid size-[19px] shrink-0 place-items-center rounded-full", look)}>
        <Icon className="size-3" strokeWidth={2.25} aria-hidden />
      </span>
      <div className="min-w-0 flex-1">
        <p className="flex items-baseline justify-between gap-2 text-sm leading-5">
          <span className="font-medium">{title}</span>
          <time dateTime={at} className="whitespace-nowrap text-xs tabular-nums text-muted-foreground">
            {dayOf(at) === today() ? formatTime(at) : `${formatDayMonth(at)}, ${formatTime(at)}`}
          </time>
        </p>
        {children && <div className="text-xs text-muted-foreground">{children}</div>}
      </div>
    </li>
  );
}
