"use client";

import { useQuery } from "@tanstack/react-query";
import { LayoutTemplate, MessageSquareQuote, Plus, Shapes } from "lucide-react";
import { useState, type ReactNode } from "react";
import { RequirePermission } from "@/components/patterns/can";
import { PageBody, PageHeader } from "@/components/patterns/page-header";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Skeleton } from "@/components/ui/skeleton";
import { noteTemplatesQuery, phrasesQuery } from "@/entities/note-template/queries";
import { customKindsQuery } from "@/entities/odontogram/queries";
import { STATE_WORD } from "@/entities/odontogram/words";
import type { NoteTemplate, Phrase } from "@/entities/note-template/schema";
import { formatCount } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useCan } from "@/lib/session";
import { notify, notifyError } from "@/lib/toast";
import { useSaveKind, useSavePhrase, useSaveTemplate } from "../api";

const TemplateSheet = lazy(() => import("./template-sheet").then((file) => file.TemplateSheet), null);
const PhraseDialog = lazy(() => import("./phrase-dialog").then((file) => file.PhraseDialog), null);
const KindDialog = lazy(() => import("./kind-dialog").then((file) => file.KindDialog), null);

/** What records are written with: the clinic's templates, by version, its phrases, and what its charts find. */
export function TemplatesPage() {
  return (
    <RequirePermission permission="records:read" what="las plantillas y frases">
      <Both />
    </RequirePermission>
  );
}

function Both() {
  const mayWrite = useCan("records:template");
  const [template, setTemplate] = useState<NoteTemplate | "new" | null>(null);
  const [phrase, setPhrase] = useState<Phrase | "new" | null>(null);
  const [adding, setAdding] = useState(false);
  const kinds = useQuery(customKindsQuery);
  const saveKind = useSaveKind();
  const templates = useQuery(noteTemplatesQuery);
  const phrases = useQuery(phrasesQuery);
  const saveTemplate = useSaveTemplate();
  const savePhrase = useSavePhrase();
  const said = (active: boolean) => notify(active ? "Ya no se usa" : "Se usa de nuevo");
  return (
    <PageBody narrow>
      <PageHeader
        breadcrumb={[{ label: "Pacientes", href: "/pacientes/" }, { label: "Plantillas y frases" }]}
        title="Plantillas y frases"
        subtitle="Lo que las notas preguntan de más en cada especialidad, y los textos que la clínica repite."
      />
      <Section
        title="Plantillas"
        action={mayWrite && <NewButton label="Nueva plantilla" onClick={() => setTemplate("new")} />}
        query={templates}
        empty={
          <EmptyState bare icon={LayoutTemplate} title="Aún no hay plantillas">
            Sin plantilla, una nota es SOAP: subjetivo, objetivo, análisis y plan.
          </EmptyState>
        }
      >
        {templates.data?.map((one) => (
          <Row
            key={one.id}
            name={one.name}
            active={one.active}
            detail={[one.specialty, formatCount(one.fields.length, "campo", "campos"), `versión ${one.edition}`]
              .filter(Boolean)
              .join(" · ")}
            onEdit={mayWrite ? () => setTemplate(one) : undefined}
            onToggle={
              mayWrite &&
              (() =>
                saveTemplate
                  .mutateAsync({ template: one, body: { active: !one.active } })
                  .then(() => said(one.active), notifyError))
            }
          />
        ))}
      </Section>
      <Section
        title="Frases"
        action={mayWrite && <NewButton label="Nueva frase" onClick={() => setPhrase("new")} />}
        query={phrases}
        empty={
          <EmptyState bare icon={MessageSquareQuote} title="Aún no hay frases">
            En una nota, «.extraccion» se vuelve el texto que la clínica escribió para ella.
          </EmptyState>
        }
      >
        {phrases.data?.map((one) => (
          <Row
            key={one.id}
            name={<span className="font-mono">.{one.shortcut}</span>}
            label={`.${one.shortcut}`}
            active={one.active}
            detail={<span className="line-clamp-2 whitespace-pre-line">{one.body}</span>}
            onEdit={mayWrite ? () => setPhrase(one) : undefined}
            onToggle={
              mayWrite &&
              (() =>
                savePhrase
                  .mutateAsync({ phrase: one, body: { active: !one.active } })
                  .then(() => said(one.active), notifyError))
            }
          />
        ))}
      </Section>
      <Section
        title="Hallazgos del odontograma"
        action={mayWrite && <NewButton label="Nuevo hallazgo" onClick={() => setAdding(true)} />}
        query={kinds}
        empty={
          <EmptyState bare icon={Shapes} title="Solo los del formulario">
            Los que la clínica agregue se dibujan con su letra en la caja de la pieza.
          </EmptyState>
        }
      >
        {kinds.data?.map((one) => (
          <Row
            key={one.id}
            name={
              <>
                <span className="grid h-6 min-w-6 place-items-center rounded border border-input px-1 text-xs">
                  {one.sign}
                </span>
                {one.name}
              </>
            }
            label={one.name}
            active={one.active}
            detail={one.states.map((state) => STATE_WORD[state]).join(" · ")}
            onToggle={
              mayWrite
                ? () =>
                    saveKind
                      .mutateAsync({ kind: one, body: { active: !one.active } })
                      .then(() => said(one.active), notifyError)
                : undefined
            }
          />
        ))}
      </Section>
      {adding && <KindDialog onClose={() => setAdding(false)} />}
      {template && <TemplateSheet template={template === "new" ? null : template} onClose={() => setTemplate(null)} />}
      {phrase && <PhraseDialog phrase={phrase === "new" ? null : phrase} onClose={() => setPhrase(null)} />}
    </PageBody>
  );
}

const NewButton = ({ label, onClick }: { label: string; onClick: () => void }) => (
  <Button size="sm" variant="outline" onClick={onClick}>
    <Plus aria-hidden />
    {label}
  </Button>
);

type SectionProps = {
  title: string;
  action: ReactNode;
  query: { data?: unknown[]; error: unknown; refetch: () => unknown };
  empty: ReactNode;
  children: ReactNode;
};

function Section({ title, action, query, empty, children }: SectionProps) {
  return (
    <section aria-label={title} className="overflow-hidden rounded-xl border border-border bg-card shadow-1">
      <header className="flex min-h-12 items-center gap-3 border-b border-border px-4 py-2">
        <h2 className="flex-1 text-lg font-semibold tracking-[-0.01em]">{title}</h2>
        {action}
      </header>
      {query.data ? (
        query.data.length === 0 ? (
          empty
        ) : (
          <ul className="divide-y divide-border">{children}</ul>
        )
      ) : query.error ? (
        <ErrorState error={query.error} what={title.toLowerCase()} onRetry={() => void query.refetch()} />
      ) : (
        <div className="space-y-2 p-4" role="status" aria-label={`Cargando ${title.toLowerCase()}`}>
          <Skeleton className="h-10" />
          <Skeleton className="h-10" />
        </div>
      )}
    </section>
  );
}

type RowProps = {
  name: ReactNode;
  /** The name as a screen reader says it with the buttons. */
  label?: string;
  active: boolean;
  detail: ReactNode;
  onEdit?: () => void;
  onToggle?: (() => void) | false;
};

function Row({ name, label, active, detail, onEdit, onToggle }: RowProps) {
  const of = label ?? String(name);
  return (
    <li className="flex flex-wrap items-center gap-2 px-4 py-3">
      <div className="min-w-0 flex-1 basis-56">
        <p className="flex items-center gap-2 break-words font-medium">
          {name}
          {!active && <Badge variant="neutral">No se usa</Badge>}
        </p>
        <div className="break-words text-sm text-muted-foreground">{detail}</div>
      </div>
      <div className="flex gap-2">
        {onEdit && (
          <Button variant="outline" size="sm" aria-label={`Cambiar ${of}`} onClick={onEdit}>
            Cambiar
          </Button>
        )}
        {onToggle && (
          <Button
            variant="ghost"
            size="sm"
            aria-label={`${active ? "Dejar de usar" : "Usar de nuevo"} ${of}`}
            onClick={onToggle}
          >
            {active ? "Dejar de usar" : "Usar de nuevo"}
          </Button>
        )}
      </div>
    </li>
  );
}
