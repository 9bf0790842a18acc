import type { Metadata } from "next";
import { ChequesPage } from "@/features/cheques/components/cheques-page";

export const metadata: Metadata = { title: "Cheques" };

export default ChequesPage;
