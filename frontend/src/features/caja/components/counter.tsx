"use client";

import { useQuery } from "@tanstack/react-query";
import { HandCoins } from "lucide-react";
import { useState } from "react";
import { EmptyState, ErrorState } from "@/components/patterns/state-panel";
import { Skeleton } from "@/components/ui/skeleton";
import { invoiceQuery } from "@/entities/invoice/queries";
import { OpenTill } from "@/entities/cash/open-till";
import { lazy } from "@/lib/lazy";
import { useMedia } from "@/hooks/use-media";
import { useTitle } from "@/hooks/use-title";
import { useUrlState } from "@/hooks/use-url-state";
import { useCan } from "@/lib/session";
import { cn } from "@/lib/utils";
import { useQueue } from "../use-queue";
import { AccountPane } from "./account-pane";
import { PayPane, type Charged } from "./pay-pane";
import { QueuePane } from "./queue-pane";

// What comes after a charge is fetched while it is typed.
const ChargedPane = lazy(
  () => import("./charged-pane").then((file) => file.ChargedPane),
  <Skeleton className="h-96 rounded-xl" />,
);

const NewAccount = lazy(
  () => import("./new-account").then((file) => file.NewAccount),
  <Skeleton className="h-64 rounded-xl" />,
);

/** Who waits, what they owe and how they pay, all in view; on a phone one after the other. */
export function Counter({ till: open }: { till: boolean }) {
  const url = useUrlState();
  const wide = useMedia("(min-width: 768px)");
  const [search, setSearch] = useState("");
  const [charged, setCharged] = useState<Charged | null>(null);
  const queue = useQueue(search);
  const all = [...queue.waiting, ...queue.before, ...queue.left];
  const wanted = Number(url.get("cuenta")) || null;
  const chosen = wanted ?? (wide && !charged ? (all[0]?.id ?? null) : null);
  const mayOpen = useCan("invoices:write");
  const [opening, setOpening] = useState(false);
  const shown = opening ? null : (charged?.invoice.id ?? chosen);
  const account = useQuery({ ...invoiceQuery(shown ?? 0), enabled: shown !== null });
  const invoice = account.data;
  useTitle(invoice && `${invoice.buyer.name} · Caja`);
  const next = all.find(({ id }) => id !== charged?.invoice.id) ?? null;

  function choose(id: number | null) {
    setCharged(null);
    setOpening(false);
    url.set({ cuenta: id });
  }

  return (
    // As high as the window: the lists scroll within it, and the button that charges is always in view.
    <div className="grid gap-4 md:grid-cols-[17rem_1fr] md:items-start lg:min-h-0 lg:flex-1 lg:grid-cols-[13rem_minmax(0,1fr)_19rem] lg:grid-rows-[minmax(0,1fr)] lg:items-stretch xl:grid-cols-[17rem_minmax(0,1fr)_22rem] min-[1440px]:grid-cols-[20rem_minmax(0,1fr)_21rem]">
      <div
        className={cn(
          "flex min-w-0 flex-col md:row-span-2 md:max-h-[calc(100dvh-10.25rem)] lg:row-span-1 lg:max-h-none",
          (shown !== null || opening) && "hidden md:flex",
        )}
      >
        <QueuePane
          chosen={shown}
          onChoose={choose}
          search={search}
          onSearch={setSearch}
          onNew={mayOpen ? () => setOpening(true) : undefined}
        />
      </div>
      {opening && <NewAccount onOpened={({ id }) => choose(id)} onClose={() => setOpening(false)} />}
      {shown !== null &&
        (account.error ? (
          <ErrorState error={account.error} what="la cuenta" onRetry={() => void account.refetch()} />
        ) : !invoice ? (
          <Skeleton className="h-96 rounded-xl" />
        ) : (
          <AccountPane invoice={charged?.invoice ?? invoice} onBack={() => choose(null)} />
        ))}
      {opening ? null : charged ? (
        <ChargedPane charged={charged} next={next} onNext={() => choose(next && wide ? next.id : null)} />
      ) : !open ? (
        // In one place whatever comes into view beside it: what is being typed stays.
        <OpenTill className="self-start" />
      ) : shown === null ? (
        <EmptyState icon={HandCoins} title="Nadie por cobrar" className="hidden md:flex lg:col-span-2">
          Elija a quien va a pagar en la lista.
        </EmptyState>
      ) : (
        invoice &&
        (Number(invoice.balance) > 0 ? (
          <PayPane key={invoice.id} invoice={invoice} onCharged={setCharged} />
        ) : (
          <EmptyState title="No debe nada">Esta factura ya está pagada.</EmptyState>
        ))
      )}
    </div>
  );
}
