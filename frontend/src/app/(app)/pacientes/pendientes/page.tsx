import type { Metadata } from "next";
import { PendingPage } from "@/features/pendientes/components/pending-page";

export const metadata: Metadata = { title: "Notas pendientes" };
export default PendingPage;
