import type { Metadata } from "next";
import { ManagePage } from "@/features/reserva-publica/components/manage-page";

export const metadata: Metadata = { title: "Su hora" };

export default function Page() {
  return <ManagePage />;
}
