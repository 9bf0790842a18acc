"use client";

import { useQuery } from "@tanstack/react-query";
import { FileCode2, Printer } from "lucide-react";
import { Link } from "@/components/patterns/link";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardHeader, CardTitle } from "@/components/ui/card";
import { einvoicePath } from "@/config/navigation";
import { formatTime } from "@/lib/format";
import { useCan } from "@/lib/session";
import { LinkButton } from "./link-button";
import { MailButton } from "./mail-button";
import { Mailed } from "./mailed";
import { einvoiceOfNoteQuery, einvoiceOfQuery, ridePath, xmlPath } from "./queries";
import { AccessKey } from "./access-key";
import { ANNULMENT, DocumentBadge } from "./state";

const PAPERS = [
  ["a4", "RIDE"],
  ["80mm", "RIDE 80 mm"],
] as const;

/** Where an invoice's electronic document stands, beside its number. Nothing where it has none. */
export function InvoiceDocumentBadge({ invoiceId }: { invoiceId: number }) {
  const may = useCan("einvoices:read");
  const { data } = useQuery({ ...einvoiceOfQuery(invoiceId), enabled: may });
  return data ? <DocumentBadge status={data.status} className="tracking-normal" /> : null;
}

/** The electronic document of a credit note, in its line: its state, its XML and its RIDE. */
export function NoteDocument({ noteId }: { noteId: number }) {
  const may = useCan("einvoices:read");
  const { data } = useQuery({ ...einvoiceOfNoteQuery(noteId), enabled: may });
  if (!data) return null;
  return (
    <span className="flex flex-wrap items-center justify-end gap-x-3 gap-y-1 text-sm">
      <DocumentBadge status={data.status} />
      {data.signed_at && (
        <a href={xmlPath(data.id)} download className="text-primary hover:underline">
          XML
        </a>
      )}
      <a href={ridePath(data.id)} target="_blank" rel="noreferrer" className="text-primary hover:underline">
        RIDE
      </a>
    </span>
  );
}

/** An invoice's electronic document: its state, what the SRI says, its key and its file. Nothing where it has none. */
export function DocumentCard({ invoiceId }: { invoiceId: number }) {
  const may = useCan("einvoices:read");
  const mayWrite = useCan("einvoices:write");
  const { data } = useQuery({ ...einvoiceOfQuery(invoiceId), enabled: may });
  if (!data) return null;
  const said = data.advice?.meaning ?? data.note ?? (data.annulment && ANNULMENT[data.annulment]);
  return (
    <Card aria-label="Comprobante electrónico">
      <CardHeader>
        <CardTitle className="text-base">Comprobante electrónico</CardTitle>
        <CardAction>
          <DocumentBadge status={data.status} />
        </CardAction>
      </CardHeader>
      <div className="space-y-3 px-4 pb-4 pt-1">
        {said && (
          <p className="text-sm text-muted-foreground">
            {said} {data.advice?.then}
            {!data.advice && data.next_attempt_at && `Próximo intento a las ${formatTime(data.next_attempt_at)}.`}
          </p>
        )}
        <Mailed einvoice={data} />
        <AccessKey value={data.access_key} />
        <div className="flex flex-wrap gap-2">
          {data.signed_at && (
            <Button asChild variant="outline" size="sm">
              <a href={xmlPath(data.id)} download>
                <FileCode2 aria-hidden />
                XML
              </a>
            </Button>
          )}
          {PAPERS.map(([paper, label]) => (
            <Button key={paper} asChild variant="outline" size="sm">
              <a href={ridePath(data.id, paper)} target="_blank" rel="noreferrer">
                <Printer aria-hidden />
                {label}
              </a>
            </Button>
          ))}
          {mayWrite && data.status === "AUTHORISED" && data.annulment !== "CONFIRMED" && <MailButton id={data.id} />}
          {data.signed_at && <LinkButton id={data.id} number={data.number} />}
          <Button asChild variant="outline" size="sm">
            <Link href={einvoicePath(data.id)}>Ver intentos</Link>
          </Button>
        </div>
      </div>
    </Card>
  );
}
