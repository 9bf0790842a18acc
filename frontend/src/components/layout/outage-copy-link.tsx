"use client";

import { useEffect, useState } from "react";
import { formatDateTime } from "@/lib/format";
import { madeAt, OUTAGE_COPY } from "@/lib/outage-copy";

/** Where the clinic does not answer: the agenda and the sheets that this device keeps. */
export function OutageCopyLink() {
  const [made, setMade] = useState<string | null>(null);
  useEffect(() => void madeAt().then(setMade, () => undefined), []);
  return made ? (
    <p className="text-center text-sm">
      <a href={OUTAGE_COPY} className="underline underline-offset-2">
        Abrir la agenda y las hojas del {formatDateTime(made)}
      </a>
    </p>
  ) : null;
}
