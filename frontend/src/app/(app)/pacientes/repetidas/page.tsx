import type { Metadata } from "next";
import { PairsPage } from "@/features/repetidas/components/pairs-page";

export const metadata: Metadata = { title: "Fichas que se parecen" };
export default PairsPage;
