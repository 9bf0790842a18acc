"use client";

import { CircleAlert, CircleCheck, KeyRound, TriangleAlert } from "lucide-react";
import { useState } from "react";
import { Can } from "@/components/patterns/can";
import { DetailList } from "@/components/patterns/detail-list";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card, CardAction, CardContent, CardHeader, CardTitle } from "@/components/ui/card";
import type { Certificate, Issuer } from "@/entities/einvoice/schema";
import { dayOf, daysBetween, today } from "@/lib/dates";
import { formatCount, formatDate, formatDateTime } from "@/lib/format";
import { lazy } from "@/lib/lazy";
import { useUploadCertificate } from "../api";

const CertificateDialog = lazy(() =>
  import("@/components/patterns/certificate-dialog").then((file) => file.CertificateDialog),
);

/** The certificate that signs: whose it is, until when, who answers for it. */
export function CertificateCard({ issuer }: { issuer: Issuer }) {
  const { certificate } = issuer;
  const upload = useUploadCertificate();
  const [uploading, setUploading] = useState(false);
  return (
    <Card aria-label="Certificado de firma">
      <CardHeader>
        <CardTitle>Certificado de firma</CardTitle>
        {certificate && <Validity certificate={certificate} soon={issuer.expires_soon} />}
        <Can permission="einvoices:issuer">
          <CardAction>
            <Button variant="outline" onClick={() => setUploading(true)}>
              <KeyRound aria-hidden />
              {certificate ? "Subir otro" : "Subir certificado"}
            </Button>
          </CardAction>
        </Can>
      </CardHeader>
      <CardContent>
        {certificate ? (
          <DetailList
            columns={2}
            items={[
              { label: "De quién es", value: nameIn(certificate.subject) },
              { label: "RUC que lleva", value: <span className="font-mono">{certificate.ruc}</span> },
              { label: "Vale", value: `${formatDate(certificate.valid_from)} – ${formatDate(certificate.valid_to)}` },
              { label: "Quién lo emite", value: certificate.chain.map(nameIn).join(" ← ") },
              { label: "Número de serie", value: <span className="font-mono text-xs">{certificate.serial}</span> },
              {
                label: "Lo subió",
                value: `${certificate.uploaded_by.name}, ${formatDateTime(certificate.uploaded_at)}`,
              },
            ]}
          />
        ) : (
          <p className="text-sm text-muted-foreground">
            Todavía no hay. Sin él nada se firma: pida a su entidad de certificación una firma electrónica en archivo
            (.p12 o .pfx) con el RUC de la clínica.
          </p>
        )}
      </CardContent>
      {uploading && (
        <CertificateDialog
          replaces={Boolean(certificate)}
          upload={upload.mutateAsync}
          onClose={() => setUploading(false)}
        />
      )}
    </Card>
  );
}

function Validity({ certificate, soon }: { certificate: Certificate; soon: boolean }) {
  const days = daysBetween(today(), dayOf(certificate.valid_to));
  if (days < 0)
    return (
      <Badge variant="danger" icon={CircleAlert}>
        Venció hace {formatCount(-days, "día", "días")}
      </Badge>
    );
  if (soon)
    return (
      <Badge variant="warning" icon={TriangleAlert}>
        {days === 0 ? "Vence hoy" : `Vence en ${formatCount(days, "día", "días")}`}
      </Badge>
    );
  return (
    <Badge variant="success" icon={CircleCheck}>
      Vigente
    </Badge>
  );
}

/** The common name of a distinguished name, `CN=ANA PÉREZ,O=…`; all of it where it has none. */
const nameIn = (name: string) => /(?:^|,)CN=((?:\\.|[^,\\])+)/.exec(name)?.[1]?.replace(/\\(.)/g, "$1") ?? name;
