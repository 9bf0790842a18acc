import type { Metadata } from "next";
import { CreditNotesPage } from "@/features/notas-credito/components/credit-notes-page";

export const metadata: Metadata = { title: "Notas de crédito" };

export default CreditNotesPage;
