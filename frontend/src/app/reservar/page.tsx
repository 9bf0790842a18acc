import type { Metadata } from "next";
import { OnlinePage } from "@/features/reserva-publica/components/online-page";

export const metadata: Metadata = { title: "Reservar una hora" };

export default function Page() {
  return <OnlinePage />;
}
