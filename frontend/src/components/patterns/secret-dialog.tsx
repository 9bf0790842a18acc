"use client";

import type { ReactNode } from "react";
import { CopyButton } from "@/components/patterns/copy-button";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
} from "@/components/ui/dialog";

export type Secret = {
  title: string;
  description: ReactNode;
  values: { label: string; value: string }[];
  /** What to do when the answer came without the secret, because an earlier one was lost on its way. */
  missing?: string;
};

type SecretDialogProps = { secret: Secret | null; onClose: () => void };

/** Shows once what is never shown again. Only its own button closes it: a stray click would lose the secret. */
export function SecretDialog({ secret, onClose }: SecretDialogProps) {
  return (
    <Dialog open={secret !== null}>
      <DialogContent
        showClose={false}
        onEscapeKeyDown={(event) => event.preventDefault()}
        onInteractOutside={(event) => event.preventDefault()}
      >
        {secret && (
          <>
            <DialogHeader className="pr-0">
              <DialogTitle>{secret.title}</DialogTitle>
              <DialogDescription>{secret.description}</DialogDescription>
            </DialogHeader>
            {secret.missing ? (
              <Alert variant="warning">{secret.missing}</Alert>
            ) : (
              <dl className="space-y-3">
                {secret.values.map(({ label, value }) => (
                  <div key={label}>
                    <dt className="text-xs text-muted-foreground">{label}</dt>
                    <dd className="mt-1 flex flex-wrap items-center gap-2">
                      <code className="min-w-0 flex-1 basis-48 select-all break-all rounded-md border border-border bg-muted px-3 py-2 font-mono text-base">
                        {value}
                      </code>
                      <CopyButton text={value} />
                    </dd>
                  </div>
                ))}
              </dl>
            )}
            <DialogFooter>
              <Button onClick={onClose}>{secret.missing ? "Entendido" : "Ya lo guardé"}</Button>
            </DialogFooter>
          </>
        )}
      </DialogContent>
    </Dialog>
  );
}
