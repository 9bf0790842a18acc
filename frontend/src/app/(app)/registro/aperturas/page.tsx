import type { Metadata } from "next";
import { OpeningsPage } from "@/features/aperturas/components/openings-page";

export const metadata: Metadata = { title: "Notas abiertas con un motivo" };
export default OpeningsPage;
