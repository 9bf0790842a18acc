"use client";

import { useQuery } from "@tanstack/react-query";
import { SlidersHorizontal } from "lucide-react";
import { useState } from "react";
import { ErrorState } from "@/components/patterns/state-panel";
import { Alert } from "@/components/ui/alert";
import { PermissionWords } from "@/components/patterns/permission-words";
import { Button } from "@/components/ui/button";
import {
  Dialog,
  DialogContent,
  DialogDescription,
  DialogFooter,
  DialogHeader,
  DialogTitle,
  DialogTrigger,
} from "@/components/ui/dialog";
import { RadioGroup, RadioGroupItem } from "@/components/ui/radio-group";
import { Skeleton } from "@/components/ui/skeleton";
import { sharingQuery } from "@/entities/report/queries";
import { SHARINGS, type Sharing } from "@/entities/report/schema";
import { messageOf } from "@/lib/problem";
import { useCan } from "@/lib/session";
import { announce } from "@/lib/toast";
import { useShareExpenses } from "../api";
import { RULES } from "../words";

/** How the month's expenses are shared among what was done; the owner chooses. */
export function SharingDialog() {
  const [open, setOpen] = useState(false);
  return (
    <Dialog open={open} onOpenChange={setOpen}>
      <DialogTrigger asChild>
        <Button variant="outline" size="sm">
          <SlidersHorizontal aria-hidden />
          Cómo se reparte
        </Button>
      </DialogTrigger>
      <DialogContent>
        <DialogHeader>
          <DialogTitle>Cómo se reparten los gastos</DialogTitle>
          <DialogDescription>
            El arriendo, los sueldos y lo demás del mes se cargan a lo que se hizo. El resultado del mes es el mismo.
          </DialogDescription>
        </DialogHeader>
        <Body onClose={() => setOpen(false)} />
      </DialogContent>
    </Dialog>
  );
}

function Body({ onClose }: { onClose: () => void }) {
  const query = useQuery(sharingQuery);
  if (query.isPending) return <Skeleton className="h-32 w-full" />;
  if (!query.data)
    return <ErrorState bare error={query.error} what="el reparto" onRetry={() => void query.refetch()} />;
  return <Choice key={query.data.version} sharing={query.data} onClose={onClose} />;
}

function Choice({ sharing, onClose }: { sharing: Sharing; onClose: () => void }) {
  const share = useShareExpenses();
  const mayChoose = useCan("reports:write");
  const [rule, setRule] = useState(sharing.rule);
  // As every form: saving what was not changed closes it.
  const save = () => {
    if (rule === sharing.rule) return onClose();
    share.mutateAsync({ rule, version: sharing.version }).then(
      () => {
        announce(`Gastos: ${RULES[rule].label.toLowerCase()}`);
        onClose();
      },
      () => undefined,
    );
  };
  return (
    <>
      {share.error && <Alert variant="destructive">{messageOf(share.error)}</Alert>}
      <RadioGroup
        value={rule}
        onValueChange={(value) => setRule(value as Sharing["rule"])}
        aria-label="Cómo se reparten los gastos"
        disabled={!mayChoose}
        className="space-y-3"
      >
        {SHARINGS.map((value) => (
          <label key={value} className="flex gap-2.5 text-sm">
            <RadioGroupItem value={value} className="mt-0.5" />
            <span>
              <span className="block font-medium">{RULES[value].label}</span>
              <span className="block text-muted-foreground">{RULES[value].hint}</span>
            </span>
          </label>
        ))}
      </RadioGroup>
      {mayChoose ? (
        <DialogFooter>
          <Button variant="outline" onClick={onClose}>
            Cancelar
          </Button>
          <Button data-main loading={share.isPending} onClick={save}>
            Guardar reparto
          </Button>
        </DialogFooter>
      ) : (
        <p className="text-sm text-muted-foreground">
          Lo elige quien tiene el permiso <PermissionWords name="reports:write" />. Lo asigna la administración.
        </p>
      )}
    </>
  );
}
